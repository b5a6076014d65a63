"""One data set being imported: importers read its rows and hand over records; it keeps the account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from claimgraph.errors import ClaimgraphError, RowError, RowErrors
from claimgraph.model import Record
from claimgraph.sources.csv_lines import display_path
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.records import RecordRow
from claimgraph.sources.table import RowReader, TableRow, TableSchema, read_rows


@dataclass(frozen=True, slots=True)
class FileAccount:
    """What became of a file's rows: read = imported + ignored + rejected, the last two by rule or reason."""

    read: int
    imported: int
    ignored: dict[str, int] = field(default_factory=dict)
    rejected: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of a row. `kind` is "imported", "ignored" or "rejected"; imported rows need no reason."""

    kind: str
    reason: str = ""


IMPORTED = RowOutcome("imported")


class UnaccountedError(ClaimgraphError):
    """An importer read a row and neither imported, ignored nor rejected it."""


@dataclass(slots=True)
class Intake:
    """What a data set has given so far. `folder` is its own, `names` resolves the names it uses."""

    folder: Path
    names: NameResolver
    rows: list[RecordRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    outcomes: dict[str, dict[int, RowOutcome | None]] = field(default_factory=dict)

    def read_rows(self, schema: TableSchema, reader: RowReader = read_rows) -> Iterator[TableRow]:
        """Read a file, CSV unless `reader` says otherwise; each row has to be imported, ignored or rejected.

        Raises:
            TableError: The file cannot be read, or its columns are not those of the schema.
        """
        outcomes = self.outcomes.setdefault(schema.file, {})
        for row in reader(self.folder, schema, self.errors):
            outcomes[row.line] = None
            yield row

    def import_row(self, row: TableRow, *records: Record) -> None:
        """Keep the records that a row gives; may be called again for the same row."""
        path = display_path(row.path)
        self.rows += [RecordRow(record, path, row.line, row.file) for record in records]
        self.outcomes[row.file][row.line] = IMPORTED

    def ignore_row(self, row: TableRow, rule: str) -> None:
        """Leave a row out because of what it is about: `rule` says which rows and why."""
        self.outcomes[row.file][row.line] = RowOutcome("ignored", rule)

    def reject_row(self, row: TableRow, reason: str) -> None:
        """Leave a row out because of what is wrong with it."""
        self.outcomes[row.file][row.line] = RowOutcome("rejected", reason)

    def report_error(self, row: TableRow, column: str, problem: str, fix: str) -> None:
        """Note an error in a row; the import fails once all errors are known."""
        self.errors.append(row.error(column, problem, fix))
        self.outcomes[row.file].pop(row.line, None)

    def accounts(self) -> dict[str, FileAccount]:
        """Return what became of each file's rows.

        Raises:
            RowErrors: The errors that were reported.
            UnaccountedError: A row was read and then forgotten.
        """
        if self.errors:
            raise RowErrors(self.errors)
        return {file: _count_outcomes(file, outcomes) for file, outcomes in sorted(self.outcomes.items())}


def _count_outcomes(file: str, outcomes: dict[int, RowOutcome | None]) -> FileAccount:
    by_kind: dict[str, Counter[str]] = {"imported": Counter(), "ignored": Counter(), "rejected": Counter()}
    for line, outcome in outcomes.items():
        if outcome is None:
            raise UnaccountedError(f"{file}:{line}: the importer did not say what became of this row.")
        by_kind[outcome.kind][outcome.reason] += 1
    return FileAccount(
        read=len(outcomes),
        imported=by_kind["imported"].total(),
        ignored=dict(sorted(by_kind["ignored"].items())),
        rejected=dict(sorted(by_kind["rejected"].items())),
    )
