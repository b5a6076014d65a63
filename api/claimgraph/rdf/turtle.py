"""Writes Turtle for readers: it declares the prefixes it uses and no others, in alphabetical order.

Which are used is known only at the end, so a long result is streamed with all prefixes declared.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, takewhile
from typing import IO

import pyoxigraph as ox

from claimgraph.namespaces import PREFIXES
from claimgraph.rdf.prefixes import prefixes_for

_SHORT = 2000  # triples; a longer result is streamed


def write_turtle(triples: Iterator[ox.Triple], output: IO[bytes]) -> None:
    """Write triples as Turtle."""
    beginning = list(islice(triples, _SHORT))
    if len(beginning) == _SHORT:
        ox.serialize(chain(beginning, triples), output, ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        return
    text = ox.serialize(beginning, format=ox.RdfFormat.TURTLE, prefixes=prefixes_for(beginning)) or b""
    lines = text.splitlines(keepends=True)
    declarations = list(takewhile(lambda line: line.startswith(b"@prefix "), lines))
    output.write(b"".join([*sorted(declarations), *lines[len(declarations) :]]))
