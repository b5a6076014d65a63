"""A generation's quads as lines. Sorted N-Quads need no parser: only an object may hold a blank."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from claimgraph.rdf.terms import named_node

# Subject, predicate, object and graph, as they are written.
QuadTerms = tuple[bytes, bytes, bytes, bytes]


def read_quads(path: Path) -> Iterator[tuple[bytes, QuadTerms]]:
    """Each line of an N-Quads file, whole and in its four parts."""
    with path.open("rb") as file:
        for line in file:
            subject, predicate, rest = line.split(b" ", 2)
            value, graph = rest[:-3].rsplit(b" ", 1)  # without " .\n"
            yield line, (subject, predicate, value, graph)


def iri_token(name: str) -> bytes:
    """A compact IRI as a line has it.

    >>> iri_token("cg:Claim")
    b'<https://w3id.org/claimgraph/ns#Claim>'
    """
    return b"<%s>" % named_node(name).value.encode()


def unwrap_token(term: bytes) -> bytes:
    """An IRI without its brackets, or a text without quotation marks, language and type; still escaped."""
    return term[1 : term.rindex(b'"')] if term.startswith(b'"') else term[1:-1]


def literal_text(literal: bytes) -> str:
    """What a text says, near enough to look for words in it."""
    return unwrap_token(literal).decode().replace('\\"', '"').replace("\\n", "\n")
