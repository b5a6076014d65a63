"""data_centers.csv: the sites, where they are, which chips stand in them, and who has which part in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from claimgraph.edtf import Period
from claimgraph.model import Entity, Involvement, SiteFacts
from claimgraph.sources.cells import CellParser
from claimgraph.sources.importers.epoch_data_centers.figures import CURRENT, Occasion, given, observations
from claimgraph.sources.importers.epoch_data_centers.parts import TaggedName, part, untagged
from claimgraph.sources.intake import Intake, make_record
from claimgraph.sources.publisher_table import TableRow, TableSchema
from claimgraph.sources.slugs import slugify
from claimgraph.sources.values import list_of, optional, parse_text

SOURCE = "dcmap-2026-epoch-data-centers"
# The columns "Current …" count the timelines' row of 25 July and not those of 1 and 2 August.
MADE = Period.parse("2026-07")

ROLES: Mapping[str, tuple[str, Callable[[str], TaggedName]]] = {
    "Owner": ("owner", part),
    "Users": ("user", part),
    "Project": ("programme", part),
    "Investors": ("investor", untagged),
    "Construction companies": ("construction-company", untagged),
    "Energy companies": ("energy-company", untagged),
}
CHIPS = ("Current chip types", "All chip types")

Agents = Mapping[str, str | None]


def import_sites(intake: Intake) -> dict[str, str]:
    """Take every row; returns each site's "kind/slug" by its name."""
    sites = {}
    for row in intake.read_rows(_table(intake.names.require_entity)):
        sites[row["Name"]] = site = intake.names.mint_entity(
            "data-center", row["Name"], f"{row.file}:{row.line}"
        )
        agents = _resolved(intake, row)
        intake.import_row(
            row, _entity(row, site, agents), _facts(row, site, agents), *_involvements(row, site, agents)
        )
        intake.import_row(row, *observations(row, CURRENT, Occasion(site, MADE, SOURCE)))
    return sites


def _table(nation: CellParser) -> TableSchema:
    return TableSchema(
        "data_centers.csv",
        columns={
            "Name": parse_text,
            "Country": nation,
            "Address": optional(parse_text),
            "Selected Sources": parse_text,
            "Calculations sheet": parse_text,
        }
        | {column: list_of(read) for column, (_, read) in ROLES.items()}
        | {column: list_of(parse_text) for column in CHIPS}
        | {column: given(figure) for column, figure in CURRENT.items()},
        key=("Name",),
    )


def _resolved(intake: Intake, row: TableRow) -> Agents:
    """The entity of each name in the row, chips included; each name once, as its line is one place."""
    names = {each.name for column in ROLES for each in row[column]} | {
        chip for column in CHIPS for chip in row[column]
    }
    return {name: intake.names.resolve_entity(name, f"{row.file}:{row.line}") for name in sorted(names)}


def _entity(row: TableRow, site: str, agents: Agents) -> Entity:
    return make_record(
        Entity,
        id=site,
        name=row["Name"],
        nation=row["Country"],
        part_of=_sure(row["Project"], agents),
        place=row["Address"],
    )


def _facts(row: TableRow, site: str, agents: Agents) -> SiteFacts:
    """Only what the data set is confident of; chips are those of now, not those that are to come."""
    return SiteFacts(
        id=site,
        owned_by=_sure(row["Owner"], agents),
        used_by=_sure(row["Users"], agents),
        hosts=_known(agents[chip] for chip in row["Current chip types"]),
        hosts_as_printed="; ".join(f"{column}: {', '.join(row[column])}" for column in CHIPS if row[column])
        or None,
        site_sources=f"{row['Selected Sources']}\nCalculations sheet: {row['Calculations sheet']}",
    )


def _involvements(row: TableRow, site: str, agents: Agents) -> Iterator[Involvement]:
    for column, (role, _) in ROLES.items():
        for each in row[column]:
            yield make_record(
                Involvement,
                id=slugify("epoch-dc", site.partition("/")[2], role, each.name),
                thing=site,
                role=role,
                agent=agents[each.name],
                agent_as_printed=each.name,
                confidence=each.confidence,
            )


def _sure(parts: Iterable[TaggedName], agents: Agents) -> tuple[str, ...]:
    return _known(agents[each.name] for each in parts if each.sure)


def _known(entities: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({entity for entity in entities if entity}))
