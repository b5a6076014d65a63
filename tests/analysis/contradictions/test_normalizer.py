"""What figures are compared by: when they hold, what they are of, where they come from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyoxigraph as ox
import pytest

from claimgraph import namespaces
from claimgraph.analysis.contradictions import (
    AssertedFigure,
    FigureNormalizer,
    NormalizedFigure,
    Occasions,
    Stance,
    load_occasions,
    normalize_figures,
)
from claimgraph.assessment import Knowledge
from claimgraph.edtf import Period
from claimgraph.quantities import Figure
from claimgraph.source_tree import default_source_tree
from claimgraph.stores import read_solutions

STATEMENTS = """
    @prefix cg: <https://w3id.org/claimgraph/ns#> .
    @prefix prov: <http://www.w3.org/ns/prov#> .
    @prefix claim: <https://w3id.org/claimgraph/id/claim/> .
    @prefix relation: <https://w3id.org/claimgraph/vocab/claim-relation/> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    @prefix : <https://w3id.org/claimgraph/id/x/> .
    claim:half a cg:Claim . claim:third a cg:Claim . claim:passed-on a cg:Claim . claim:later a cg:Claim .
    :talk-1 a cg:Utterance ; cg:expresses claim:half ; cg:saidDuring :may ; prov:wasAttributedTo :ann ;
      cg:inSource :talk .
    :talk-2 a cg:Utterance ; cg:expresses claim:third ; prov:wasAttributedTo :ann ; cg:inSource :talk .
    :news a cg:Utterance ; cg:expresses claim:passed-on ; prov:wasAttributedTo :paper ; cg:inSource :page ;
      prov:wasDerivedFrom :talk-1 ; cg:modality <https://w3id.org/claimgraph/vocab/modality/reported> .
    :letter a cg:Utterance ; cg:expresses claim:later ; prov:wasAttributedTo :ann ; cg:inSource :post ;
      cg:modality <https://w3id.org/claimgraph/vocab/modality/goal> .
    :revised cg:fromClaim claim:later ; cg:claimRelation relation:supersedes ; cg:toClaim claim:third .
    :may cg:edtf "2025-05" ; cg:earliest "2025-05-01"^^xsd:date .
"""


class SmallGraph:
    """A store of the ontology and a few statements."""

    def __init__(self, *turtle: str) -> None:
        self._graph = ox.Store()
        for path in default_source_tree().ontology_files:
            self._graph.load(path=path)
        for text in turtle:
            self._graph.load(text, format=ox.RdfFormat.TURTLE)

    def select(self, query: str) -> Any:
        return read_solutions(self._graph.query(query))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load(SmallGraph(STATEMENTS))


@pytest.fixture(scope="module")
def occasions(knowledge: Knowledge) -> dict[str, Occasions]:
    return dict(load_occasions(knowledge))


def asserted(id_: str, value: str, **cells: Any) -> AssertedFigure:
    figure = AssertedFigure(
        id=id_,
        claim="half",
        metric=namespaces.concept_iri("metric", "china-ai-chip-market-share"),
        subjects=("company/nvidia",),
        partners=("nation/china",),
        comparator="equal",
        figure=Figure(value=Decimal(value), in_percent=True),
        unit=namespaces.unit_iri("unit:PERCENT"),
        period=None,
    )
    return figure._replace(**cells)


def normalize(knowledge: Knowledge, occasions: Occasions, *figures: AssertedFigure) -> list[NormalizedFigure]:
    return list(normalize_figures(FigureNormalizer(knowledge), figures, {"half": occasions}))


def test_a_figure_without_a_period_holds_when_it_was_first_said(knowledge: Knowledge) -> None:
    said = Occasions(said=Period.parse("2025-05-21"))
    (figure,) = normalize(knowledge, said, asserted("now", "50"))
    assert figure.period == "2025-05-21"


@pytest.mark.parametrize("stance", [Stance.FORECAST, Stance.AIM])
def test_what_is_expected_does_not_hold_when_it_is_said(knowledge: Knowledge, stance: Stance) -> None:
    expected = Occasions(stance=stance, said=Period.parse("2025-05-21"))
    (figure,) = normalize(knowledge, expected, asserted("then", "50"))
    assert (figure.period, figure.circumstances.outlook) == (None, 2025)


def test_of_two_figures_of_a_change_the_one_without_a_date_is_from_before(knowledge: Knowledge) -> None:
    said = Occasions(said=Period.parse("2025-10-06"))
    after = asserted("after", "0", period=Period.parse("2025-10"))
    figures = normalize(knowledge, said, asserted("before", "95"), after)
    assert [(figure.id, figure.period) for figure in figures] == [("before", None), ("after", "2025-10")]


def test_where_a_change_began_stands_on_no_day_and_what_it_led_to_does(knowledge: Knowledge) -> None:
    said = Occasions(said=Period.parse("2025-10-06"))
    before = asserted("before", "95", became="after")
    figures = normalize(knowledge, said, before, asserted("after", "50"))
    assert [(figure.id, figure.period) for figure in figures] == [("before", None), ("after", "2025-10-06")]


def test_where_a_predicted_change_begins_is_a_fact(knowledge: Knowledge) -> None:
    forecast = Occasions(stance=Stance.FORECAST, said=Period.parse("2025-10-06"))
    before = asserted("before", "34", became="after", period=Period.parse("2024"))
    after = asserted("after", "82", period=Period.parse("2027"))
    stances = [figure.circumstances.stance for figure in normalize(knowledge, forecast, before, after)]
    assert stances == [Stance.FACT, Stance.FORECAST]


def test_an_amount_for_a_nation_needs_a_scope_and_one_for_a_programme_does_not(knowledge: Knowledge) -> None:
    metric = namespaces.concept_iri("metric", "investment-announced")
    nation = asserted("nation", "50", metric=metric, subjects=("nation/france",), definition="not stated")
    programme = nation._replace(id="programme", subjects=("programme/stargate",))
    scoped = nation._replace(id="scoped", scope="One campus")
    figures = normalize(knowledge, Occasions(), nation, programme, scoped)
    scopes = [figure.circumstances.scope for figure in figures]
    assert scopes == [None, frozenset(), frozenset({"text:one campus"})]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("half", "third"),  # one speaker in one talk
        ("half", "passed-on"),  # a page passes the talk on
        ("third", "later"),  # the speaker replaces it by another
    ],
)
def test_claims_of_one_occasion_share_an_origin(
    occasions: dict[str, Occasions], first: str, second: str
) -> None:
    assert occasions[first].origins & occasions[second].origins


@pytest.mark.parametrize(("first", "second"), [("half", "later"), ("passed-on", "later")])
def test_one_speaker_on_two_occasions_is_no_common_origin(
    occasions: dict[str, Occasions], first: str, second: str
) -> None:
    assert not occasions[first].origins & occasions[second].origins


def test_a_claim_is_put_forward_as_its_utterances_say(occasions: dict[str, Occasions]) -> None:
    stances = {claim: occasions[claim].stance for claim in ("half", "passed-on", "later")}
    assert stances == {"half": Stance.FACT, "passed-on": Stance.FACT, "later": Stance.AIM}
