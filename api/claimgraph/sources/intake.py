"""One data set being imported: importers read its rows and hand over records; it keeps the account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from claimgraph.errors import ClaimgraphError, RowError, RowErrors
from claimgraph.model import Record, columns_of
from claimgraph.sources.account import IMPORTED, FileAccount, Outcome, account
from claimgraph.sources.publisher_table import ForeignRow, Read, Table, read_rows
from claimgraph.sources.reconcile import Names
from claimgraph.sources.table import Row, shown

R = TypeVar("R", bound=Record)


class UnaccountedError(ClaimgraphError):
    """An importer read a row and said nothing of what became of it."""


@dataclass(slots=True)
class Intake:
    """What a data set has given so far. `folder` is its own, `names` resolves the names it uses."""

    folder: Path
    names: Names
    rows: list[Row] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    outcomes: dict[str, dict[int, Outcome | None]] = field(default_factory=dict)

    def read(self, table: Table, rows: Read = read_rows) -> Iterator[ForeignRow]:
        """The rows of a file; each has to be taken, ignored or rejected. `rows` reads its format: CSV."""
        fates = self.outcomes.setdefault(table.file, {})
        for row in rows(self.folder, table, self.errors):
            fates[row.line] = None
            yield row

    def take(self, row: ForeignRow, *records: Record) -> None:
        """Keep what the row says; may be called again for the same row."""
        place = shown(row.path)
        self.rows += [Row(each, place, row.line, row.file) for each in records]
        self.outcomes[row.file][row.line] = IMPORTED

    def ignore(self, row: ForeignRow, rule: str) -> None:
        """Leave a row out because of what it is about: `rule` says which rows and why."""
        self.outcomes[row.file][row.line] = Outcome("ignored", rule)

    def reject(self, row: ForeignRow, reason: str) -> None:
        """Leave a row out because of what is wrong with it."""
        self.outcomes[row.file][row.line] = Outcome("rejected", reason)

    def wrong(self, row: ForeignRow, column: str, problem: str, fix: str) -> None:
        """Note an error in a row; the import fails after all errors were found."""
        self.errors.append(row.wrong(column, problem, fix))
        self.outcomes[row.file].pop(row.line, None)

    def accounts(self) -> dict[str, FileAccount]:
        """What became of each file's rows.

        Raises:
            RowErrors: What was found wrong on the way.
            UnaccountedError: A row was read and then forgotten.
        """
        if self.errors:
            raise RowErrors(self.errors)
        return {file: account(self._settled(file, fates)) for file, fates in sorted(self.outcomes.items())}

    @staticmethod
    def _settled(file: str, fates: dict[int, Outcome | None]) -> list[Outcome]:
        if lost := [line for line, outcome in fates.items() if outcome is None]:
            raise UnaccountedError(f"{file}:{lost[0]}: the importer did not say what became of this row.")
        return [outcome for outcome in fates.values() if outcome]


def record(kind: type[R], **given: Any) -> R:
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
