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
from tests.support.lineages import (
    CLAIM,
    make_figure,
    make_page,
    make_utterance,
    only_chain,
    query_lineage,
    slugs,
    trace,
)

LONG = 3_000  # three times as deep as the interpreter lets functions call themselves


def test_a_claim_that_nobody_said_has_no_origin() -> None:
    lineage = trace(make_figure(CLAIM, "2"))
    assert (lineage.independent_origins, lineage.starts, lineage.chains) == (0, (), ())


def test_a_claim_the_graph_does_not_hold_has_no_lineage() -> None:
    assert trace_lineage(query_lineage(make_utterance("a")), thing_iri("claim/another")) is None


def test_an_utterance_that_came_from_nothing_is_its_own_origin() -> None:
    lineage = trace(make_utterance("a"))
    assert (slugs(lineage.starts), slugs(lineage.origins), lineage.independent_origins) == (["a"], ["a"], 1)
    assert only_chain(lineage).wording is None


def test_chains_lead_over_other_claims_by_the_shortest_way() -> None:
    lineage = trace(
        make_utterance("a", derived_from=("b", "c")),
        make_utterance("b", of="other", quoted_from=("c",)),
        make_utterance("c", of="third", derived_from=("d",)),
        make_utterance("d", of="fourth"),
        make_utterance("aside", of="other", derived_from=("elsewhere",)),
        make_utterance("elsewhere", of="fourth"),
    )
    assert slugs(only_chain(lineage).utterances) == ["a", "c", "d"]
    assert [lineage.distances[thing_iri(f"utterance/{name}")] for name in "abcd"] == [0, 1, 1, 2]
    assert [(*slugs((step.later, step.earlier)), step.how.value) for step in lineage.steps] == [
        ("a", "b", "derived"),
        ("a", "c", "derived"),
        ("b", "c", "quoted"),
        ("c", "d", "derived"),
    ]


def test_an_utterance_that_quotes_and_repeats_the_same_takes_one_step_and_one_chain() -> None:
    lineage = trace(make_utterance("a", derived_from=("b",), quoted_from=("b",)), make_utterance("b"))
    assert [step.how.value for step in lineage.steps] == ["quoted"]
    assert slugs(only_chain(lineage).utterances) == ["a", "b"]


def test_chains_start_at_the_utterances_of_the_claim_that_nothing_else_came_from() -> None:
    lineage = trace(make_utterance("a", derived_from=("b",)), make_utterance("b"), make_utterance("c"))
    assert slugs(lineage.starts) == ["a", "c"]
    assert [slugs(chain.utterances) for chain in lineage.chains] == [["a", "b"], ["c"]]


def test_a_loop_is_no_origin() -> None:
    lineage = trace(
        make_utterance("a", derived_from=("b",)),
        make_utterance("b", quoted_from=("c",)),
        make_utterance("c", derived_from=("b",)),
    )
    assert (lineage.independent_origins, lineage.origins, lineage.chains) == (0, (), ())
    assert [(slugs(loop.utterances), loop.closed) for loop in lineage.loops] == [(["b", "c"], True)]


def test_a_loop_that_something_leads_out_of_hides_no_origin() -> None:
    lineage = trace(
        make_utterance("a", derived_from=("b",)),
        make_utterance("b", quoted_from=("a", "c")),
        make_utterance("c"),
    )
    assert [(slugs(loop.utterances), loop.closed) for loop in lineage.loops] == [(["a", "b"], False)]
    assert (slugs(lineage.starts), slugs(only_chain(lineage).utterances)) == (["a"], ["a", "b", "c"])


def test_an_utterance_that_came_from_itself_is_a_loop() -> None:
    lineage = trace(make_utterance("a", derived_from=("a",)))
    assert [(slugs(loop.utterances), loop.closed) for loop in lineage.loops] == [(["a"], True)]
    assert lineage.independent_origins == 0


def test_what_is_named_and_not_described_is_an_origin_that_was_not_seen() -> None:
    lineage = trace(make_figure(CLAIM, "2"), make_utterance("a", derived_from=("withheld",)))
    assert slugs(lineage.origins) == ["withheld"]
    assert [group.has_document for group in lineage.origin_groups] == [False]
    assert [figure.at_origin for figure in only_chain(lineage).figures] == [FigureStatus.NOT_SEEN]


graphs = st.dictionaries(st.sampled_from("abcdefgh"), st.sets(st.sampled_from("abcdefgh"), max_size=3))


def reaches(back: dict[str, set[str]], start: str) -> set[str]:
    """What one step or more lead to."""
    return set(distances_from(back, back.get(start, ())))


