"""Datasets become rows, and rows become triples that remember the line they came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from claimgraph.datasets import Dataset, read_dataset
from claimgraph.errors import RowError, RowErrors
from claimgraph.importers.rows import Row
from claimgraph.importers.tables import read_folder
from claimgraph.model import Claim, Observation
from claimgraph.triples import subject_of, triples
from claimgraph.triples.terms import node

_MOVE = "Move the row to the dataset of that claim."


@dataclass(frozen=True, slots=True)
class Imported:
    """One dataset's rows, and all they say. The account (rows by table) goes into the manifest."""

    dataset: Dataset
    rows: list[Row]
    triples: set[Triple]

    @property
    def account(self) -> dict[str, int]:
        return dict(sorted(Counter(Path(row.file).name for row in self.rows).items()))


def said(rows: list[Row], graph: str) -> set[Triple]:
    """All that rows say; observations also say which dataset they belong to."""
    dataset = NamedNode(graph)
    observed = (row.record for row in rows if isinstance(row.record, Observation))
    belongs = {Triple(subject_of(each), node("qb:dataSet"), dataset) for each in observed}
    return belongs.union(triple for row in rows for triple in triples(row.record))


def import_dataset(folder: Path) -> Imported:
    """Read a dataset folder whole.

    Raises:
        ClaimgraphError: The dataset or a table or row of it is not as it must be.
    """
    dataset, rows = read_dataset(folder), without_repetition(read_folder(folder))
    if errors := _misplaced(dataset, rows):
        raise RowErrors(errors)
    return Imported(dataset, rows, said(rows, dataset.graph))


def check_withheld(imported: list[Imported]) -> None:
    """Make sure that no row which is shown names a claim that is withheld.

    Raises:
        RowErrors: Rows that would tell who said it, or what bears on it.
    """
    hidden = (row.record for each in imported if each.dataset.sensitive for row in each.rows)
    withheld = {subject_of(record) for record in hidden if isinstance(record, Claim)}
    leaking = (each for each in imported if not each.dataset.sensitive and withheld & _ends(each.triples))
    errors = [
        RowError(row.file, row.line, "id", f"{row.record.id!r} names a withheld claim", _MOVE)
        for each in leaking
        for row in each.rows
        if withheld & _ends(triples(row.record))
    ]
    if errors:
        raise RowErrors(errors)


def _ends(statements: Iterable[Triple]) -> set[object]:
    return {end for each in statements for end in (each.subject, each.object)}


def without_repetition(rows: list[Row]) -> list[Row]:
    """The same rows, once it is sure that no table has an id twice.

    Raises:
        RowErrors: Rows whose id an earlier line has; each names that line.
    """
    first: dict[tuple[str, str], int] = {}
    errors = [
        RowError(row.file, row.line, "id", f"{row.record.id!r} is already in line {line}", "Ids are unique.")
        for row in rows
        if (line := first.setdefault((row.file, row.record.id), row.line)) != row.line
    ]
    if errors:
        raise RowErrors(errors)
    return rows


def _misplaced(dataset: Dataset, rows: list[Row]) -> list[RowError]:
    """Sensitive claims live in a sensitive dataset, and nothing else does: its graph is withheld whole."""
    expected = dataset.sensitive
    flag = str(not expected).lower()
    mend = f"Move it to a dataset whose dataset.toml says sensitive = {flag}, or mend the cell."
    return [
        RowError(row.file, row.line, "sensitive", f"differs from dataset {dataset.slug!r}", mend)
        for row in rows
        if isinstance(row.record, Claim) and row.record.sensitive != expected
    ]
