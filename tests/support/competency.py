"""The competency questions, which data sets each needs, and answers in a form that can be compared."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path

from claimgraph.queries import default_catalog
from claimgraph.source_tree import default_source_tree
from claimgraph.stores import EmbeddedStore

QUESTIONS = sorted((default_source_tree().root / "ontology" / "competency").glob("*.rq"))
COMPUTED = ("assessments",)  # graphs that the build makes and a query may name beside data sets
Row = tuple[str | Decimal, ...]


def question(name: str) -> Path:
    """The file whose name begins so: "CQ-02a"."""
    (path,) = [each for each in QUESTIONS if each.stem.startswith(f"{name}-")]
    return path


def datasets(path: Path) -> tuple[str, ...]:
    """The data sets that the header says the query needs, besides the ontology and what follows."""
    (names,) = default_catalog().find(path.stem).header.further["data"]
    return tuple(names.split(", "))


def answer(path: Path, store: EmbeddedStore) -> list[Row]:
    """The rows in their order, each in the order of the query's columns; what is unbound is empty."""
    return rows_of(b"".join(store.answer(path.read_text("utf-8"), format="csv").chunks))


def rows_of(table: bytes) -> list[Row]:
    """The rows of a CSV file below its header."""
    return comparable(list(csv.reader(table.decode("utf-8").splitlines(keepends=True)))[1:])


def comparable(rows: Iterable[Iterable[object]]) -> list[Row]:
    """A number as a number: engines write 83.56 with more or fewer digits, and 7.0 as 7."""
    return [tuple(_plain(str(value)) for value in row) for row in rows]


def _plain(value: str) -> str | Decimal:
    try:
        number = Decimal(value)
        return round(number, 6) if abs(number) < 10**15 else Decimal(f"{number:.11e}")
    except InvalidOperation:
        return value
