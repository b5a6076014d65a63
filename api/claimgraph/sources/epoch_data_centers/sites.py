"""data_centers.csv: the sites, where they are, which chips stand in them, and who has which part in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from claimgraph.edtf import Period
from claimgraph.model import Entity, Involvement, SiteFacts
from claimgraph.sources.cells import Parse
from claimgraph.sources.epoch_data_centers.figures import CURRENT, Occasion, given, observations
from claimgraph.sources.epoch_data_centers.parts import Part, part, untagged
from claimgraph.sources.intake import Intake, record
from claimgraph.sources.publisher_table import ForeignRow, Table
from claimgraph.sources.slugs import slug
from claimgraph.sources.values import many, maybe, text

SOURCE = "dcmap-2026-epoch-data-centers"
# The columns "Current …" count the timelines' row of 25 July and not those of 1 and 2 August.
MADE = Period.parse("2026-07")

ROLES: Mapping[str, tuple[str, Callable[[str], Part]]] = {
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
    for row in intake.read(_table(intake.names.require)):
        sites[row["Name"]] = site = intake.names.mint("data-center", row["Name"], f"{row.file}:{row.line}")
        agents = _resolved(intake, row)
        intake.take(
            row, _entity(row, site, agents), _facts(row, site, agents), *_involvements(row, site, agents)
        )
        intake.take(row, *observations(row, CURRENT, Occasion(site, MADE, SOURCE)))
    return sites


def _table(nation: Parse) -> Table:
    return Table(
        "data_centers.csv",
        takes={
            "Name": text,
            "Country": nation,
            "Address": maybe(text),
            "Selected Sources": text,
            "Calculations sheet": text,
        }
        | {column: many(read) for column, (_, read) in ROLES.items()}
        | {column: many(text) for column in CHIPS}
        | {column: given(figure) for column, figure in CURRENT.items()},
        key=("Name",),
    )


def _resolved(intake: Intake, row: ForeignRow) -> Agents:
    """The entity of each name in the row, chips included; each name once, as its line is one place."""
    names = {each.name for column in ROLES for each in row[column]} | {
        chip for column in CHIPS for chip in row[column]
    }
    return {name: intake.names.resolve(name, f"{row.file}:{row.line}") for name in sorted(names)}


def _entity(row: ForeignRow, site: str, agents: Agents) -> Entity:
    return record(
        Entity,
        id=site,
        name=row["Name"],
        nation=row["Country"],
        part_of=_sure(row["Project"], agents),
        place=row["Address"],
    )


def _facts(row: ForeignRow, site: str, agents: Agents) -> SiteFacts:
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


def _involvements(row: ForeignRow, site: str, agents: Agents) -> Iterator[Involvement]:
    for column, (role, _) in ROLES.items():
        for each in row[column]:
            yield record(
                Involvement,
                id=slug("epoch-dc", site.partition("/")[2], role, each.name),
                thing=site,
                role=role,
                agent=agents[each.name],
                agent_as_printed=each.name,
                confidence=each.confidence,
            )


def _sure(parts: Iterable[Part], agents: Agents) -> tuple[str, ...]:
    return _known(agents[each.name] for each in parts if each.sure)


def _known(entities: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({entity for entity in entities if entity}))
