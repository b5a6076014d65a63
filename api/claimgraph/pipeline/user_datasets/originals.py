"""What the tables of an import were made from, so that messages name the file that a person can fix."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from claimgraph.sources import WorkbookTable, display_path


@dataclass(slots=True)
class Originals:
    """The originals of a copy.

    `folder`: where the files copied are. `sheets`: what each table was in a spreadsheet there, and which row
    of the sheet begins in each line of the copy.
    """

    copy: Path
    folder: Path
    sheets: dict[str, tuple[WorkbookTable, dict[int, int]]] = field(default_factory=dict)

    def name_in(self, message: str) -> str:
        """Return a message about the copy as one about what it was made from."""
        for path in (str(self.copy), display_path(self.copy)):  # the whole first: it may end like the other
            if self.sheets:
                names = "|".join(map(re.escape, self.sheets))
                message = re.sub(rf"{re.escape(path)}/({names}):(\d+)", self._name_row, message)
            message = message.replace(path, display_path(self.folder))
        return message

    def _name_row(self, match: re.Match[str]) -> str:
        table, rows = self.sheets[match[1]]
        return f"{display_path(table.place)}:{rows[int(match[2])]}"
