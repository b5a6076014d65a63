"""N-Triples and N-Quads as lines of bytes: the one place that takes them apart and puts them together.

Everything here relies on lines as Oxigraph writes them: one statement a line, one blank between terms,
" ." and a line feed at the end. Line ends within literals are escaped, and only an object can hold a
blank. So a line needs no parser, and millions of them can be sorted, counted and compared without an
object for each term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, serialize

from claimgraph import namespaces
from claimgraph.rdf.terms import named_node

# Terms as a line writes them: <…> for an IRI, "…" with its language or type for a literal.
TripleTokens = tuple[bytes, bytes, bytes]
QuadTokens = tuple[bytes, bytes, bytes, bytes]

_THING = f"<{namespaces.ID}".encode()
_DESCRIPTION = re.compile(rb"(\S+) .*\n(?:\1 .*\n)*")  # the lines of one subject
_NUMBER = rb'"(?P<number>%s)"(?P<datatype>\^\^<http://www\.w3\.org/2001/XMLSchema#%s>)'
_ROUND_DECIMAL = re.compile(_NUMBER % (rb"-?[0-9]+\.[0-9]*0", b"decimal"))
_DOUBLE = re.compile(_NUMBER % (rb"-?[0-9][0-9.E-]*", b"double"))


def serialize_ntriples(triples: Iterable[Triple]) -> bytes:
    """Write triples as N-Triples: sorted lines, each once, with numbers as the engine spells them.

    So what the server answers and what an archive holds are equal term by term. No number changes:
    a double is written with all digits that tell it from its neighbours.
    """
    text = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    text = _ROUND_DECIMAL.sub(lambda match: _respell(match, Decimal(match["number"].decode())), text)
    text = _DOUBLE.sub(lambda match: _respell(match, Decimal(repr(float(match["number"])))), text)
    return sort_lines(text)


def _respell(literal: re.Match[bytes], number: Decimal) -> bytes:
    digits = format(number, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return b'"%s"%s' % (digits.encode(), literal["datatype"])


def split_lines(text: bytes) -> list[bytes]:
    """Return the lines, each with its line end."""
    return text.splitlines(keepends=True)


def sort_lines(text: bytes) -> bytes:
    """Sort the lines, and keep each once."""
    return b"".join(sorted(set(split_lines(text))))


def split_triple(line: bytes) -> TripleTokens:
    """Return subject, predicate and object of a line of N-Triples."""
    subject, predicate, object_and_end = line.split(b" ", 2)
    return subject, predicate, object_and_end[:-3]


def split_quad(line: bytes) -> QuadTokens:
    """Return subject, predicate, object and graph of a line of N-Quads."""
    subject, predicate, object_and_end = line.split(b" ", 2)
    value, graph = object_and_end[:-3].rsplit(b" ", 1)
    return subject, predicate, value, graph


def join_triple(subject: bytes, predicate: bytes, value: bytes) -> bytes:
    """Return the line of N-Triples that says this."""
    return b"%s %s %s .\n" % (subject, predicate, value)


def add_graph(lines: Iterable[bytes], graph: str) -> Iterator[bytes]:
    """Make lines of N-Triples lines of N-Quads, in the named graph with this IRI."""
    end = b"<%s> .\n" % graph.encode()
    return (line[:-2] + end for line in lines)


def read_quads(path: Path) -> Iterator[tuple[bytes, QuadTokens]]:
    """Read an N-Quads file: each line, whole and in its four terms."""
    with path.open("rb") as file:
        for line in file:
            yield line, split_quad(line)


def line_subject(line: bytes) -> bytes:
    """Return the subject of a line."""
    return line[: line.index(b" ")]


def subject_tokens(text: str) -> set[str]:
    """Return the subjects of N-Triples."""
    # never splitlines: it also splits a str at the other line ends of Unicode, which literals may hold
    return {line.partition(" ")[0] for line in text.split("\n")}


def subject_spans(text: bytes) -> dict[bytes, tuple[int, int]]:
    """Return where in sorted N-Triples the lines of each subject begin and end."""
    return {match[1]: match.span() for match in _DESCRIPTION.finditer(text)}


def thing_tokens(text: bytes) -> set[bytes]:
    """Return every thing of ours that N-Triples name, as "<…>"."""
    names = {piece.partition(b">")[0] for piece in text.split(_THING)[1:]}
    return {_THING + name + b">" for name in names}


def lines_with_predicate(text: bytes, predicate: str) -> Iterator[tuple[bytes, bytes]]:
    """Find the lines with a predicate, such as "rdf:type": each line and its object."""
    token = b" %s " % iri_token(predicate)
    place = text.find(token)
    while place >= 0:
        start, end = text.rfind(b"\n", 0, place) + 1, text.index(b"\n", place) + 1
        if b" " not in text[start:place]:  # else it is within a literal
            yield text[start:end], text[place + len(token) : end - len(b" .\n")]
        place = text.find(token, end)


def object_tokens(text: bytes, predicate: str) -> set[bytes]:
    """Return the objects that a predicate, such as "rdf:type", has in N-Triples."""
    return {value for _, value in lines_with_predicate(text, predicate)}


def iri_token(iri: str) -> bytes:
    """Return a full or compact IRI as a line writes it.

    >>> iri_token("cg:Claim")
    b'<https://w3id.org/claimgraph/ns#Claim>'
    """
    return b"<%s>" % named_node(iri).value.encode()


def unwrap_token(token: bytes) -> bytes:
    """Return an IRI without its brackets, a literal without marks, language and type; still escaped.

    >>> unwrap_token(b'"papers"@en')
    b'papers'
    """
    return token[1 : token.rindex(b'"')] if token.startswith(b'"') else token[1:-1]


def literal_text(token: bytes) -> str:
    """Return the text of a literal, near enough to look for words in it."""
    return unwrap_token(token).decode().replace('\\"', '"').replace("\\n", "\n")
