"""A stage or input of the chain, which others provide."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from claimgraph.sources.importers.eto_chip_explorer.cited import Cited, cited
from claimgraph.sources.importers.eto_chip_explorer.forms import Size, place, size
from claimgraph.sources.intake import Intake
from claimgraph.sources.publisher_table import TableRow
from claimgraph.sources.values import optional, term_of

SEATS, SITES = "seats", "sites"  # a nation's share is that of firms seated there, or of plants there
CAPTIONS = {
    "Chart shows market shares for the overall global semiconductor design market by country.": SEATS,
    "Chart shows share of global fabrication capacity (for logic, memory, and DAO devices) "
    "by site location.": SITES,
    "Chart shows ATP site capacity by country.": SITES,
}
MARKET = {  # columns of both stages.csv and inputs.csv
    "market_share_chart_global_market_size_info": optional(size),
    "market_share_chart_caption": optional(term_of({caption: caption for caption in CAPTIONS})),
    "market_share_chart_source": cited,
}


@dataclass(frozen=True, slots=True)
class ChainNode:
    """`caption`: what the publisher says its chart of shares shows; `links`: inputs, by the kind of link."""

    path: str
    name: str
    caption: str | None
    chart: Cited
    size: Size | None
    links: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def by_site(self) -> bool:
        """Whether a nation's share is that of the plants there."""
        return self.caption is not None and CAPTIONS[self.caption] == SITES


def node(intake: Intake, row: TableRow, kind: str) -> ChainNode:
    """What a row of stages.csv or inputs.csv says of its market."""
    name = row[f"{kind}_name"]
    printed_size, caption, chart = (row[column] for column in MARKET)
    return ChainNode(intake.names.mint_entity(kind, name, place(row)), name, caption, chart, printed_size)
