"""Imports country-codes: nations with codes and names, and the regions into which UN M49 groups them."""

from __future__ import annotations

from claimgraph.model import Entity, IdentifierMatch
from claimgraph.sources.importers.country_codes.columns import SCHEMA
from claimgraph.sources.importers.country_codes.labels import (
    alternative_labels,
    chinese_label,
    other_labels,
)
from claimgraph.sources.importers.country_codes.regions import RegionImport
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.table import TableRow

NAME = "CLDR display name"


def import_dataset(intake: Intake) -> None:
    """Import each row as a nation or territory; a region is described with the first row that names it."""
    regions = RegionImport(intake)
    for row in intake.read_rows(SCHEMA):
        if regions.check_codes(row):
            intake.import_row(row, *regions.new_regions(row))
            intake.import_row(row, _nation_entity(intake, row, regions.smallest_region(row)))
            intake.import_row(row, *_identifier_matches(intake, row))


def _nation_entity(intake: Intake, row: TableRow, region: str) -> Entity:
    """Return the nation; one that data/entities names keeps its English and Chinese name from there."""
    is_named = _is_named(intake, row)
    return make_record(
        Entity,
        id=_mint_nation(intake, row),
        identifiers=(f"m49:{row['M49']}",),
        name=None if is_named else row[NAME],
        name_zh=None if is_named else chinese_label(row),
        names=other_labels(row),
        alt_names_tagged=alternative_labels(row, is_named=is_named),
        iso_alpha2=row["ISO3166-1-Alpha-2"],
        iso_alpha3=row["ISO3166-1-Alpha-3"],
        part_of=(region,),
        note=f"Column is_independent of country-codes, as printed: {row['is_independent']}",
    )


def _identifier_matches(intake: Intake, row: TableRow) -> list[IdentifierMatch]:
    """Return its identifiers elsewhere; those of the nations in data/entities stand there."""
    if _is_named(intake, row):
        return []
    nation = _mint_nation(intake, row)
    return [
        IdentifierMatch(
            id=f"{nation.partition('/')[2]}-{authority}",
            entity=nation,
            authority=authority,
            value=row[column],
            verified_via=f"datasets/country-codes data/country-codes.csv column {column}",
        )
        for authority, column in (("wikidata", "wikidata_id"), ("geonames", "Geoname ID"))
        if row[column]
    ]


def _mint_nation(intake: Intake, row: TableRow) -> str:
    return intake.names.mint_entity("nation", row[NAME], row.place)


def _is_named(intake: Intake, row: TableRow) -> bool:
    """Whether data/entities names the nation, too."""
    return intake.names.find_entity(row[NAME]) is not None
