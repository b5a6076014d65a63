"""A generation's quads as lines. Sorted N-Quads need no parser: only an object may hold a blank."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from claimgraph.rdf.terms import node

# Subject, predicate, object and graph, as they are written.
Statement = tuple[bytes, bytes, bytes, bytes]


def statements(path: Path) -> Iterator[tuple[bytes, Statement]]:
    """Each line of an N-Quads file, whole and in its four parts."""
    with path.open("rb") as file:
        for line in file:
            subject, predicate, rest = line.split(b" ", 2)
            value, graph = rest[:-3].rsplit(b" ", 1)  # without " .\n"
            yield line, (subject, predicate, value, graph)


def written(name: str) -> bytes:
    """A compact IRI as a line has it.

    >>> written("cg:Claim")
    b'<https://w3id.org/claimgraph/ns#Claim>'
    """
    return b"<%s>" % node(name).value.encode()


def plain(term: bytes) -> bytes:
    """An IRI without its brackets, or a text without quotation marks, language and type; still escaped."""
    return term[1 : term.rindex(b'"')] if term.startswith(b'"') else term[1:-1]


def text_of(literal: bytes) -> str:
    """What a text says, near enough to look for words in it."""
    return plain(literal).decode().replace('\\"', '"').replace("\\n", "\n")
