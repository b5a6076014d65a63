"""The regions of the UN M49 standard: three levels below the world, a nation in the smallest that has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from claimgraph.model import Entity
from claimgraph.sources.intake import Intake, make_record
from claimgraph.sources.publisher_table import TableRow

LEVELS = ("Global", "Region", "Sub-region", "Intermediate Region")  # the largest first

# A closed list: a new region, or another code for one, is a new edition of the standard.
CODES = {
    "World": "1",
    "Africa": "2",
    "Americas": "19",
    "Asia": "142",
    "Europe": "150",
    "Oceania": "9",
    "Australia and New Zealand": "53",
    "Central Asia": "143",
    "Eastern Asia": "30",
    "Eastern Europe": "151",
    "Latin America and the Caribbean": "419",
    "Melanesia": "54",
    "Micronesia": "57",
    "Northern Africa": "15",
    "Northern America": "21",
    "Northern Europe": "154",
    "Polynesia": "61",
    "South-eastern Asia": "35",
    "Southern Asia": "34",
    "Southern Europe": "39",
    "Sub-Saharan Africa": "202",
    "Western Asia": "145",
    "Western Europe": "155",
    "Caribbean": "29",
    "Central America": "13",
    "Eastern Africa": "14",
    "Middle Africa": "17",
    "South America": "5",
    "Southern Africa": "18",
    "Western Africa": "11",
}

# Claims speak of "Europe" without saying how far it reaches (region/europe); M49's reaches to the Pacific.
NAMES = {"Europe": "Europe (UN M49)"}


@dataclass(slots=True)
class Regions:
    """The regions met so far."""

    intake: Intake
    met: set[str] = field(default_factory=set)

    def checked(self, row: TableRow) -> bool:
        """Whether each region of the row has its code; if not, the errors are noted."""
        wrong = [
            (f"{level} Code", name) for level, name in _named(row) if row[f"{level} Code"] != CODES[name]
        ]
        for column, name in wrong:
            problem = f"{row[column]!r} is not the M49 code of {name}, which is {CODES[name]}"
            self.intake.report_error(
                row, column, problem, "Take the publisher's file again, or fix the codes in regions.py."
            )
        return not wrong

    def smallest(self, row: TableRow) -> str:
        """The smallest region of the row, as "kind/slug"."""
        return self._path(_chain(row)[-1], row)

    def new(self, row: TableRow) -> Iterator[Entity]:
        """The regions of the row that no row before it had."""
        larger: tuple[str, ...] = ()
        for name in _chain(row):
            path = self._path(name, row)
            if name not in self.met:
                self.met.add(name)
                yield self._region(name, path, larger)
            larger = (path,)

    def _region(self, name: str, path: str, larger: tuple[str, ...]) -> Entity:
        known = self.intake.names.find_entity(NAMES.get(name, name)) is not None
        return make_record(
            Entity,
            id=path,
            identifiers=(f"m49:{CODES[name].zfill(3)}",),
            name=None if known else NAMES.get(name, name),
            part_of=larger,
            note=None
            if known
            else "A region of the UN M49 standard, which groups countries and areas for statistics.",
        )

    def _path(self, name: str, row: TableRow) -> str:
        return self.intake.names.mint_entity("region", NAMES.get(name, name), f"{row.file}:{row.line}")


def _named(row: TableRow) -> list[tuple[str, str]]:
    return [(level, row[f"{level} Name"]) for level in LEVELS if row[f"{level} Name"]]


def _chain(row: TableRow) -> list[str]:
    return [name for _, name in _named(row)]
