"""How large the world market for an input or stage is."""

from __future__ import annotations

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.importers.eto_chip_explorer.cells import MarketSize
from claimgraph.sources.importers.eto_chip_explorer.chain_node import SIZE_COLUMN, ChainNode
from claimgraph.sources.importers.eto_chip_explorer.documents import CitedDocument
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow


def size_observations(
    intake: Intake, row: TableRow, node: ChainNode, row_year: str | None
) -> list[Observation]:
    """Return the market size, if there is one. Its year is printed with it, or else the row's."""
    if node.size is None:
        return []
    years = {year for year in (node.size.year, row_year, node.chart.year) if year}
    if len(years) != 1:
        problem = f"the size is of {' and '.join(sorted(years)) or 'no year'}"
        fix = "Size, row and source have one year: take the publisher's file again."
        intake.report_error(row, SIZE_COLUMN, problem, fix)
        return []
    return [_observation(node.path, node.size, node.chart, years.pop())]


def _observation(path: str, size: MarketSize, chart: CitedDocument, year: str) -> Observation:
    return make_record(
        Observation,
        id=f"eto-{slugify(path.partition('/')[2])}-market-size-{year}",
        metric="supply-chain-input-market-size",
        subjects=(path,),
        value=size.dollars,
        unit="unit:CCY_USD",
        period=Period.parse(year),
        known_since=chart.known,
        source=chart.source,
        scope=size.goods,
        definition="US dollars; of which year's prices is not stated",
        source_text=f"{SIZE_COLUMN}: {size.printed}",
        note=None if size.year else "The year is that of the row's column year, not printed with the size.",
    )