@given(graphs)
def test_loops_are_the_nodes_that_reach_themselves_together(back: dict[str, set[str]]) -> None:
    nodes = {*back, *(earlier for earlier_nodes in back.values() for earlier in earlier_nodes)}
    components = strongly_connected_components(back)
    assert sorted(node for component in components for node in component) == sorted(nodes)
    loops = find_loops(back)
    looping = {node for loop in loops for node in loop.utterances}
    assert looping == {node for node in nodes if node in reaches(back, node)}
    for loop in loops:
        members, reached = {*loop.utterances}, reaches(back, loop.utterances[0])
        assert all(members <= reaches(back, node) for node in members)
        assert not any(members & reaches(back, node) for node in reached - members)
        assert loop.closed == (reached == members)


@given(graphs, st.sets(st.sampled_from("abcdefgh"), min_size=1))
def test_walks_from_the_first_nodes_come_everywhere_and_no_first_leads_to_another(
    edges: dict[str, set[str]], own: set[str]
) -> None:
    back = {node: edges.get(node, set()) for node in distances_from(edges, sorted(own))}
    entries = find_entry_nodes(back, own)
    assert set(entries) <= own
    assert set(distances_from(back, entries)) == set(back)
    assert not any((reaches(back, node) - {node}) & {*entries} for node in entries)


@pytest.mark.parametrize("closed", [False, True])
def test_long_chains_and_loops_are_walked_to_their_end(closed: bool) -> None:  # noqa: FBT001
    names = [f"u{number:05}" for number in range(LONG)]
    later = dict(pairwise(names)) | ({names[-1]: names[0]} if closed else {})
    records = [make_utterance(name, derived_from=(later[name],) if name in later else ()) for name in names]
    lineage = views.describe_lineage(query_lineage(*records), thing_iri(f"claim/{CLAIM}"))
    assert lineage is not None
    assert lineage.model_dump_json()
    rows = list(utterance_rows(lineage))
    assert (lineage.independent_origins, len(lineage.loops)) == ((0, 1) if closed else (1, 0))
    assert [row[0] for row in rows] == [str(number) for number in range(LONG + closed)]
    assert ("loop: see above" in rows[-1]) == closed


# Independence.


def of_two(
    first: dict[str, object], second: dict[str, object], *pages: object
) -> list[tuple[list[str], list[str]]]:
    """The groups of two origins, and what they share."""
    lineage = trace(
        make_utterance("a", derived_from=("b", "c")),
        make_utterance("b", **first),
        make_utterance("c", **second),
        *pages,  # type: ignore[arg-type]
    )
    return [(slugs(group.origins), slugs(group.shared)) for group in lineage.origin_groups]


APART = [(["b"], []), (["c"], [])]


def test_two_origins_of_two_speakers_in_two_documents_are_independent() -> None:
    assert of_two({}, {}) == APART


def test_two_origins_of_one_speaker_count_once() -> None:
    assert of_two({"speaker": "person/x"}, {"speaker": "person/x"}) == [(["b", "c"], ["x"])]


def test_two_origins_in_one_document_count_once() -> None:
    assert of_two({"source": "page-x"}, {"source": "page-x"}) == [(["b", "c"], ["page-x"])]


def test_two_origins_that_pass_on_the_same_report_count_once() -> None:
    pages = [make_page(name, relays=("publisher/wire",)) for name in "bc"]
    assert of_two({}, {}, *pages) == [(["b", "c"], ["wire"])]


def test_an_origin_and_one_that_passes_on_its_report_count_once() -> None:
    pages = [make_page("b", relays=("publisher/wire",)), make_page("c", publisher="publisher/wire")]
    assert of_two({}, {}, *pages) == [(["b", "c"], ["wire"])]
    speaking = {"speaker": "publisher/wire"}
    assert of_two({}, speaking, make_page("b", relays=("publisher/wire",))) == [(["b", "c"], ["wire"])]


def test_two_voices_in_two_articles_of_one_newspaper_are_independent() -> None:
    assert of_two({}, {}, *[make_page(name, publisher="publisher/gazette") for name in "bc"]) == APART


def test_who_is_not_known_is_nobody_in_particular() -> None:
    unknown = {"speaker": "unknown"}
    relaying = [make_page(name, relays=("unknown",)) for name in "bc"]
    assert of_two(unknown, unknown, *relaying) == APART


def test_of_origins_of_which_nothing_is_known_nobody_can_say_that_they_are_two() -> None:
    nothing = {"speaker": "unknown", "source": "unknown"}
    assert of_two(nothing, nothing) == [(["b", "c"], ["ns#unknown"])]


def test_dependence_is_passed_on() -> None:
    lineage = trace(
        make_utterance("a", derived_from=("b", "c", "d", "e")),
        make_utterance("b", speaker="person/x"),
        make_utterance("c", speaker="person/x", source="page-y"),
        make_utterance("d", source="page-y"),
        make_utterance("e"),
    )
    assert [slugs(group.origins) for group in lineage.origin_groups] == [["b", "c", "d"], ["e"]]
    assert lineage.independent_origins == 2


