"""Lineage by its rules: origins, independence, loops, figures at the origin, and those of shipped claims."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Triple

from claimgraph.analysis.lineage import FigureStatus, trace_lineage
from claimgraph.analysis.lineage.components import find_entry_nodes, find_loops, strongly_connected_components
from claimgraph.analysis.lineage.graph_walk import distances_from
from claimgraph.cli.lineage import utterance_rows
from claimgraph.documents import lineage as views
from claimgraph.documents import lookups
from claimgraph.edtf import Period
from claimgraph.generations import Generation
from claimgraph.model import QuantityProposition
from claimgraph.namespaces import concept_iri, expand_iri, thing_iri
from claimgraph.stores import EmbeddedStore
from tests.support.lineages import CLAIM, figure, only_chain, page, read, said, short, traced

LONG = 10_000


def test_a_claim_that_nobody_said_has_no_origin() -> None:
    found = traced(figure(CLAIM, "2"))
    assert (found.independent_origins, found.starts, found.chains) == (0, (), ())


def test_a_claim_the_graph_does_not_hold_has_no_lineage() -> None:
    assert trace_lineage(read(said("a")), thing_iri("claim/another")) is None


def test_an_utterance_that_came_from_nothing_is_its_own_origin() -> None:
    found = traced(said("a"))
    assert (short(found.starts), short(found.origins), found.independent_origins) == (["a"], ["a"], 1)
    assert only_chain(found).wording is None


def test_chains_lead_over_other_claims_by_the_shortest_way() -> None:
    found = traced(
        said("a", derived_from=("b", "c")),
        said("b", of="other", quoted_from=("c",)),
        said("c", of="third", derived_from=("d",)),
        said("d", of="fourth"),
        said("aside", of="other", derived_from=("elsewhere",)),
        said("elsewhere", of="fourth"),
    )
    assert short(only_chain(found).utterances) == ["a", "c", "d"]
    assert [found.distances[thing_iri(f"utterance/{each}")] for each in "abcd"] == [0, 1, 1, 2]
    assert [(*short((each.later, each.earlier)), each.how.value) for each in found.steps] == [
        ("a", "b", "derived"),
        ("a", "c", "derived"),
        ("b", "c", "quoted"),
        ("c", "d", "derived"),
    ]


def test_an_utterance_that_quotes_and_repeats_the_same_takes_two_steps_and_one_chain() -> None:
    found = traced(said("a", derived_from=("b",), quoted_from=("b",)), said("b"))
    assert [each.how.value for each in found.steps] == ["quoted", "derived"]
    assert short(only_chain(found).utterances) == ["a", "b"]


def test_chains_start_at_the_utterances_of_the_claim_that_nothing_else_came_from() -> None:
    found = traced(said("a", derived_from=("b",)), said("b"), said("c"))
    assert short(found.starts) == ["a", "c"]
    assert [short(each.utterances) for each in found.chains] == [["a", "b"], ["c"]]


def test_a_loop_is_no_origin() -> None:
    found = traced(
        said("a", derived_from=("b",)), said("b", quoted_from=("c",)), said("c", derived_from=("b",))
    )
    assert (found.independent_origins, found.origins, found.chains) == (0, (), ())
    assert [(short(each.utterances), each.closed) for each in found.loops] == [(["b", "c"], True)]


def test_a_loop_that_something_leads_out_of_hides_no_origin() -> None:
    found = traced(said("a", derived_from=("b",)), said("b", quoted_from=("a", "c")), said("c"))
    assert [(short(each.utterances), each.closed) for each in found.loops] == [(["a", "b"], False)]
    assert (short(found.starts), short(only_chain(found).utterances)) == (["a"], ["a", "b", "c"])


def test_an_utterance_that_came_from_itself_is_a_loop() -> None:
    found = traced(said("a", derived_from=("a",)))
    assert [(short(each.utterances), each.closed) for each in found.loops] == [(["a"], True)]
    assert found.independent_origins == 0


def test_what_is_named_and_not_described_is_an_origin_that_was_not_seen() -> None:
    found = traced(figure(CLAIM, "2"), said("a", derived_from=("withheld",)))
    assert short(found.origins) == ["withheld"]
    assert [each.has_document for each in found.origin_groups] == [False]
    assert [each.at_origin for each in only_chain(found).figures] == [FigureStatus.NOT_SEEN]


graphs = st.dictionaries(st.sampled_from("abcdefgh"), st.sets(st.sampled_from("abcdefgh"), max_size=3))


def reaches(back: dict[str, set[str]], start: str) -> set[str]:
    """What one step or more lead to."""
    return set(distances_from(back, back.get(start, ())))


@given(graphs)
def test_loops_are_the_nodes_that_reach_themselves_together(back: dict[str, set[str]]) -> None:
    found = [set(each.utterances) for each in find_loops(back)]
    nodes = {*back, *(each for some in back.values() for each in some)}
    assert {each for some in found for each in some} == {
        each for each in nodes if each in reaches(back, each)
    }
    for some in found:
        assert all(some <= reaches(back, each) for each in some)
        assert not any(some & reaches(back, each) for each in {*reaches(back, min(some))} - some)
    assert sorted(each for part in strongly_connected_components(back) for each in part) == sorted(nodes)
    assert [each.closed for each in find_loops(back)] == [
        reaches(back, each.utterances[0]) == {*each.utterances} for each in find_loops(back)
    ]


@given(graphs, st.sets(st.sampled_from("abcdefgh"), min_size=1))
def test_walks_from_the_first_nodes_come_everywhere_and_no_first_leads_to_another(
    edges: dict[str, set[str]], own: set[str]
) -> None:
    back = {each: edges.get(each, set()) for each in distances_from(edges, sorted(own))}
    found = find_entry_nodes(back, own)
    assert set(found) <= own
    assert set(distances_from(back, found)) == set(back)
    assert not any((reaches(back, each) - {each}) & {*found} for each in found)


@pytest.mark.parametrize("closed", [False, True])
def test_long_chains_and_loops_are_walked_to_their_end(closed: bool) -> None:  # noqa: FBT001
    names = [f"u{number:05}" for number in range(LONG)]
    later = dict(pairwise(names)) | ({names[-1]: names[0]} if closed else {})
    records = [said(each, derived_from=(later[each],) if each in later else ()) for each in names]
    found = views.describe_lineage(read(*records), thing_iri(f"claim/{CLAIM}"))
    assert found is not None
    assert found.model_dump_json()
    rows = list(utterance_rows(found))
    assert (found.independent_origins, len(found.loops)) == ((0, 1) if closed else (1, 0))
    assert [row[0] for row in rows] == [str(number) for number in range(LONG + closed)]
    assert ("loop: see above" in rows[-1]) == closed


# Independence.


def of_two(
    first: dict[str, object], second: dict[str, object], *pages: object
) -> list[tuple[list[str], list[str]]]:
    """The groups of two origins, and what they share."""
    found = traced(
        said("a", derived_from=("b", "c")),
        said("b", **first),
        said("c", **second),
        *pages,  # type: ignore[arg-type]
    )
    return [(short(each.origins), short(each.shared)) for each in found.origin_groups]


APART = [(["b"], []), (["c"], [])]


def test_two_origins_of_two_speakers_in_two_documents_are_independent() -> None:
    assert of_two({}, {}) == APART


def test_two_origins_of_one_speaker_count_once() -> None:
    assert of_two({"speaker": "person/x"}, {"speaker": "person/x"}) == [(["b", "c"], ["x"])]


def test_two_origins_in_one_document_count_once() -> None:
    assert of_two({"source": "page-x"}, {"source": "page-x"}) == [(["b", "c"], ["page-x"])]


def test_two_origins_that_pass_on_the_same_report_count_once() -> None:
    pages = [page(each, relays=("publisher/wire",)) for each in "bc"]
    assert of_two({}, {}, *pages) == [(["b", "c"], ["wire"])]


def test_an_origin_and_one_that_passes_on_its_report_count_once() -> None:
    pages = [page("b", relays=("publisher/wire",)), page("c", publisher="publisher/wire")]
    assert of_two({}, {}, *pages) == [(["b", "c"], ["wire"])]
    speaking = {"speaker": "publisher/wire"}
    assert of_two({}, speaking, page("b", relays=("publisher/wire",))) == [(["b", "c"], ["wire"])]


def test_two_voices_in_two_articles_of_one_newspaper_are_independent() -> None:
    assert of_two({}, {}, *[page(each, publisher="publisher/gazette") for each in "bc"]) == APART


def test_who_is_not_known_is_nobody_in_particular() -> None:
    unknown = {"speaker": "unknown"}
    relaying = [page(each, relays=("unknown",)) for each in "bc"]
    assert of_two(unknown, unknown, *relaying) == APART


def test_of_origins_of_which_nothing_is_known_nobody_can_say_that_they_are_two() -> None:
    nothing = {"speaker": "unknown", "source": "unknown"}
    assert of_two(nothing, nothing) == [(["b", "c"], ["ns#unknown"])]


def test_dependence_is_passed_on() -> None:
    found = traced(
        said("a", derived_from=("b", "c", "d", "e")),
        said("b", speaker="person/x"),
        said("c", speaker="person/x", source="page-y"),
        said("d", source="page-y"),
        said("e"),
    )
    assert [short(each.origins) for each in found.origin_groups] == [["b", "c", "d"], ["e"]]
    assert found.independent_origins == 2


def test_a_group_is_seen_if_one_of_it_is() -> None:
    unseen = said("b", speaker="person/x", source="unknown")
    found = traced(said("a", derived_from=("b", "c")), unseen, said("c", speaker="person/x"))
    assert [each.has_document for each in found.origin_groups] == [True]
    alone = traced(said("a", derived_from=("b",)), unseen)
    assert [each.has_document for each in alone.origin_groups] == [False]


# The figure at the origin.


def at_origin(claimed: QuantityProposition, *there: QuantityProposition, source: str = "page-b") -> str:
    found = traced(claimed, *there, said("a", derived_from=("b",)), said("b", of="early", source=source))
    (only,) = only_chain(found).figures
    assert only.proposition == thing_iri(f"proposition/{claimed.id}")
    assert only_chain(found).without_figure == (
        only.at_origin in (FigureStatus.MISSING, FigureStatus.OF_SOMETHING_ELSE)
    )
    return only.at_origin.value


@pytest.mark.parametrize(
    ("claimed", "there", "result"),
    [
        (("48", "equal"), ("48", "equal"), "carried"),
        (("48", "equal"), ("47", "equal"), "missing"),
        (("48", "about"), ("47", "equal"), "carried"),
        (("48", "equal"), ("47", "about"), "carried"),
        (("46000", "greater"), ("46312", "equal"), "carried"),
        (("6000000", "about"), ("5576000", "equal"), "carried"),  # 424,000 apart; a tenth is 600,000
        (("6000000", "about"), ("5400000", "equal"), "carried"),
        (("6000000", "about"), ("5399999", "equal"), "missing"),
        (("1", "rank"), ("1", "rank"), "carried"),
        (("2", "rank"), ("2", "equal"), "missing"),
        (("3", "multiple"), ("3", "change"), "missing"),
    ],
)
def test_a_figure_is_carried_by_the_same_number(
    claimed: tuple[str, str], there: tuple[str, str], result: str
) -> None:
    assert at_origin(figure(CLAIM, *claimed), figure("early", *there)) == result


@pytest.mark.parametrize(
    ("value", "unit", "result"),
    [("2", "unit:DAY", "carried"), ("48", "unit:DAY", "missing"), ("48", "papers", "missing")],
)
def test_a_number_is_the_same_in_another_unit(value: str, unit: str, result: str) -> None:
    assert at_origin(figure(CLAIM, "48"), figure("early", value, unit=unit)) == result


@pytest.mark.parametrize(
    "other", [{"metric": "training-duration-rl-stage"}, {"subjects": ("model/deepseek-v3",)}]
)
def test_a_number_that_counts_something_else_is_not_the_figure(other: dict[str, object]) -> None:
    assert at_origin(figure(CLAIM, "48"), figure("early", "48", **other)) == "of-something-else"


def test_subjects_that_are_not_known_are_not_the_same() -> None:
    unknown = {"subjects": ("unknown",)}
    assert at_origin(figure(CLAIM, "48", **unknown), figure("early", "48", **unknown)) == "of-something-else"


def test_a_bound_can_be_the_number() -> None:
    bounds = replace(figure("early", "0"), value=None, low=Decimal(24), high=Decimal(48))
    assert at_origin(figure(CLAIM, "48"), bounds) == "carried"
    assert at_origin(figure(CLAIM, "36"), bounds) == "missing"


@pytest.mark.parametrize(
    ("day", "result"), [("2025-01", "carried"), ("2025-01~", "carried"), ("2025", "missing")]
)
def test_dates_are_the_same_if_they_mean_the_same_days(day: str, result: str) -> None:
    dates = [
        replace(figure(of, "0"), value=None, unit="date", date_value=Period.parse(text))
        for of, text in ((CLAIM, "2025-01"), ("early", day))
    ]
    assert at_origin(*dates) == result


def test_a_metric_declared_comparable_counts_the_same() -> None:
    other = figure("early", "48", metric="training-duration-rl-stage")
    names = [NamedNode(concept_iri("metric", each.metric)) for each in (other, figure(CLAIM, "48"))]
    found = traced(
        figure(CLAIM, "48"),
        other,
        said("a", derived_from=("b",)),
        said("b", of="early"),
        also=[Triple(names[0], NamedNode(expand_iri("cg:comparableWith")), names[1])],
    )
    assert [each.at_origin for each in only_chain(found).figures] == [FigureStatus.CARRIED]


def test_an_origin_that_was_not_seen_may_lack_a_figure_but_is_not_found_to_carry_it() -> None:
    assert at_origin(figure(CLAIM, "48"), figure("early", "48"), source="unknown") == "not-seen"
    assert at_origin(figure(CLAIM, "48"), figure("early", "47"), source="unknown") == "missing"
    assert at_origin(figure(CLAIM, "48"), source="unknown") == "missing"


def test_each_figure_of_a_claim_and_each_origin_is_told_apart() -> None:
    found = traced(
        figure(CLAIM, "1"),
        figure(CLAIM, "2"),
        figure("early", "1"),
        said("a", derived_from=("b", "c")),
        said("b", of="early"),
        said("c"),
    )
    fates = [[each.at_origin.value for each in chain.figures] for chain in found.chains]
    assert fates == [["carried", "missing"], ["carried", "carried"]]
    assert [each.without_figure for each in found.chains] == [True, False]


def test_a_claim_without_a_figure_can_lose_none() -> None:
    found = traced(figure("early", "1"), said("a", derived_from=("b",)), said("b", of="early"))
    assert (only_chain(found).figures, only_chain(found).without_figure) == ((), False)


# Shipped claims, worked out by hand from data/curated.


def shown(generation: Generation, slug: str) -> views.Lineage:
    found = lookups.load_claim_lineage(EmbeddedStore.open(generation), thing_iri(f"claim/{slug}"))
    assert found is not None
    return found


def test_s18_comes_from_a_podcast_of_which_another_claim_is_recorded(generation: Generation) -> None:
    s18, podcast = (
        "musk-2025-all-chip-fabs-in-taiwan",
        "musk-2025-all-advanced-ai-chips-made-in-taiwan-podcast",
    )
    found = shown(generation, s18)
    assert [short(each.utterances) for each in found.chains] == [[s18, podcast]]
    assert [each.how.value for each in found.steps] == ["quoted"]
    assert [each.at_origin.value for each in found.chains[0].figures] == ["of-something-else"]
    assert (found.independent_origins, found.origins[0].seen, found.loops) == (1, True, [])
    assert [each.wording.change.value for each in found.steps] == ["same"]


def test_s18b_carries_the_figure_of_the_podcast(generation: Generation) -> None:
    found = shown(generation, "musk-2025-all-advanced-ai-chips-made-in-taiwan")
    assert [len(each.utterances) for each in found.chains] == [2]
    assert [each.at_origin.value for each in found.chains[0].figures] == ["carried"]


def test_s08_comes_from_deepseek_by_report_only(generation: Generation) -> None:
    found = shown(generation, "the-national-2025-r1-cost-6-million")
    reporting, origin = found.utterances
    assert (reporting.speaker, origin.speaker) != (None, None)
    assert [each.speaker.label for each in found.utterances if each.speaker] == ["The National", "DeepSeek"]
    assert (origin.steps, origin.origin, origin.source, origin.said) == (1, True, None, None)
    assert (found.independent_origins, found.origins[0].seen) == (1, False)
    assert [each.at_origin.value for each in found.chains[0].figures] == ["not-seen"]
    assert [each.wording.change.value for each in found.steps] == ["unknown"]


def test_a_claim_said_once_is_its_own_origin(generation: Generation) -> None:
    found = shown(generation, "the-national-2025-uk-second-partner-of-china")
    assert (found.independent_origins, found.steps, found.has_history) == (1, [], False)
    assert [each.at_origin.value for each in found.chains[0].figures] == ["carried"]


def test_every_shipped_lineage_can_be_told(generation: Generation) -> None:
    store = EmbeddedStore.open(generation)
    rows = store.select("SELECT ?c WHERE { ?c a <https://w3id.org/claimgraph/ns#Claim> } ORDER BY ?c")
    found = [lookups.load_claim_lineage(store, row["c"].value) for row in rows]
    told = [each for each in found if each]
    assert len(told) == len(rows) > 100
    assert all(each.independent_origins and not each.loops for each in told)
    assert sum(len(each.steps) for each in told) >= 8
