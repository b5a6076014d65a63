"""Who holds which share of an input; also where the share is left empty, since being named says something."""

from __future__ import annotations

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.importers.eto_chip_explorer.cited import cited
from claimgraph.sources.importers.eto_chip_explorer.forms import share, year
from claimgraph.sources.importers.eto_chip_explorer.node import ChainNode
from claimgraph.sources.importers.eto_chip_explorer.providers import Provider
from claimgraph.sources.intake import Intake, make_record
from claimgraph.sources.publisher_table import TableRow, TableSchema
from claimgraph.sources.slugs import slugify
from claimgraph.sources.values import parse_text

PROVISION = TableSchema(
    "provision.csv",
    {
        "provider_name": parse_text,
        "provider_id": parse_text,
        "provided_name": parse_text,
        "provided_id": parse_text,
        "share_provided": share,
        "year": year,
        "source": cited,
    },
    key=("provider_id", "provided_id", "year"),
)
BY_COMPANY = "supply-chain-provision-share-company"
BY_SEAT = "supply-chain-provision-share-nation"
BY_SITE = "supply-chain-capacity-share-nation"


def read_provision(intake: Intake, providers: dict[str, Provider], nodes: dict[str, ChainNode]) -> None:
    """Each row is an observation."""
    for row in intake.read_rows(PROVISION):
        provider, node = providers.get(row["provider_id"]), nodes.get(row["provided_id"])
        if provider is None or node is None:
            column = "provided_id" if provider else "provider_id"
            problem = f"{row[column]!r} is in no row that could be read"
            intake.report_error(
                row,
                column,
                problem,
                "Providers stand in providers.csv, the rest in inputs.csv and stages.csv.",
            )
        elif _consistent(intake, row, provider, node):
            intake.import_row(row, _observation(row, provider, node))


def _consistent(intake: Intake, row: TableRow, provider: Provider, node: ChainNode) -> bool:
    """Whether the names are those of the ids, and the year that of the document; if not, that is noted."""
    printed = row["provider_name"]
    if printed != provider.name and intake.names.find_entity(printed) != provider.path:
        problem = f"{printed!r} is not known to be {provider.name!r}, whose id the row has"
        intake.report_error(
            row, "provider_name", problem, "Add a row for it to data/entities/aliases.csv, or fix the cell."
        )
    elif row["provided_name"] != node.name:
        problem = f"{row['provided_name']!r} is not {node.name!r}, whose id the row has"
        intake.report_error(
            row, "provided_name", problem, "Name and id are those of inputs.csv or stages.csv."
        )
    elif row["source"].year not in (None, row["year"]):
        problem = f"the source has figures of {row['source'].year}, not of {row['year']}"
        intake.report_error(
            row,
            "year",
            problem,
            "Take the publisher's file again, or fix the source's year in the importer.",
        )
    else:
        return True
    return False


def _observation(row: TableRow, provider: Provider, node: ChainNode) -> Observation:
    given, document = row["share_provided"], row["source"]
    ends = (each.partition("/")[2] for each in (provider.path, node.path))
    return make_record(
        Observation,
        id=slugify("eto", *ends, "share", row["year"]),
        metric=_metric(provider, node),
        subjects=(provider.path,),
        partners=(node.path,),
        value=given.percent,
        unit="unit:PERCENT",
        status="not-stated" if given.percent is None else None,
        period=Period.parse(row["year"]),
        known_since=document.known,
        source=document.source,
        method=_method(row, provider, node),
        definition=None if provider.is_company else node.caption,
        source_text=f"share_provided: {given.printed or '(empty)'}",
        note=_note(row, provider),
    )


def _metric(provider: Provider, node: ChainNode) -> str:
    if provider.is_company:
        return BY_COMPANY
    return BY_SITE if node.by_site else BY_SEAT


def _method(row: TableRow, provider: Provider, node: ChainNode) -> str | None:
    """For a nation's share without a source: that of ETO's chart, which shows these shares."""
    if row["source"].printed or provider.is_company or row["share_provided"].percent is None:
        return None
    return f"ETO's chart of it has as its source: {node.chart.printed}" if node.chart.printed else None


def _note(row: TableRow, provider: Provider) -> str | None:
    notes = []
    if row["share_provided"].percent == 0:
        notes.append(
            "Shares are printed with one decimal: this one is below 0.05 percent, not surely nothing."
        )
    if row["provider_name"] != provider.name:
        notes.append(f"Provider as printed: {row['provider_name']}.")
    return " ".join(notes) or None
