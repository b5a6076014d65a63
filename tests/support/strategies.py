"""Hypothesis strategies: any record a table could hold, derived from the record's own columns."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from claimgraph.edtf import Period
from claimgraph.model import Column, Concept, Entity, Fab, Record, Reference, Speaker, TextFormat, columns_of
from claimgraph.namespaces import ENTITY_KINDS


def _slug(number: int) -> str:
    """Parts of one to six letters and digits each; every such slug has its number."""
    number, part = divmod(number, _PARTS)
    parts = [_part(part + 1)]
    while number:
        number, part = divmod(number - 1, _PARTS)
        parts.append(_part(part + 1))
    return "-".join(parts)


def _part(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number - 1, len(_CHARACTERS))
        text = _CHARACTERS[digit] + text
    return text


_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_PARTS = sum(36**length for length in range(1, 7))
# One number is drawn in a tenth of the time that a text by a regular expression takes.
slugs = st.integers(0, _PARTS**3 - 1).map(_slug).filter(lambda slug: slug not in ("unknown", "none"))
paths = st.builds("{}/{}".format, st.sampled_from(sorted(set(ENTITY_KINDS) - {"fab"})), slugs)
# What the cells of a CSV file can hold: no control characters, no blanks at the ends, no separator.
texts = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="|"),
        min_size=1,
    )
    .map(str.strip)
    .filter(bool)
)
numbers = st.decimals(Decimal(-(10**15)), Decimal(10**15), places=4, allow_nan=False)
periods = st.builds(
    lambda year, month, mark, end: Period.parse(f"{year:04}-{month:02}{mark}{end}"),
    st.integers(1900, 2100),
    st.integers(1, 12),
    st.sampled_from(["", "~", "?"]),
    st.sampled_from(["", "/..", "/2150", "/2150-03-01"]),
)
years = st.integers(1900, 2100)
urls = slugs.map("https://example.org/{}".format)
units = st.one_of(slugs, st.sampled_from(["unit:PERCENT", "unit:GigaW", "unit:CCY_USD"]))

PLAIN = {
    "url": urls,
    "graph": slugs,
    "tagged": st.builds("{}:{}".format, st.sampled_from(["fr", "ru", "ar"]), texts),
}


def _single(base: Any) -> st.SearchStrategy[Any]:
    match base:
        case Reference(kind=""):
            return st.one_of(paths, st.just("unknown"))
        case Reference() | Concept():
            return slugs
        case TextFormat(name=kind) if kind in PLAIN:
            return PLAIN[kind]
        case TextFormat():
            return units
    return {str: texts, Decimal: numbers, int: years, bool: st.booleans(), Period: periods}[base]


def _value(column: Column) -> st.SearchStrategy[Any]:
    single = _single(column.value_type)
    if column.many:
        return st.lists(single, max_size=3, unique=True).map(sorted).map(tuple)
    return st.none() | single if column.optional else single


def records(record: type[Record]) -> st.SearchStrategy[Record]:
    """Any record of one class."""
    values = {name: _value(column) for name, column in columns_of(record).items()}
    if record in (Entity, Speaker):
        values["id"] = paths
    if "language" in values:
        values["language"] = st.sampled_from(["en", "zh", "fr"])
    if record not in (Entity, Fab):
        return st.builds(record, **values)
    # A point has two coordinates or none.
    degrees = st.decimals(-90, 90, places=5)
    point = st.none() | st.tuples(degrees, degrees)
    del values["latitude"], values["longitude"]
    return st.builds(
        lambda at, **rest: record(**rest, latitude=at and at[0], longitude=at and at[1]), point, **values
    )
