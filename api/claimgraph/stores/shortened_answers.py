"""Shortens answers to what the operator lets one have, and says so: in the head, and where a format allows.

Only with a limit of rows or bytes: an answer is then as long as the limit at most, so that it can be whole
before its head is sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

_LONGEST_ADDRESS = 4000  # characters: what every client and proxy takes in a header
_ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_ENDED = re.compile(r"\b(LIMIT|VALUES)\b|[#\"'<]", re.IGNORECASE)
_OFFSET = re.compile(r"\bOFFSET\s+(\d+)\s*\Z", re.IGNORECASE)
_NOTE = "Shortened by a limit of this server, {limit}: there is more."

Row = ox.QuerySolution | ox.Triple


@dataclass(frozen=True, slots=True)
class AnswerLimits:
    """How many rows (or triples) and bytes an answer may have; 0: any number."""

    rows: int = 0
    bytes: int = 0

    def __bool__(self) -> bool:
        return bool(self.rows or self.bytes)


@dataclass(frozen=True, slots=True)
class Shortening:
    """Which limit shortened an answer ("rows=1000"), and how many rows are left."""

    limit: str
    rows: int

    @property
    def note(self) -> str:
        return _NOTE.format(limit=self.limit)


def take_rows(rows: Iterable[Row], limits: AnswerLimits) -> tuple[list[Row], Shortening | None]:
    """As many rows as may be sent. Their text alone is not longer than the limit of bytes."""
    first_rows, size = list[Row](), 0
    for row in islice(rows, limits.rows + 1 if limits.rows else None):
        if limits.rows and len(first_rows) == limits.rows:
            return first_rows, Shortening(f"rows={limits.rows}", len(first_rows))
        size += _least_bytes(row)
        if limits.bytes and size > limits.bytes:
            return first_rows, Shortening(f"bytes={limits.bytes}", len(first_rows))
        first_rows.append(row)
    return first_rows, None


def _least_bytes(row: Row) -> int:
    return sum(len(term.value) for term in row if isinstance(term, (ox.NamedNode, ox.Literal)))


def as_solutions(variables: list[ox.Variable], rows: list[Row]) -> ox.QuerySolutions:
    """Rows that were taken, as the engine writes them."""
    names = [variable.value for variable in variables]
    bindings = [
        {name: _json_term(term) for name, term in zip(names, row, strict=True) if term is not None}
        for row in rows
    ]
    document = {"head": {"vars": names}, "results": {"bindings": bindings}}
    solutions = ox.parse_query_results(json.dumps(document).encode(), format=ox.QueryResultsFormat.JSON)
    assert isinstance(solutions, ox.QuerySolutions)
    return solutions


def _json_term(term: Any) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    language = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
    return {"type": "literal", "value": term.value, **language}


def next_address(
    query: str, rows: int, base: str | None, parameters: Iterable[tuple[str, str]]
) -> str | None:
    """Where the rows after so many are; None unless the query orders them, for without that nobody knows."""
    head, _, tail = query.rpartition("}")
    if base is None or not _ORDERED.search(tail) or _ENDED.search(tail):
        return None
    if offset := _OFFSET.search(tail):
        rest = f"{tail[: offset.start()]}OFFSET {int(offset[1]) + rows}"
    elif "OFFSET" in tail.upper():
        return None
    else:
        rest = f"{tail}\nOFFSET {rows}"
    address = f"{base}?{urlencode([('query', f'{head}}}{rest}'), *parameters])}"
    return address if len(address) <= _LONGEST_ADDRESS else None


def add_statement(text: bytes, format_name: str, note: str, links: list[str]) -> bytes:
    """An answer that says that it was shortened, if its format has a place for that."""
    if links and format_name == "json" and text.startswith(b'{"head":{'):
        return text.replace(b'{"head":{', b'{"head":{"link":%s,' % json.dumps(links).encode(), 1)
    if links and format_name == "xml" and b"</head>" in text:
        elements = "".join(f'<link href="{_escape(link)}"/>' for link in links)
        return text.replace(b"</head>", elements.encode() + b"</head>", 1)
    if format_name in ("ttl", "trig", "nt", "nq"):
        comments = "".join(f"# {line}\n" for line in (note, *links))
        return comments.encode() + text
    return text


def _escape(address: str) -> str:
    return address.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
