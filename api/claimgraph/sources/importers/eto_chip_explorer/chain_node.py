"""A stage or input of the chain, which others provide."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from claimgraph.sources.cells import CellParser, optional, term_of
from claimgraph.sources.importers.eto_chip_explorer.cells import MarketSize, parse_market_size
from claimgraph.sources.importers.eto_chip_explorer.documents import CitedDocument, parse_citation
from claimgraph.sources.intake import Intake
from claimgraph.sources.table import TableRow

SIZE_COLUMN = "market_share_chart_global_market_size_info"
SEATS, SITES = "seats", "sites"  # a nation's share is that of firms seated there, or of plants there
CAPTIONS = {
    "Chart shows market shares for the overall global semiconductor design market by country.": SEATS,
    "Chart shows share of global fabrication capacity (for logic, memory, and DAO devices) "
    "by site location.": SITES,
    "Chart shows ATP site capacity by country.": SITES,
}
MARKET_COLUMNS: dict[str, CellParser] = {  # of both stages.csv and inputs.csv
    SIZE_COLUMN: optional(parse_market_size),
    "market_share_chart_caption": optional(term_of({caption: caption for caption in CAPTIONS})),
    "market_share_chart_source": parse_citation,
}


@dataclass(frozen=True, slots=True)
class ChainNode:
    """`caption`: what the publisher says its chart of shares shows; `links`: inputs, by the kind of link."""

    path: str
    name: str
    caption: str | None
    chart: CitedDocument
    size: MarketSize | None
    links: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def has_shares_by_site(self) -> bool:
        """Whether a nation's share is that of the plants there."""
        return self.caption is not None and CAPTIONS[self.caption] == SITES


def read_node(intake: Intake, row: TableRow, kind: str) -> ChainNode:
    """Return what a row of stages.csv or inputs.csv says of its market."""
    name = row[f"{kind}_name"]
    size, caption, chart = (row[column] for column in MARKET_COLUMNS)
    return ChainNode(intake.names.mint_entity(kind, name, row.place), name, caption, chart, size)
