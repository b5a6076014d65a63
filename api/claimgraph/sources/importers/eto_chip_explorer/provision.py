"""Who holds which share of an input; also where the share is left empty, since being named says something."""

from __future__ import annotations

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import parse_text
from claimgraph.sources.figures import PrintedFigure, figure_parser
from claimgraph.sources.importers.eto_chip_explorer.cells import parse_share, parse_year
from claimgraph.sources.importers.eto_chip_explorer.chain_node import ChainNode
from claimgraph.sources.importers.eto_chip_explorer.documents import CitedDocument, parse_citation
from claimgraph.sources.importers.eto_chip_explorer.providers import Provider, aliases_or_cell_fix
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow, TableSchema

SHARE = "share_provided"
PROVISION = TableSchema(
    "provision.csv",
    {
        "provider_name": parse_text,
        "provider_id": parse_text,
        "provided_name": parse_text,
        "provided_id": parse_text,
        SHARE: figure_parser(SHARE, parse_share),
        "year": parse_year,
        "source": parse_citation,
    },
    key=("provider_id", "provided_id", "year"),
)
BY_COMPANY = "supply-chain-provision-share-company"
BY_SEAT = "supply-chain-provision-share-nation"
BY_SITE = "supply-chain-capacity-share-nation"
BELOW_PRECISION = "Shares are printed with one decimal: this one is below 0.05 percent, not surely nothing."


def import_provision(intake: Intake, providers: dict[str, Provider], nodes: dict[str, ChainNode]) -> None:
    """Import each row as an observation."""
    for row in intake.read_rows(PROVISION):
        provider, node = providers.get(row["provider_id"]), nodes.get(row["provided_id"])
        if provider is None or node is None:
            column = "provided_id" if provider else "provider_id"
            problem = f"{row[column]!r} is in no row that could be read"
            fix = "Providers stand in providers.csv, the rest in inputs.csv and stages.csv."
            intake.report_error(row, column, problem, fix)
        elif problem_and_fix := _find_contradiction(intake, row, provider, node):
            intake.report_error(row, *problem_and_fix)
        else:
            intake.import_row(row, _observation(row, provider, node))


def _find_contradiction(
    intake: Intake, row: TableRow, provider: Provider, node: ChainNode
) -> tuple[str, str, str] | None:
    """Return column, problem and fix if names are not those of the ids, or the year not the document's."""
    name, document_year = row["provider_name"], row["source"].year
    if name != provider.name and intake.names.find_entity(name) != provider.path:
        problem = f"{name!r} is not known to be {provider.name!r}, whose id the row has"
        return "provider_name", problem, aliases_or_cell_fix(intake)
    if row["provided_name"] != node.name:
        problem = f"{row['provided_name']!r} is not {node.name!r}, whose id the row has"
        return "provided_name", problem, "Name and id are those of inputs.csv or stages.csv."
    if document_year not in (None, row["year"]):
        problem = f"the source has figures of {document_year}, not of {row['year']}"
        return "year", problem, "Take the publisher's file again, or fix the source's year in the importer."
    return None


def _observation(row: TableRow, provider: Provider, node: ChainNode) -> Observation:
    figure: PrintedFigure = row[SHARE]
    document: CitedDocument = row["source"]
    slugs = (path.partition("/")[2] for path in (provider.path, node.path))
    return make_record(
        Observation,
        id=slugify("eto", *slugs, "share", row["year"]),
        metric=_metric(provider, node),
        subjects=(provider.path,),
        partners=(node.path,),
        value=figure.value,
        unit="unit:PERCENT",
        status="not-stated" if figure.value is None else None,
        period=Period.parse(row["year"]),
        known_since=document.known,
        source=document.source,
        method=_method(row, provider, node),
        definition=None if provider.is_company else node.caption,
        source_text=f"{SHARE}: {figure.printed or '(empty)'}",
        note=_note(row, provider),
    )


def _metric(provider: Provider, node: ChainNode) -> str:
    if provider.is_company:
        return BY_COMPANY
    return BY_SITE if node.has_shares_by_site else BY_SEAT


def _method(row: TableRow, provider: Provider, node: ChainNode) -> str | None:
    """Return, for a nation's share without a source, that of ETO's chart, which shows these shares."""
    if row["source"].printed or provider.is_company or row[SHARE].value is None:
        return None
    return f"ETO's chart of it has as its source: {node.chart.printed}" if node.chart.printed else None


def _note(row: TableRow, provider: Provider) -> str | None:
    notes = []
    if row[SHARE].value == 0:
        notes.append(BELOW_PRECISION)
    if row["provider_name"] != provider.name:
        notes.append(f"Provider as printed: {row['provider_name']}.")
    return " ".join(notes) or None
