"""The columns that tables 10059 (nations) and 10064 (institutions) share: articles of 20 years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimgraph.model import Observation
from claimgraph.sources.cells import CellParser
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import COUNTED, ROW, TABLE, NamedPlace, figures
from claimgraph.sources.importers.ncses_ai_coauthorship.origins import Measure, Origin
from claimgraph.sources.publisher_table import TableRow, TableSchema
from claimgraph.sources.values import one_of, parse_count, parse_number

RANK, GROUP = "rank", "region"
WHOLE = {
    "number_of_papers_whole_": "ai-articles",
    "papers_involving_multiple_institutions_whole_": "multi-institution-ai-articles",
    "papers_involving_only_domestic_institutions_whole_": "domestic-ai-articles",
    "papers_involving_international_institutions_whole_": "international-ai-articles",
}
FRACTIONAL = {"number_of_papers_fractional_": "ai-articles-fractional"}
_READERS: Mapping[str, CellParser] = dict.fromkeys([*WHOLE, RANK], parse_count) | dict.fromkeys(
    FRACTIONAL, parse_number
)


def measures(ending: str) -> dict[str, Measure]:
    """What each column measures; `ending` is that of the metrics: "-ncses"."""
    articles = {column: Measure(metric + ending, "papers") for column, metric in (WHOLE | FRACTIONAL).items()}
    return articles | {RANK: Measure(f"ai-article-rank{ending}", "rank")}


def table(number_: str, name: str, read: CellParser, group: CellParser) -> TableSchema:
    """Such a table: `name` is the column of nations or institutions, `group` reads the region they are in."""
    takes = {TABLE: one_of([number_]), name: read, GROUP: group} | figures(_READERS)
    return TableSchema(f"{number_}.csv", takes, {ROW: COUNTED}, key=(name,))


def observations(
    row: TableRow, named: NamedPlace, origin: Origin, columns: dict[str, Measure]
) -> Iterator[Observation]:
    """One observation for each of the columns."""
    for column, measure in columns.items():
        yield origin.observation((named,), measure, row[column])
