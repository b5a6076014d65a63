"""Imports country-codes: nations with codes and names, and the regions into which UN M49 groups them."""

from __future__ import annotations

from claimgraph.model import Entity, IdentifierMatch
from claimgraph.sources.importers.country_codes.labels import alternatives, chinese, others
from claimgraph.sources.importers.country_codes.regions import Regions
from claimgraph.sources.importers.country_codes.table import COUNTRIES
from claimgraph.sources.intake import Intake, make_record
from claimgraph.sources.publisher_table import TableRow


def import_dataset(intake: Intake) -> None:
    """Each row is a nation or territory; a region is described with the first row that names it."""
    regions = Regions(intake)
    for row in intake.read_rows(COUNTRIES):
        if regions.checked(row):
            intake.import_row(
                row, *regions.new(row), nation(intake, row, regions.smallest(row)), *matches(intake, row)
            )


def nation(intake: Intake, row: TableRow, region: str) -> Entity:
    """The nation; one that data/entities names already keeps its English and Chinese name from there."""
    named = known(intake, row)
    return make_record(
        Entity,
        id=path(intake, row),
        identifiers=(f"m49:{row['M49']}",),
        name=None if named else row["CLDR display name"],
        name_zh=None if named else chinese(row),
        names=others(row),
        alt_names_tagged=alternatives(row, named=named),
        iso_alpha2=row["ISO3166-1-Alpha-2"],
        iso_alpha3=row["ISO3166-1-Alpha-3"],
        part_of=(region,),
        note=f"Column is_independent of country-codes, as printed: {row['is_independent']}",
    )


def matches(intake: Intake, row: TableRow) -> list[IdentifierMatch]:
    """Its identifiers elsewhere; those of the nations in data/entities stand there."""
    values = [("wikidata", row["wikidata_id"], "wikidata_id"), ("geonames", row["Geoname ID"], "Geoname ID")]
    entity = path(intake, row)
    return [
        IdentifierMatch(
            id=f"{entity.partition('/')[2]}-{authority}",
            entity=entity,
            authority=authority,
            value=value,
            verified_via=f"datasets/country-codes data/country-codes.csv column {column}",
        )
        for authority, value, column in values
        if value and not known(intake, row)
    ]


def path(intake: Intake, row: TableRow) -> str:
    """The nation's "kind/slug"."""
    return intake.names.mint_entity("nation", row["CLDR display name"], f"{row.file}:{row.line}")


def known(intake: Intake, row: TableRow) -> bool:
    """Whether data/entities describes it, too."""
    return intake.names.find_entity(row["CLDR display name"]) is not None
