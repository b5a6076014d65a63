"""Writes Turtle to be read: the prefixes that are used and no others, in alphabetical order.

Which are used is known only at the end, so a long result is streamed under all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import IO

import pyoxigraph as ox

from claimgraph.iris import PREFIXES

_SHORT = 2000  # triples
_PLAIN = (ox.Literal("").datatype, ox.Literal("", language="en").datatype)  # never written out


def write_turtle(triples: Iterator[ox.Triple], output: IO[bytes]) -> None:
    beginning = list(islice(triples, _SHORT))
    if len(beginning) == _SHORT:
        ox.serialize(chain(beginning, triples), output, ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        return
    text = ox.serialize(beginning, format=ox.RdfFormat.TURTLE, prefixes=_used(beginning)) or b""
    lines = text.splitlines(keepends=True)
    head = sum(1 for _ in _declarations(lines))
    output.write(b"".join([*sorted(lines[:head]), *lines[head:]]))


def _declarations(lines: list[bytes]) -> Iterator[bytes]:
    for line in lines:
        if not line.startswith(b"@prefix "):
            return
        yield line


def _used(triples: Iterable[ox.Triple]) -> dict[str, str]:
    iris = {iri for triple in triples for term in triple for iri in _iris(term)}
    return {prefix: base for prefix, base in PREFIXES.items() if any(iri.startswith(base) for iri in iris)}


def _iris(term: object) -> list[str]:
    if isinstance(term, ox.NamedNode):
        return [term.value]
    return [term.datatype.value] if isinstance(term, ox.Literal) and term.datatype not in _PLAIN else []
