"""One data set being imported: importers read its rows and hand over records; it keeps the account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from claimgraph.errors import ClaimgraphError, RowError, RowErrors
from claimgraph.model import Record, columns_of
from claimgraph.sources.account import IMPORTED, FileAccount, RowOutcome, count_outcomes
from claimgraph.sources.publisher_table import RowReader, TableRow, TableSchema, read_rows
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.table import RecordRow, display_path

R = TypeVar("R", bound=Record)


class UnaccountedError(ClaimgraphError):
    """An importer read a row and said nothing of what became of it."""


@dataclass(slots=True)
class Intake:
    """What a data set has given so far. `folder` is its own, `names` resolves the names it uses."""

    folder: Path
    names: NameResolver
    rows: list[RecordRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    outcomes: dict[str, dict[int, RowOutcome | None]] = field(default_factory=dict)

    def read_rows(self, table: TableSchema, rows: RowReader = read_rows) -> Iterator[TableRow]:
        """The rows of a file; each has to be taken, ignored or rejected. `rows` reads its format: CSV."""
        fates = self.outcomes.setdefault(table.file, {})
        for row in rows(self.folder, table, self.errors):
            fates[row.line] = None
            yield row

    def import_row(self, row: TableRow, *records: Record) -> None:
        """Keep what the row says; may be called again for the same row."""
        place = display_path(row.path)
        self.rows += [RecordRow(each, place, row.line, row.file) for each in records]
        self.outcomes[row.file][row.line] = IMPORTED

    def ignore_row(self, row: TableRow, rule: str) -> None:
        """Leave a row out because of what it is about: `rule` says which rows and why."""
        self.outcomes[row.file][row.line] = RowOutcome("ignored", rule)

    def reject_row(self, row: TableRow, reason: str) -> None:
        """Leave a row out because of what is wrong with it."""
        self.outcomes[row.file][row.line] = RowOutcome("rejected", reason)

    def report_error(self, row: TableRow, column: str, problem: str, fix: str) -> None:
        """Note an error in a row; the import fails after all errors were found."""
        self.errors.append(row.error(column, problem, fix))
        self.outcomes[row.file].pop(row.line, None)

    def accounts(self) -> dict[str, FileAccount]:
        """What became of each file's rows.

        Raises:
            RowErrors: What was found wrong on the way.
            UnaccountedError: A row was read and then forgotten.
        """
        if self.errors:
            raise RowErrors(self.errors)
        return {
            file: count_outcomes(self._settled(file, fates)) for file, fates in sorted(self.outcomes.items())
        }

    @staticmethod
    def _settled(file: str, fates: dict[int, RowOutcome | None]) -> list[RowOutcome]:
        if lost := [line for line, outcome in fates.items() if outcome is None]:
            raise UnaccountedError(f"{file}:{lost[0]}: the importer did not say what became of this row.")
        return [outcome for outcome in fates.values() if outcome]


def make_record(kind: type[R], **given: Any) -> R:
    """A record with the fields given; those left out are empty, if they may be.

    Raises:
        TypeError: A field that must be filled is left out.
    """
    empty: dict[str, Any] = {
        name: () if column.many else None
        for name, column in columns_of(kind).items()
        if column.many or column.optional
    }
    return kind(**(empty | given))
