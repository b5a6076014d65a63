"""The regions of the UN M49 standard: three levels below the world, a nation in the smallest that has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from claimgraph.model import Entity
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.table import TableRow

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
LABELS = {"Europe": "Europe (UN M49)"}
NOTE = "A region of the UN M49 standard, which groups countries and areas for statistics."


@dataclass(slots=True)
class RegionImport:
    """The regions that have been described so far."""

    intake: Intake
    described: set[str] = field(default_factory=set)

    def check_codes(self, row: TableRow) -> bool:
        """Whether each region of the row has its code; if not, the errors are reported."""
        wrong = [
            (f"{level} Code", name)
            for level, name in _names_by_level(row)
            if row[f"{level} Code"] != CODES[name]
        ]
        for column, name in wrong:
            problem = f"{row[column]!r} is not the M49 code of {name}, which is {CODES[name]}"
            fix = "Take the publisher's file again, or fix the codes in regions.py."
            self.intake.report_error(row, column, problem, fix)
        return not wrong

    def smallest_region(self, row: TableRow) -> str:
        """Return the smallest region of the row, as "kind/slug"."""
        return self._mint_region(_region_names(row)[-1], row)

    def new_regions(self, row: TableRow) -> Iterator[Entity]:
        """Yield the regions of the row that no row before it had."""
        larger_regions: tuple[str, ...] = ()
        for name in _region_names(row):
            region = self._mint_region(name, row)
            if name not in self.described:
                self.described.add(name)
                yield self._region_entity(name, region, larger_regions)
            larger_regions = (region,)

    def _region_entity(self, name: str, region: str, larger_regions: tuple[str, ...]) -> Entity:
        label = LABELS.get(name, name)
        is_named = self.intake.names.find_entity(label) is not None
        return make_record(
            Entity,
            id=region,
            identifiers=(f"m49:{CODES[name].zfill(3)}",),
            name=None if is_named else label,
            part_of=larger_regions,
            note=None if is_named else NOTE,
        )

    def _mint_region(self, name: str, row: TableRow) -> str:
        return self.intake.names.mint_entity("region", LABELS.get(name, name), row.place)


def _names_by_level(row: TableRow) -> list[tuple[str, str]]:
    return [(level, row[f"{level} Name"]) for level in LEVELS if row[f"{level} Name"]]


def _region_names(row: TableRow) -> list[str]:
    return [name for _, name in _names_by_level(row)]
