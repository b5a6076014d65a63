"""The columns that tables 10059 (nations) and 10064 (institutions) share: articles of 20 years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimgraph.model import Observation
from claimgraph.sources.cells import Parse
from claimgraph.sources.ncses_ai_coauthorship.cells import COUNTED, ROW, TABLE, Named, figures
from claimgraph.sources.ncses_ai_coauthorship.origins import Measure, Origin
from claimgraph.sources.publisher_table import ForeignRow, Table
from claimgraph.sources.values import choice, count, number

RANK, GROUP = "rank", "region"
WHOLE = {
    "number_of_papers_whole_": "ai-articles",
    "papers_involving_multiple_institutions_whole_": "multi-institution-ai-articles",
    "papers_involving_only_domestic_institutions_whole_": "domestic-ai-articles",
    "papers_involving_international_institutions_whole_": "international-ai-articles",
}
FRACTIONAL = {"number_of_papers_fractional_": "ai-articles-fractional"}
_READERS: Mapping[str, Parse] = dict.fromkeys([*WHOLE, RANK], count) | dict.fromkeys(FRACTIONAL, number)


def measures(ending: str) -> dict[str, Measure]:
    """What each column measures; `ending` is that of the metrics: "-ncses"."""
    articles = {column: Measure(metric + ending, "papers") for column, metric in (WHOLE | FRACTIONAL).items()}
    return articles | {RANK: Measure(f"ai-article-rank{ending}", "rank")}


def table(number_: str, name: str, read: Parse, group: Parse) -> Table:
    """Such a table: `name` is the column of nations or institutions, `group` reads the region they are in."""
    takes = {TABLE: choice([number_]), name: read, GROUP: group} | figures(_READERS)
    return Table(f"{number_}.csv", takes, {ROW: COUNTED}, key=(name,))


def observations(
    row: ForeignRow, named: Named, origin: Origin, columns: dict[str, Measure]
) -> Iterator[Observation]:
    """One observation for each of the columns."""
    for column, measure in columns.items():
        yield origin.observation((named,), measure, row[column])