def test_a_group_is_seen_if_one_of_it_is() -> None:
    unseen = make_utterance("b", speaker="person/x", source="unknown")
    lineage = trace(
        make_utterance("a", derived_from=("b", "c")), unseen, make_utterance("c", speaker="person/x")
    )
    assert [group.has_document for group in lineage.origin_groups] == [True]
    alone = trace(make_utterance("a", derived_from=("b",)), unseen)
    assert [group.has_document for group in alone.origin_groups] == [False]


# The figure at the origin.


def at_origin(
    claimed: QuantityProposition, *origin_figures: QuantityProposition, source: str = "page-b"
) -> str:
    lineage = trace(
        claimed,
        *origin_figures,
        make_utterance("a", derived_from=("b",)),
        make_utterance("b", of="early", source=source),
    )
    (figure,) = only_chain(lineage).figures
    assert figure.proposition == thing_iri(f"proposition/{claimed.id}")
    assert only_chain(lineage).without_figure == (
        figure.at_origin in (FigureStatus.CHANGED, FigureStatus.MISSING, FigureStatus.OF_SOMETHING_ELSE)
    )
    return figure.at_origin.value


@pytest.mark.parametrize(
    ("claimed", "recorded", "result"),
    [
        (("48", "equal"), ("48", "equal"), "carried"),
        (("48", "equal"), ("47", "equal"), "changed"),
        (("48", "about"), ("47", "equal"), "carried"),
        (("48", "equal"), ("47", "about"), "carried"),
        (("46000", "greater"), ("46312", "equal"), "carried"),
        (("6000000", "about"), ("5576000", "equal"), "carried"),  # 424,000 apart; a tenth is 600,000
        (("6000000", "about"), ("5400000", "equal"), "carried"),
        (("6000000", "about"), ("5399999", "equal"), "changed"),
        (("50", "about"), ("47", "about"), "changed"),  # rounded to one digit: another figure
        (("1", "rank"), ("1", "rank"), "carried"),
        (("2", "rank"), ("2", "equal"), "missing"),
        (("3", "multiple"), ("3", "change"), "missing"),
    ],
)
def test_a_figure_is_carried_by_the_same_number(
    claimed: tuple[str, str], recorded: tuple[str, str], result: str
) -> None:
    assert at_origin(make_figure(CLAIM, *claimed), make_figure("early", *recorded)) == result


@pytest.mark.parametrize(
    ("value", "unit", "result"),
    [("2", "unit:DAY", "carried"), ("48", "unit:DAY", "changed"), ("48", "papers", "changed")],
)
def test_a_number_is_the_same_in_another_unit(value: str, unit: str, result: str) -> None:
    assert at_origin(make_figure(CLAIM, "48"), make_figure("early", value, unit=unit)) == result


@pytest.mark.parametrize(
    "other", [{"metric": "training-duration-rl-stage"}, {"subjects": ("model/deepseek-v3",)}]
)
def test_a_number_that_counts_something_else_is_not_the_figure(other: dict[str, object]) -> None:
    assert at_origin(make_figure(CLAIM, "48"), make_figure("early", "48", **other)) == "of-something-else"


def test_subjects_that_are_not_known_are_not_the_same() -> None:
    unknown = {"subjects": ("unknown",)}
    assert (
        at_origin(make_figure(CLAIM, "48", **unknown), make_figure("early", "48", **unknown))
        == "of-something-else"
    )


def test_a_range_is_not_its_bound() -> None:
    bounds = replace(make_figure("early", "0"), value=None, low=Decimal(24), high=Decimal(48))
    assert at_origin(replace(bounds, id="late-range", claim=CLAIM), bounds) == "carried"
    assert at_origin(make_figure(CLAIM, "48"), bounds) == "changed"


@pytest.mark.parametrize(
    ("day", "result"), [("2025-01", "carried"), ("2025-01~", "carried"), ("2025", "changed")]
)
def test_dates_are_the_same_if_they_mean_the_same_days(day: str, result: str) -> None:
    dates = [
        replace(make_figure(of, "0"), value=None, unit="date", date_value=Period.parse(text))
        for of, text in ((CLAIM, "2025-01"), ("early", day))
    ]
    assert at_origin(*dates) == result


def test_a_metric_declared_comparable_counts_the_same() -> None:
    other = make_figure("early", "48", metric="training-duration-rl-stage")
    names = [NamedNode(concept_iri("metric", figure.metric)) for figure in (other, make_figure(CLAIM, "48"))]
    lineage = trace(
        make_figure(CLAIM, "48"),
        other,
        make_utterance("a", derived_from=("b",)),
        make_utterance("b", of="early"),
        also=[Triple(names[0], NamedNode(expand_iri("cg:comparableWith")), names[1])],
    )
    assert [figure.at_origin for figure in only_chain(lineage).figures] == [FigureStatus.CARRIED]


