"""Other people's words, which no open archive passes on: quotes, and text that repeats one or has a passage.

A passage is four words or more between quotation marks; fewer are a term. Names, titles and licences
are not withheld, although some contain quotation marks.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

from claimgraph.rdf import iri_token, literal_text, unwrap_token

EXACT = iri_token("oa:exact")
_MIN_WORDS = 4
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
    """True if a statement's text has four words or more between quotation marks."""
    if not value.startswith(b'"') or predicate in _NAMES or not any(hint in value for hint in _HINTS):
        return False
    passages = (next(filter(None, match.groups())) for match in _MARKS.finditer(literal_text(value)))
    return any(len(_WORD.findall(passage)) >= _MIN_WORDS for passage in passages)


def find_repeating_lines(graph_file: Path, quotes: set[bytes]) -> set[bytes]:
    """Return the lines that contain one of these quotes, among them the quotes' own lines."""
    if not quotes:
        return set()
    with graph_file.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return {line for quote in quotes for line in _lines_with(text, unwrap_token(quote).strip(b" .!?"))}


def _lines_with(text: mmap.mmap, words: bytes) -> Iterator[bytes]:
    position = text.find(words)
    while position >= 0:
        end = text.find(b"\n", position) + 1
        yield text[text.rfind(b"\n", 0, position) + 1 : end]
        position = text.find(words, end)
