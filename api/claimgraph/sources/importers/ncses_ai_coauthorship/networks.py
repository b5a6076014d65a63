"""Indicators of the networks of nations (by articles, 10061; by index, 10063) and of institutions (10066)."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.sources.cells import CellParser
from claimgraph.sources.importers.ncses_ai_coauthorship import institutions, nations
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import (
    COUNTED,
    ROW,
    TABLE,
    NamedPlace,
    figures,
    place,
)
from claimgraph.sources.importers.ncses_ai_coauthorship.origins import (
    INDEX_NETWORK,
    INSTITUTION_NETWORK,
    NETWORK,
    Measure,
    Origin,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.publisher_table import TableSchema
from claimgraph.sources.values import one_of, parse_count, parse_number

UNITLESS = "unit:UNITLESS"
ROUNDED = "printed rounded to 0 or 1, which tells nothing; the rank is taken"
SHORT = {
    "degree": "degree",
    "strength": "strength",
    "betweenness_centrality": "betweenness",
    "closeness_centrality": "closeness",
    "weighted_pagerank": "pagerank",
    "weighted_eigenvector_centrality": "eigenvector",
}


def _measures(metrics: str, indicators: dict[str, str], ranks: list[str]) -> dict[str, Measure]:
    """What the columns measure: indicators, with their units, and ranks. `metrics`: how their names begin."""
    values = {
        column: Measure(f"{metrics}-{SHORT[column]}-ncses", unit) for column, unit in indicators.items()
    }
    return values | {
        f"{column}_rank_": Measure(f"{metrics}-{SHORT[column]}-rank-ncses", "rank") for column in ranks
    }


OF_NATIONS = _measures(
    "ai-network",
    {"degree": "nations", "strength": "papers", "betweenness_centrality": UNITLESS},
    ranks=list(SHORT),
)
OF_INDEX = {"degree": Measure("above-expected-ai-partners", "nations")} | _measures(
    "ai-index-network",
    {"strength": UNITLESS, "betweenness_centrality": UNITLESS, "weighted_pagerank": UNITLESS},
    ranks=[column for column in SHORT if column != "weighted_eigenvector_centrality"],
)
OF_INSTITUTIONS = _measures(
    "ai-institution-network",
    dict.fromkeys(SHORT, UNITLESS) | {"degree": "institutions", "strength": "papers"},
    ranks=list(SHORT),
)


@dataclass(frozen=True, slots=True)
class Network:
    """A table of indicators. `name`: the column of names, which `find` reads; `rounded`: columns left out."""

    number: str
    name: str
    origin: Origin
    measures: dict[str, Measure]
    find: CellParser
    rounded: tuple[str, ...] = ()


def run(intake: Intake, known: dict[str, NamedPlace]) -> None:
    """Take all rows of the three tables; `known`: the institutions by name."""
    nation, institution = place(intake.names), institutions.one_of(known)
    too_small = ("closeness_centrality", "weighted_pagerank", "weighted_eigenvector_centrality")
    for network in (
        Network("10061", nations.NAME, NETWORK, OF_NATIONS, nation, too_small),
        Network("10063", nations.NAME, INDEX_NETWORK, OF_INDEX, nation, ("closeness_centrality",)),
        Network("10066", institutions.NAME, INSTITUTION_NETWORK, OF_INSTITUTIONS, institution),
    ):
        _take(intake, network)


def _take(intake: Intake, network: Network) -> None:
    for row in intake.read_rows(_table(network)):
        subjects = (row[network.name],)
        found = [
            network.origin.observation(subjects, each, row[column])
            for column, each in network.measures.items()
        ]
        intake.import_row(row, *found)


def _table(network: Network) -> TableSchema:
    readers: dict[str, CellParser] = {
        column: parse_count if column == "degree" or measure.unit == "rank" else parse_number
        for column, measure in network.measures.items()
    }
    takes = {TABLE: one_of([network.number]), network.name: network.find} | figures(readers)
    ignores = {ROW: COUNTED} | dict.fromkeys(network.rounded, ROUNDED)
    return TableSchema(f"{network.number}.csv", takes, ignores, key=(network.name,))
