"""How large the world market for an input or stage is."""

from __future__ import annotations

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.importers.eto_chip_explorer.cited import Cited
from claimgraph.sources.importers.eto_chip_explorer.forms import Size
from claimgraph.sources.importers.eto_chip_explorer.node import ChainNode
from claimgraph.sources.intake import Intake, make_record
from claimgraph.sources.publisher_table import TableRow
from claimgraph.sources.slugs import slugify

COLUMN = "market_share_chart_global_market_size_info"


def market_size(intake: Intake, row: TableRow, node: ChainNode, year: str | None) -> list[Observation]:
    """The size as an observation. Its year is printed with it, or else that of the row's column `year`."""
    if node.size is None:
        return []
    years = {each for each in (node.size.year, year, node.chart.year) if each}
    if len(years) != 1:
        problem = f"the size is of {' and '.join(sorted(years)) or 'no year'}"
        fix = "Size, row and source have one year: take the publisher's file again."
        intake.report_error(row, COLUMN, problem, fix)
        return []
    return [_observation(node.path, node.size, node.chart, years.pop())]


def _observation(path: str, size: Size, chart: Cited, year: str) -> Observation:
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
        scope=size.of,
        definition="US dollars; of which year's prices is not stated",
        source_text=f"{COLUMN}: {size.printed}",
        note=None if size.year else "The year is that of the row's column year, not printed with the size.",
    )
