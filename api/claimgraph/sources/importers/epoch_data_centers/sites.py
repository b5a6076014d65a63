"""data_centers.csv: the sites, where they are, which chips stand in them, and who has which part in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from claimgraph.edtf import Period
from claimgraph.model import Entity, Involvement, SiteFacts
from claimgraph.sources.cells import CellParser, list_of, optional, parse_text
from claimgraph.sources.figures import Measure, optional_figure_parsers
from claimgraph.sources.importers._epoch_sites import dollars_measure
from claimgraph.sources.importers.epoch_data_centers.observations import SiteDay, site_observations
from claimgraph.sources.importers.epoch_data_centers.tagged_names import (
    TaggedName,
    parse_plain_name,
    parse_tagged_name,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.involvements import make_involvement
from claimgraph.sources.records import make_record
from claimgraph.sources.table import TableRow, TableSchema

SOURCE = "dcmap-2026-epoch-data-centers"
# The columns "Current …" count the timelines' row of 25 July and not those of 1 and 2 August.
COMPILED = Period.parse("2026-07")

CURRENT_MEASURES: Mapping[str, Measure] = {
    "Current H100 equivalents": Measure("site-compute-current", "h100-equivalents"),
    "Current power (MW)": Measure("site-it-power-current", "unit:MegaW"),
    "Current total capital cost (2025 USD billions)": dollars_measure("site-capital-cost-current"),
}
ROLES: Mapping[str, tuple[str, Callable[[str], TaggedName]]] = {
    "Owner": ("owner", parse_tagged_name),
    "Users": ("user", parse_tagged_name),
    "Project": ("programme", parse_tagged_name),
    "Investors": ("investor", parse_plain_name),
    "Construction companies": ("construction-company", parse_plain_name),
    "Energy companies": ("energy-company", parse_plain_name),
}
CURRENT_CHIPS, ALL_CHIPS = CHIP_COLUMNS = ("Current chip types", "All chip types")

EntitiesByName = Mapping[str, str | None]


def import_sites(intake: Intake) -> dict[str, str]:
    """Import every row; return each site's "kind/slug" by its name."""
    sites = {}
    for row in intake.read_rows(_schema(intake.names.require_entity)):
        sites[row["Name"]] = site = intake.names.mint_entity("data-center", row["Name"], row.place)
        entities = _resolve_names(intake, row)
        intake.import_row(
            row,
            _site_entity(row, site, entities),
            _site_facts(row, site, entities),
            *_involvements(row, site, entities),
            *site_observations(row, CURRENT_MEASURES, SiteDay(site, COMPILED, SOURCE)),
        )
    return sites


def _schema(parse_nation: CellParser) -> TableSchema:
    columns: dict[str, CellParser] = {
        "Name": parse_text,
        "Country": parse_nation,
        "Address": optional(parse_text),
        "Selected Sources": parse_text,
        "Calculations sheet": parse_text,
    }
    columns |= {column: list_of(parse_name) for column, (_, parse_name) in ROLES.items()}
    columns |= {column: list_of(parse_text) for column in CHIP_COLUMNS}
    columns |= optional_figure_parsers(
        {column: measure.parse for column, measure in CURRENT_MEASURES.items()}
    )
    return TableSchema("data_centers.csv", columns, key=("Name",))


def _resolve_names(intake: Intake, row: TableRow) -> EntitiesByName:
    """Return the entity of each name in the row, chips included; each once, as its line is one place."""
    names = {tagged.name for column in ROLES for tagged in row[column]}
    names |= {chip for column in CHIP_COLUMNS for chip in row[column]}
    return {name: intake.names.resolve_entity(name, row.place) for name in sorted(names)}


def _site_entity(row: TableRow, site: str, entities: EntitiesByName) -> Entity:
    return make_record(
        Entity,
        id=site,
        name=row["Name"],
        nation=row["Country"],
        part_of=_confident_entities(row["Project"], entities),
        place=row["Address"],
    )


def _site_facts(row: TableRow, site: str, entities: EntitiesByName) -> SiteFacts:
    """Return what the data set is confident of; chips are those of now, not those that are to come."""
    chips = [f"{column}: {', '.join(row[column])}" for column in CHIP_COLUMNS if row[column]]
    return SiteFacts(
        id=site,
        owned_by=_confident_entities(row["Owner"], entities),
        used_by=_confident_entities(row["Users"], entities),
        hosts=_sort_entities(entities[chip] for chip in row[CURRENT_CHIPS]),
        hosts_as_printed="; ".join(chips) or None,
        site_sources=f"{row['Selected Sources']}\nCalculations sheet: {row['Calculations sheet']}",
    )


def _involvements(row: TableRow, site: str, entities: EntitiesByName) -> Iterator[Involvement]:
    for column, (role, _) in ROLES.items():
        for tagged in row[column]:
            yield make_involvement(
                "epoch-dc", site, role, entities[tagged.name], tagged.name, confidence=tagged.confidence
            )


def _confident_entities(names: Iterable[TaggedName], entities: EntitiesByName) -> tuple[str, ...]:
    return _sort_entities(entities[tagged.name] for tagged in names if tagged.is_confident)


def _sort_entities(entities: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({entity for entity in entities if entity}))
