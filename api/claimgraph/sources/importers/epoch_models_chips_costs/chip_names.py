"""Which chip a name of chips.csv means: the other tables name chips as that one does."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.slugs import slugify

FILE, NAME = "chips.csv", "Hardware name"


@dataclass(frozen=True, slots=True)
class ChipResolver:
    """`described`: the names that chips.csv describes."""

    described: frozenset[str]
    names: NameResolver

    def resolve_chip(self, name: str, place: str) -> str | None:
        """Return the chip whose row in chips.csv has this name; else the one aliases.csv says, or None.

        A name without a chip is listed as unresolved.
        """
        if name in self.described:
            return self.names.find_entity(name) or f"chip/{slugify(name)}"
        return self.names.resolve_entity(name, place)


def read_chip_names(folder: Path, names: NameResolver) -> ChipResolver:
    """Read the names in chips.csv. Whether the file is there and sound is for its own importer to say."""
    path = folder / FILE
    if not path.is_file():
        return ChipResolver(frozenset(), names)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        described = (row.get(NAME) or "" for row in csv.DictReader(lines))
        return ChipResolver(frozenset(" ".join(name.split()) for name in described if name), names)
