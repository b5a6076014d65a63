"""The columns that tables 10059 (nations) and 10064 (institutions) share: articles of 20 years."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.model import Observation
from claimgraph.sources.cells import CellParser, one_of, parse_count, parse_number
from claimgraph.sources.figures import Measure, figure_parsers
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import ROW_IGNORED, TABLE, NamedPlace
from claimgraph.sources.importers.ncses_ai_coauthorship.table_origins import TableOrigin
from claimgraph.sources.table import TableRow, TableSchema

GROUP = "region"
PLACE_IN_LIST = "the place among the printed figures, which are imported"
RANK_IGNORED = {"rank": PLACE_IN_LIST}
WHOLE_COUNTS = {
    "number_of_papers_whole_": "ai-articles",
    "papers_involving_multiple_institutions_whole_": "multi-institution-ai-articles",
    "papers_involving_only_domestic_institutions_whole_": "domestic-ai-articles",
    "papers_involving_international_institutions_whole_": "international-ai-articles",
}
FRACTIONAL_COUNTS = {"number_of_papers_fractional_": "ai-articles-fractional"}


def total_measures(ending: str) -> dict[str, Measure]:
    """Return what each column measures; `ending` is that of the metrics: "-ncses"."""
    whole = {
        column: Measure(metric + ending, "papers", parse_count) for column, metric in WHOLE_COUNTS.items()
    }
    fractional = {
        column: Measure(metric + ending, "papers", parse_number)
        for column, metric in FRACTIONAL_COUNTS.items()
    }
    return whole | fractional


def total_schema(
    number: str, name_column: str, parse_name: CellParser, parse_group: CellParser
) -> TableSchema:
    """Return such a table: `name_column` has nations or institutions, `parse_group` reads their region."""
    columns: dict[str, CellParser] = {
        TABLE: one_of([number]),
        name_column: parse_name,
        GROUP: parse_group,
    }
    columns |= figure_parsers({column: measure.parse for column, measure in total_measures("").items()})
    return TableSchema(f"{number}.csv", columns, ROW_IGNORED | RANK_IGNORED, key=(name_column,))


def total_observations(
    row: TableRow, place: NamedPlace, origin: TableOrigin, measures: dict[str, Measure]
) -> Iterator[Observation]:
    """Yield one observation for each of the columns."""
    for column, measure in measures.items():
        yield origin.make_observation((place,), measure, row[column])