def test_an_origin_that_was_not_seen_may_lack_a_figure_but_is_not_found_to_carry_it() -> None:
    assert at_origin(make_figure(CLAIM, "48"), make_figure("early", "48"), source="unknown") == "not-seen"
    assert at_origin(make_figure(CLAIM, "48"), make_figure("early", "47"), source="unknown") == "changed"
    assert at_origin(make_figure(CLAIM, "48"), source="unknown") == "missing"


def test_each_figure_of_a_claim_and_each_origin_is_told_apart() -> None:
    lineage = trace(
        make_figure(CLAIM, "1"),
        make_figure(CLAIM, "2"),
        make_figure("early", "1"),
        make_utterance("a", derived_from=("b", "c")),
        make_utterance("b", of="early"),
        make_utterance("c"),
    )
    statuses = [[figure.at_origin.value for figure in chain.figures] for chain in lineage.chains]
    assert statuses == [["carried", "changed"], ["carried", "carried"]]
    assert [chain.without_figure for chain in lineage.chains] == [True, False]


def test_a_claim_without_a_figure_can_lose_none() -> None:
    lineage = trace(
        make_figure("early", "1"), make_utterance("a", derived_from=("b",)), make_utterance("b", of="early")
    )
    assert (only_chain(lineage).figures, only_chain(lineage).without_figure) == ((), False)


# Shipped claims, worked out by hand from data/curated.


def load_lineage(generation: Generation, slug: str) -> views.Lineage:
    lineage = lookups.load_claim_lineage(EmbeddedStore.open(generation), thing_iri(f"claim/{slug}"))
    assert lineage is not None
    return lineage


def test_s18_comes_from_a_podcast_of_which_another_claim_is_recorded(generation: Generation) -> None:
    s18, podcast = (
        "musk-2025-all-chip-fabs-in-taiwan",
        "musk-2025-all-advanced-ai-chips-made-in-taiwan-podcast",
    )
    lineage = load_lineage(generation, s18)
    assert [slugs(chain.utterances) for chain in lineage.chains] == [[s18, podcast]]
    assert [step.how.value for step in lineage.steps] == ["quoted"]
    assert [figure.at_origin.value for figure in lineage.chains[0].figures] == ["of-something-else"]
    assert (lineage.independent_origins, lineage.origins[0].seen, lineage.loops) == (1, True, [])
    assert [step.wording.summary for step in lineage.steps] == ["altered: measure, scope"]


def test_s18b_carries_the_figure_of_the_podcast(generation: Generation) -> None:
    lineage = load_lineage(generation, "musk-2025-all-advanced-ai-chips-made-in-taiwan")
    assert [len(chain.utterances) for chain in lineage.chains] == [2]
    assert [figure.at_origin.value for figure in lineage.chains[0].figures] == ["carried"]


def test_s08_comes_from_deepseek_by_report_only(generation: Generation) -> None:
    lineage = load_lineage(generation, "the-national-2025-r1-cost-6-million")
    reporting, origin = lineage.utterances
    assert (reporting.speaker, origin.speaker) != (None, None)
    assert [utterance.speaker.label for utterance in lineage.utterances if utterance.speaker] == [
        "The National",
        "DeepSeek",
    ]
    assert (origin.steps, origin.origin, origin.source, origin.said) == (1, True, None, None)
    assert (lineage.independent_origins, lineage.origins[0].seen) == (1, False)
    assert [figure.at_origin.value for figure in lineage.chains[0].figures] == ["not-seen"]
    assert [step.wording.change.value for step in lineage.steps] == ["unknown"]


def test_a_claim_said_once_is_its_own_origin(generation: Generation) -> None:
    lineage = load_lineage(generation, "the-national-2025-uk-second-partner-of-china")
    assert (lineage.independent_origins, lineage.steps, lineage.has_history) == (1, [], False)
    assert [figure.at_origin.value for figure in lineage.chains[0].figures] == ["carried"]


def test_every_shipped_lineage_can_be_told(generation: Generation) -> None:
    store = EmbeddedStore.open(generation)
    rows = store.select("SELECT ?c WHERE { ?c a <https://w3id.org/claimgraph/ns#Claim> } ORDER BY ?c")
    iris = [row["c"].value for row in rows]
    lineages = [lineage for iri in iris if (lineage := lookups.load_claim_lineage(store, iri))]
    assert len(lineages) == len(rows) > 100
    assert all(lineage.independent_origins and not lineage.loops for lineage in lineages)
    assert sum(len(lineage.steps) for lineage in lineages) >= 8
