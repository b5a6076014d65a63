"""No text of a client takes more than linear time: 40 kB of closing parentheses once took 17 s."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from claimgraph.stores import QueryError, read_outline
from claimgraph.stores.syntax_errors import explain_syntax_error

_MARKS = r"""
) ( < > " ' # \ . : @ 1 ? $ _: { } [ ] a a. a- a: a:. a:b. % %41 :%41 :\. e 1e 1. << <<( )>> '' ''' '''a '''\
'\' \''' "\ <a <a, <a,> <, <)> <x:' ?a< (1<2 (1<( FILTER( FROM FROM<a> GRAPH PREFIX BASE<a> @a- é 😀 · 。 / |
^^ -- + ~ VALUES?x{ UNDEF. true. FROM:a SERVICE:a 99999999999999999999, .9999999999999999999, & &amp; ]]>
"""
_UNITS = [*_MARKS.split(), '"' * 3]
_UNITS += [
    " ",
    "\n",
    "\r",
    "\t",
    "#\n",
    "'a\\\n",
    "'''a' ",
    "PREFIX a:<a>",
    "FROM NAMED",
    "{SELECT ",
    "service:a ",
]
_FRAMES = (
    "{}",
    "PREFIX : <x:> SELECT * {{ ?s ?p {}",
    "ASK {{ ?s <{}service> ?o }}",
    "ASK {{ FILTER(1 <{}service>) }}",
    "ASK {{ ?s ?p '{}' }}",
)
_LENGTHS = {"outline": 40_000, "explanation": 8_000}
_SECONDS = 60  # for all texts together, on a busy machine; one of quadratic cost takes as long by itself


def hostile_texts(length: int) -> Iterator[str]:
    for unit in _UNITS:
        for frame in _FRAMES:
            yield frame.format(unit * (length // len(unit)))


def explain(query: str) -> None:
    explain_syntax_error(query, SyntaxError('error at 1:1: expected "x"'), stop_at_once)


def stop_at_once(_query: str) -> None:
    raise SyntaxError('error at 1:1: expected "x"')


_READERS: dict[str, Callable[[str], object]] = {"outline": read_outline, "explanation": explain}


@pytest.mark.parametrize("reader", _READERS)
def test_hostile_texts_take_linear_time(reader: str) -> None:
    subprocess.run(
        [sys.executable, __file__, reader],
        check=True,
        timeout=_SECONDS,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def main() -> None:
    """Read all hostile texts in one way; the parent ends this when it takes too long."""
    for text in hostile_texts(_LENGTHS[sys.argv[1]]):
        try:
            _READERS[sys.argv[1]](text)
        except QueryError:
            continue


if __name__ == "__main__":
    main()
