"""Which chip a name of chips.csv means: the other tables name chips as that one does."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.slugs import slugify

FILE, COLUMN = "chips.csv", "Hardware name"


@dataclass(frozen=True, slots=True)
class Chips:
    """`described`: the names that chips.csv describes."""

    described: frozenset[str]
    names: NameResolver

    def resolve(self, name: str, place: str) -> str | None:
        """The chip whose row in chips.csv has this name; else what aliases.csv says, or None, and listed."""
        if name in self.described:
            return self.names.find_entity(name) or chip_id(name)
        return self.names.resolve_entity(name, place)


def read_chips(folder: Path, names: NameResolver) -> Chips:
    """The chips of chips.csv by name. Whether the file is there and sound is for its own importer to say."""
    path = folder / FILE
    if not path.is_file():
        return Chips(frozenset(), names)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        found = (row.get(COLUMN) or "" for row in csv.DictReader(lines))
        return Chips(frozenset(" ".join(name.split()) for name in found if name), names)


def chip_id(name: str) -> str:
    """The id of a chip that no other data set describes."""
    return f"chip/{slugify(name)}"
