"""Other people's words, which no open archive passes on: quotes, and what repeats or contains a passage.

A passage is four words or more between quotation marks; fewer are a term. Names, titles
and licences stay although some are printed with quotation marks.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

from claimgraph.rdf import iri_token, literal_text, unwrap_token

EXACT = iri_token("oa:exact")
_FEWEST_WORDS = 4
_MARKS = re.compile(r'"([^"]+)"|“([^”]+)”|‘([^’]+)’|(?<!\w)\'(.+?)\'(?!\w)', re.DOTALL)
_WORD = re.compile(r"\w[\w'’-]*")
_HINTS = (b"'", b'\\"', "“".encode(), "‘".encode())
_NAMES = frozenset(
    map(
        iri_token,
        (
            "rdfs:label",
            "skos:prefLabel",
            "skos:altLabel",
            "dcterms:title",
            "schema:text",  # our paraphrase
            "cg:nameAsPrinted",
            "cg:matchedName",
            "cg:speakerAsPrinted",
            "cg:publisherAsPrinted",
            "cg:authorAsPrinted",
            "cg:operatorAsPrinted",
            "cg:developersAsPrinted",
            "cg:agentAsPrinted",
            "cg:basedOnAsPrinted",
            "cg:trainedOnAsPrinted",
            "cg:foundryAsPrinted",
            "cg:hostsAsPrinted",
            "cg:coordinatesSource",  # names of map objects, under the map's own licence
            "cg:licenceText",
            "cg:rowLicence",
            "cg:rowSource",
        ),
    )
)


def has_passage(predicate: bytes, value: bytes) -> bool:
    """Whether a statement's text has somebody's words between quotation marks."""
    if not value.startswith(b'"') or predicate in _NAMES or not any(hint in value for hint in _HINTS):
        return False
    found = (next(filter(None, match.groups())) for match in _MARKS.finditer(literal_text(value)))
    return any(len(_WORD.findall(words)) >= _FEWEST_WORDS for words in found)


def find_repeating_lines(graph_file: Path, quotes: set[bytes]) -> set[bytes]:
    """The lines that hold one of these quotes word for word, the quotes' own lines among them."""
    if not quotes:
        return set()
    with graph_file.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return {line for quote in quotes for line in _lines_with(text, unwrap_token(quote).strip(b" .!?"))}


def _lines_with(text: mmap.mmap, words: bytes) -> Iterator[bytes]:
    place = text.find(words)
    while place >= 0:
        end = text.find(b"\n", place) + 1
        yield text[text.rfind(b"\n", 0, place) + 1 : end]
        place = text.find(words, end)
