"""Writes Turtle to be read: the prefixes that are used and no others, in alphabetical order.

Which are used is known only at the end, so a long result is streamed under all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import IO

import pyoxigraph as ox

from claimgraph.namespaces import PREFIXES
from claimgraph.rdf.prefixes import prefixes_for

_SHORT = 2000  # triples


def write_turtle(triples: Iterator[ox.Triple], output: IO[bytes]) -> None:
    beginning = list(islice(triples, _SHORT))
    if len(beginning) == _SHORT:
        ox.serialize(chain(beginning, triples), output, ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        return
    text = ox.serialize(beginning, format=ox.RdfFormat.TURTLE, prefixes=prefixes_for(beginning)) or b""
    lines = text.splitlines(keepends=True)
    head = sum(1 for _ in _declarations(lines))
    output.write(b"".join([*sorted(lines[:head]), *lines[head:]]))


def _declarations(lines: list[bytes]) -> Iterator[bytes]:
    for line in lines:
        if not line.startswith(b"@prefix "):
            return
        yield line
