"""Datasets become rows, and rows become triples that remember the line they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph.datasets import Dataset
from claimgraph.errors import RowError, RowErrors
from claimgraph.model import Assessment, Claim, Involvement, Observation
from claimgraph.rdf import XSD_INTEGER, encode_record, named_node, serialize_ntriples, subject_of
from claimgraph.sources import DatasetRows, RecordRow, read_dataset_rows


def import_rows(folder: Path, dataset: Dataset) -> DatasetRows:
    """Read a dataset folder whole.

    Raises:
        ClaimgraphError: A table, a publisher's file or a row is not as it must be.
    """
    gathered = read_dataset_rows(folder, dataset)
    check_unique_ids(gathered.rows)
    if errors := _misplaced(dataset, gathered.rows) + _taken_by_computed(gathered.rows):
        raise RowErrors(errors)
    return gathered


def serialize_rows(rows: Iterable[RecordRow], graph: str) -> bytes:
    """All that rows say, as N-Triples: each triple once, sorted.

    Raises:
        RowErrors: A row holds what RDF cannot say, such as an address with a blank in it.
    """
    return serialize_ntriples(triple for row in rows for triple in _located(row, graph))


def _located(row: RecordRow, graph: str) -> Iterator[Triple]:
    try:
        yield from row_triples(row, graph)
    except (KeyError, ValueError) as error:
        problem = f"{row.record.id!r} cannot be said in RDF: {error}"
        fix = "Look for addresses with blanks, broken characters and unknown kinds of things."
        raise RowErrors([RowError(row.file, row.line, "id", problem, fix)]) from None


def row_triples(row: RecordRow, graph: str) -> Iterator[Triple]:
    """All that a row says; measured facts also say which dataset, file and line they come from."""
    yield from encode_record(row.record)
    if not isinstance(row.record, Observation | Involvement):
        return
    subject = subject_of(row.record)
    yield Triple(subject, named_node("qb:dataSet"), NamedNode(graph))
    yield Triple(subject, named_node("cg:sourceFile"), Literal(row.file_name))
    yield Triple(subject, named_node("cg:sourceLine"), Literal(str(row.line), datatype=XSD_INTEGER))


def check_unique_ids(rows: list[RecordRow]) -> list[RecordRow]:
    """The same rows, once it is sure that no id is there twice.

    Raises:
        RowErrors: Rows whose id an earlier row has; each names that row.
    """
    first: dict[tuple[type, str], RecordRow] = {}
    errors = [
        RowError(row.file, row.line, "id", _repeated(row, earlier), "Ids are unique.")
        for row in rows
        if (earlier := first.setdefault((type(row.record), row.record.id), row)) is not row
    ]
    if errors:
        raise RowErrors(errors)
    return rows


def _repeated(row: RecordRow, earlier: RecordRow) -> str:
    place = f"line {earlier.line}" if earlier.file == row.file else f"{earlier.file}:{earlier.line}"
    return f"{row.record.id!r} is already in {place}"


def _misplaced(dataset: Dataset, rows: list[RecordRow]) -> list[RowError]:
    """Sensitive claims live in a sensitive dataset, and nothing else does: its graph is withheld whole."""
    expected = dataset.sensitive
    flag = str(not expected).lower()
    fix = f"Move it to a dataset whose dataset.toml says sensitive = {flag}, or fix the cell."
    return [
        RowError(row.file, row.line, "sensitive", f"differs from dataset {dataset.slug!r}", fix)
        for row in rows
        if isinstance(row.record, Claim) and row.record.sensitive != expected
    ]


def _taken_by_computed(rows: list[RecordRow]) -> list[RowError]:
    """A person's verdict under the id of a computed one would become one thing with it."""
    problem, fix = "a computed verdict may be called that", "Let the id end in another word."
    return [
        RowError(row.file, row.line, "id", f"{row.record.id!r}: {problem}", fix)
        for row in rows
        if isinstance(row.record, Assessment) and row.record.id.endswith(("-computed", "-when-said"))
    ]
