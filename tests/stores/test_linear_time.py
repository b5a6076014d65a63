"""No text of a client takes more than linear time: 40 kB of closing parentheses once took 17 s."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from claimgraph.stores import QueryError, read_outline
from claimgraph.stores.adaptation import adapt_query
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
    "GROUP_CONCAT(",
    "REGEX(1,",
    "REGEX(1,'a'),",
]
_FRAMES = (
    "{}",
    "PREFIX : <x:> SELECT * {{ ?s ?p {}",
    "ASK {{ ?s <{}servic> ?o }}",
    "ASK {{ FILTER(1 <{}servic>) }}",
    "ASK {{ ?s ?p '{}' }}",
    "ASK {{ FILTER(REGEX('a', {}",
)
_CPU_SECONDS = 15  # for all texts together; a few of quadratic cost take as long by themselves


def hostile_texts(length: int, frames: tuple[str, ...]) -> Iterator[str]:
    for unit in _UNITS:
        for frame in frames:
            yield frame.format(unit * (length // len(unit)))


def explain(query: str) -> None:
    explain_syntax_error(query, SyntaxError('error at 1:1: expected "x"'), stop_at_once)


def stop_at_once(_query: str) -> None:
    raise SyntaxError('error at 1:1: expected "x"')


_READERS: dict[str, tuple[Callable[[str], object], int, tuple[str, ...]]] = {
    "outline": (read_outline, 20_000, _FRAMES),
    "explanation": (explain, 10_000, _FRAMES[1:2]),
    "adaptation": (adapt_query, 10_000, _FRAMES[-1:]),
}


@pytest.mark.parametrize("reader", _READERS)
def test_hostile_texts_take_linear_time(reader: str) -> None:
    subprocess.run(
        [sys.executable, __file__, reader],
        check=True,
        timeout=20 * _CPU_SECONDS,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def main() -> None:
    """Read all hostile texts in one way; the system ends this when it takes too long."""
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    read, length, frames = _READERS[sys.argv[1]]
    for text in hostile_texts(length, frames):
        with contextlib.suppress(QueryError):
            read(text)


if __name__ == "__main__":
    main()
