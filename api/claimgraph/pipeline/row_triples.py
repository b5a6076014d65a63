"""Imports the rows of a data set, and turns them into triples that remember the line they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph.datasets import Dataset
from claimgraph.errors import RowError, RowErrors
from claimgraph.model import Assessment, Claim, Involvement, Observation, OwnTerm
from claimgraph.rdf import XSD_INTEGER, encode_record, named_node, serialize_ntriples, subject_of
from claimgraph.sources import DatasetRows, RecordRow, read_dataset_rows

_COMPUTED_ENDINGS = ("-computed", "-when-said")


def import_rows(folder: Path, dataset: Dataset) -> DatasetRows:
    """Read a data set folder whole.

    Raises:
        ClaimgraphError: A table, a publisher's file or a row is wrong.
    """
    imported = read_dataset_rows(folder, dataset)
    check_unique_ids(imported.rows)
    errors = _wrong_sensitivity(dataset, imported.rows) + _ids_of_computed_verdicts(imported.rows)
    errors += _terms_of_others(dataset, imported.rows)
    if errors:
        raise RowErrors(errors)
    return imported


def serialize_rows(rows: Iterable[RecordRow], graph: str, *, reviewed: bool = True) -> bytes:
    """The triples of some rows, in the named graph with this IRI, as sorted N-Triples.

    `reviewed`: what each claim says of itself.

    Raises:
        RowErrors: A row holds what RDF cannot express, such as an address with a blank in it.
    """
    return serialize_ntriples(triple for row in rows for triple in _encode_row(row, graph, reviewed))


def _encode_row(row: RecordRow, graph: str, reviewed: bool) -> Iterator[Triple]:  # noqa: FBT001
    try:
        yield from row_triples(row, graph)
        if isinstance(row.record, Claim):
            yield Triple(subject_of(row.record), named_node("cg:reviewed"), Literal(reviewed))
    except (KeyError, ValueError) as error:
        problem = f"{row.record.id!r} cannot be expressed in RDF: {error}"
        fix = "Look for addresses with blanks, broken characters and unknown kinds of things."
        raise RowErrors([RowError(row.file, row.line, "id", problem, fix)]) from None


def row_triples(row: RecordRow, graph: str) -> Iterator[Triple]:
    """The triples of a row. Measured facts also say which data set, file and line they come from."""
    yield from encode_record(row.record)
    if not isinstance(row.record, Observation | Involvement):
        return
    subject = subject_of(row.record)
    yield Triple(subject, named_node("qb:dataSet"), NamedNode(graph))
    yield Triple(subject, named_node("cg:sourceFile"), Literal(row.file_name))
    yield Triple(subject, named_node("cg:sourceLine"), Literal(str(row.line), datatype=XSD_INTEGER))


def check_unique_ids(rows: list[RecordRow]) -> None:
    """Make sure that no two rows have the same id.

    Raises:
        RowErrors: Rows whose id an earlier row has; each names that row.
    """
    first_rows: dict[tuple[type, str], RecordRow] = {}
    errors = [
        RowError(row.file, row.line, "id", _describe_repetition(row, first), "Ids are unique.")
        for row in rows
        if (first := first_rows.setdefault((type(row.record), row.record.id), row)) is not row
    ]
    if errors:
        raise RowErrors(errors)


def _describe_repetition(row: RecordRow, first: RecordRow) -> str:
    place = f"line {first.line}" if first.file == row.file else f"{first.file}:{first.line}"
    return f"{row.record.id!r} is already in {place}"


def _wrong_sensitivity(dataset: Dataset, rows: list[RecordRow]) -> list[RowError]:
    """A sensitive data set, whose graph is withheld whole, holds all sensitive claims and no others."""
    flag = str(not dataset.sensitive).lower()
    fix = f"Move it to a dataset whose dataset.toml says sensitive = {flag}, or fix the cell."
    return [
        RowError(row.file, row.line, "sensitive", f"differs from dataset {dataset.slug!r}", fix)
        for row in rows
        if isinstance(row.record, Claim) and row.record.sensitive != dataset.sensitive
    ]


def _ids_of_computed_verdicts(rows: list[RecordRow]) -> list[RowError]:
    """A person's verdict with the id of a computed one would become one thing with it."""
    problem, fix = "a computed verdict may have this id", "Let the id end in another word."
    return [
        RowError(row.file, row.line, "id", f"{row.record.id!r}: {problem}", fix)
        for row in rows
        if isinstance(row.record, Assessment) and row.record.id.endswith(_COMPUTED_ENDINGS)
    ]


def _terms_of_others(dataset: Dataset, rows: list[RecordRow]) -> list[RowError]:
    """A data set's terms begin with its slug: whoever reads one sees whose it is, and none is taken."""
    start = f"{dataset.slug}-"
    return [
        RowError(
            row.file,
            row.line,
            "id",
            f"{row.record.id!r} is no term of {dataset.slug}",
            f"Begin it with {start}",
        )
        for row in rows
        if isinstance(row.record, OwnTerm) and not row.record.id.startswith(start)
    ]
