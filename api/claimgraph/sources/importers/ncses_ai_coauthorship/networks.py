"""Indicators of the networks of nations (by articles, 10061; by index, 10063) and of institutions (10066)."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.sources.cells import CellParser, one_of, parse_count, parse_number
from claimgraph.sources.figures import Measure, figure_parsers
from claimgraph.sources.importers.ncses_ai_coauthorship import institutions, nations
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import (
    ROW_IGNORED,
    TABLE,
    PlaceParser,
    place_parser,
)
from claimgraph.sources.importers.ncses_ai_coauthorship.table_origins import (
    INDEX_NETWORK,
    INSTITUTION_NETWORK,
    NETWORK,
    TableOrigin,
)
from claimgraph.sources.importers.ncses_ai_coauthorship.totals import PLACE_IN_LIST
from claimgraph.sources.intake import Intake
from claimgraph.sources.table import TableSchema

UNITLESS = "unit:UNITLESS"
ROUNDED = "printed rounded to 0 or 1, which tells nothing; the rank is taken"
SHORT_NAMES = {
    "degree": "degree",
    "strength": "strength",
    "betweenness_centrality": "betweenness",
    "closeness_centrality": "closeness",
    "weighted_pagerank": "pagerank",
    "weighted_eigenvector_centrality": "eigenvector",
}
BETWEENNESS = "betweenness_centrality"
ROUNDED_FIGURES = ("closeness_centrality", "weighted_pagerank", "weighted_eigenvector_centrality")


def _network_measures(prefix: str, units: dict[str, str], ranks: tuple[str, ...]) -> dict[str, Measure]:
    """Return what columns measure: indicators, by their `units`, and ranks. Metrics begin with `prefix`.

    `ranks`: those that no printed figure tells, because the figures are rounded or left out.
    """
    indicators = {
        column: Measure(
            f"{prefix}-{SHORT_NAMES[column]}-ncses", unit, parse_count if column == "degree" else parse_number
        )
        for column, unit in units.items()
    }
    return indicators | {
        f"{column}_rank_": Measure(f"{prefix}-{SHORT_NAMES[column]}-rank-ncses", "rank", parse_count)
        for column in ranks
    }


NATION_MEASURES = _network_measures(
    "ai-network",
    {"degree": "nations", "strength": "papers", "betweenness_centrality": UNITLESS},
    ranks=(BETWEENNESS, *ROUNDED_FIGURES),
)
INDEX_MEASURES = {
    "degree": Measure("above-expected-ai-partners", "nations", parse_count)
} | _network_measures(
    "ai-index-network",
    {"strength": UNITLESS, "betweenness_centrality": UNITLESS, "weighted_pagerank": UNITLESS},
    ranks=("strength", BETWEENNESS, "closeness_centrality", "weighted_pagerank"),
)
INSTITUTION_MEASURES = _network_measures(
    "ai-institution-network",
    dict.fromkeys(SHORT_NAMES, UNITLESS) | {"degree": "institutions", "strength": "papers"},
    ranks=ROUNDED_FIGURES,
)


@dataclass(frozen=True, slots=True)
class Network:
    """A table of indicators. `rounded`: columns left out because they are. `places`: ranks left out."""

    number: str
    name_column: str
    origin: TableOrigin
    measures: dict[str, Measure]
    parse_name: PlaceParser
    places: tuple[str, ...]
    rounded: tuple[str, ...] = ()

    @property
    def schema(self) -> TableSchema:
        """The columns of its file."""
        columns: dict[str, CellParser] = {
            TABLE: one_of([self.number]),
            self.name_column: self.parse_name,
        }
        columns |= figure_parsers({column: measure.parse for column, measure in self.measures.items()})
        places = dict.fromkeys((f"{column}_rank_" for column in self.places), PLACE_IN_LIST)
        ignored = ROW_IGNORED | dict.fromkeys(self.rounded, ROUNDED) | places
        return TableSchema(f"{self.number}.csv", columns, ignored, key=(self.name_column,))


def import_networks(intake: Intake, known_institutions: institutions.InstitutionsByName) -> None:
    """Import all rows of the three tables."""
    parse_nation = place_parser(intake.names)
    parse_institution = institutions.institution_parser(known_institutions)
    both, closeness = ("degree", "strength"), ("closeness_centrality",)
    for network in (
        Network("10061", nations.NAME, NETWORK, NATION_MEASURES, parse_nation, both, ROUNDED_FIGURES),
        Network("10063", nations.NAME, INDEX_NETWORK, INDEX_MEASURES, parse_nation, ("degree",), closeness),
        Network(
            "10066",
            institutions.NAME,
            INSTITUTION_NETWORK,
            INSTITUTION_MEASURES,
            parse_institution,
            (*both, BETWEENNESS),
        ),
    ):
        _import_network(intake, network)


def _import_network(intake: Intake, network: Network) -> None:
    for row in intake.read_rows(network.schema):
        subjects = (row[network.name_column],)
        observations = [
            network.origin.make_observation(subjects, measure, row[column])
            for column, measure in network.measures.items()
        ]
        intake.import_row(row, *observations)
