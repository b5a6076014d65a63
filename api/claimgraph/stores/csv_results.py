"""Writes solutions as CSV. The engine does not quote IRIs, and one with a comma becomes two fields."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from itertools import islice
from operator import attrgetter
from typing import Any

import pyoxigraph as ox

from claimgraph.stores.sinks import Sink

_BATCH = 200  # rows
_FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = frozenset(_XSD + name for name in ("integer", "decimal", "double", "float"))


def write_csv(solutions: ox.QuerySolutions, sink: Sink, *, is_guarded: bool) -> None:
    """Write solutions as SPARQL 1.1 CSV; guarded: so that a spreadsheet takes no text for a formula.

    A guarded text that begins like a formula has an apostrophe before it, which spreadsheets do not show.
    """
    text_of = (_GUARDED_TEXTS if is_guarded else _TEXTS).__getitem__
    _write_rows([[variable.value for variable in solutions.variables]], sink)
    _write_rows(([text_of(type(term))(term) for term in solution] for solution in solutions), sink)


def _write_rows(rows: Iterable[list[str]], sink: Sink) -> None:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        text = io.StringIO(newline="")
        csv.writer(text).writerows(batch)
        sink.write(text.getvalue().encode())


def _guard_literal(literal: ox.Literal) -> str:
    text = literal.value
    if text.startswith(_FORMULA_BEGINNINGS) and literal.datatype.value not in _NUMBERS:
        return "'" + text
    return text


def _triple_text(triple: ox.Triple) -> str:
    return " ".join(_TEXTS[type(term)](term) for term in (triple.subject, triple.predicate, triple.object))


_TEXTS: dict[type, Callable[[Any], str]] = {
    ox.NamedNode: attrgetter("value"),
    ox.Literal: attrgetter("value"),
    ox.BlankNode: str,
    ox.Triple: _triple_text,
    type(None): lambda _unbound: "",
}
_GUARDED_TEXTS = {**_TEXTS, ox.Literal: _guard_literal}
