"""The rows being made, table by table, each once, with the place in the file that it comes from."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass, field

from claimgraph.model import columns_of
from claimgraph.sources.record_tables import RECORD_TABLES

Cells = dict[str, str]


@dataclass(slots=True)
class ReviewTables:
    """`prefix`: the name of the import. It begins every new id, so that none is taken."""

    prefix: str
    rows: dict[str, dict[str, Cells]] = field(default_factory=lambda: defaultdict(dict))
    places: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    ids: dict[str, list[str]] = field(default_factory=dict)

    def add_row(self, table: str, pointer: str, **cells: str) -> str:
        """Add a row, unless one with its id is there, and give back its id. Cells left out are empty."""
        identifier = cells["id"]
        if identifier not in self.rows[table]:
            self.rows[table][identifier] = cells
            self.places[table][identifier] = pointer
        return identifier

    def add_tables(self, tables: ReviewTables) -> None:
        """Add the rows of others, unless ones with their ids are there."""
        for table, rows in tables.rows.items():
            for identifier, cells in rows.items():
                self.add_row(table, tables.places[table][identifier], **cells)

    def pointer_of(self, table: str, line: int) -> str:
        """Where in the file the row on this line of a table comes from, as a JSON pointer."""
        return self.places[table][self.id_of(table, line)]

    def id_of(self, table: str, line: int) -> str:
        """The id of the row on this line of a table."""
        return self._ids(table)[line - 2]

    def _ids(self, table: str) -> list[str]:
        if len(self.ids.get(table, ())) != len(self.rows[table]):
            self.ids[table] = list(self.rows[table])
        return self.ids[table]

    def render_csv(self, table: str) -> str:
        """One row on each line, since no cell has a line break in it."""
        names = list(columns_of(RECORD_TABLES[table]))
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([row.get(name, "") for name in names] for row in self.rows[table].values())
        return text.getvalue()
