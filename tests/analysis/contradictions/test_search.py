"""Contradictions between figures: the rule, counts against every pair, and those of the shipped claims."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import combinations, islice

from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.analysis.contradictions.comparison_groups import PairIndex
from claimgraph.analysis.contradictions.pair_rule import (
    ComparableFigure,
    ComparisonKey,
    ContradictingPair,
    ContradictionKind,
    MetricRelations,
    find_contradiction,
)
from claimgraph.edtf import Period
from claimgraph.quantities import (
    ClaimedFigure,
    ComparisonOutcome,
    DefinitionRelation,
    Figure,
    Interval,
    MeasuredFigure,
    Unit,
    compare_figures,
    day_range,
)

METRICS = MetricRelations(
    canonical={"a": "a", "a2": "a"},
    related=frozenset({("a", "b"), ("a2", "b"), ("b", "c")}),
    additive=frozenset("b"),
)
PERIODS = [
    None,
    *map(Period.parse, ("2019", "2020", "2020-06", "2019/2021", "2020/2022", "../2020", "2021/..")),
]
ends = st.integers(0, 6).map(Decimal)
intervals = st.one_of(
    ends.map(Interval.point),
    ends.map(Interval.above),
    ends.map(Interval.below),
    st.tuples(ends, ends).map(lambda pair: Interval.between(min(pair), max(pair))),
    st.tuples(ends, ends).map(lambda pair: Interval.between(*pair)),  # now and then no number lies in it
)
sites = st.builds(
    ComparisonKey,
    st.just("percent"),
    st.booleans(),
    st.sampled_from([("nation/us",), ("nation/china", "nation/us"), ("unknown",), ()]),
    st.sampled_from([(), ("nation/uk",), ("unknown",)]),
)


def _statement(
    number: int, parts: tuple[int, str, ComparisonKey, Interval, Period | None]
) -> ComparableFigure:
    claim, metric, site, interval, period = parts
    return ComparableFigure(
        f"p{number}", f"c{claim}", metric, site, interval, day_range(period) if period else None
    )


def statements(
    size: int, sites: st.SearchStrategy[ComparisonKey] = sites
) -> st.SearchStrategy[list[ComparableFigure]]:
    part = st.tuples(
        st.integers(0, 12), st.sampled_from(["a", "a2", "b", "c"]), sites, intervals, st.sampled_from(PERIODS)
    )
    return st.lists(part, max_size=size).map(
        lambda parts: [_statement(number, each) for number, each in enumerate(parts)]
    )


def every_pair(found: list[ComparableFigure]) -> list[ContradictingPair]:
    pairs = (find_contradiction(one, other, METRICS) for one, other in combinations(found, 2))
    return [each for each in pairs if each]


one_site = st.booleans().map(lambda change: ComparisonKey("percent", change, ("nation/us",), ()))


@settings(max_examples=300, deadline=None)
@given(st.one_of(statements(20), one_site.flatmap(lambda site: statements(60, st.just(site)))))
def test_counts_are_those_of_comparing_every_pair(found: list[ComparableFigure]) -> None:
    assert PairIndex(found, METRICS).counts() == Counter(each.kind for each in every_pair(found))


@settings(max_examples=200, deadline=None)
@given(st.one_of(statements(20), one_site.flatmap(lambda site: statements(60, st.just(site)))))
def test_the_pairs_listed_are_those_of_comparing_every_pair(found: list[ComparableFigure]) -> None:
    groups = PairIndex(found, METRICS)
    listed = [each for kind in ContradictionKind for each in groups.pairs(kind)]
    assert sorted(listed, key=_name) == sorted(every_pair(found), key=_name)


def _name(pair: ContradictingPair) -> tuple[str, str]:
    return pair.lower.id, pair.upper.id


@settings(max_examples=100, deadline=None)
@given(one_site.flatmap(lambda site: statements(40, st.just(site))), st.integers(0, 12), st.integers(1, 9))
def test_pages_of_pairs_put_together_are_all_pairs(
    found: list[ComparableFigure], claim: int, size: int
) -> None:
    groups = PairIndex(found, METRICS)
    for kind, of in [(kind, of) for kind in ContradictionKind for of in (None, f"c{claim}")]:
        total = groups.counts(of)[kind]
        pages = [list(islice(groups.pairs(kind, of, start), size)) for start in range(0, total + 1, size)]
        assert [each for page in pages for each in page] == list(groups.pairs(kind, of))
        assert sum(map(len, pages)) == total


@settings(max_examples=100, deadline=None)
@given(statements(40), st.integers(0, 12))
def test_the_pairs_of_a_claim_are_those_it_is_a_side_of(found: list[ComparableFigure], claim: int) -> None:
    name, groups = f"c{claim}", PairIndex(found, METRICS)
    own = {each for each in every_pair(found) if name in (each.lower.claim, each.upper.claim)}
    assert {each for kind in ContradictionKind for each in groups.pairs(kind, name)} == own
    assert groups.counts(name) == Counter(each.kind for each in own)


@settings(max_examples=400, deadline=None)
@given(
    st.tuples(ends, ends),
    st.tuples(ends, ends),
    st.sampled_from(PERIODS),
    st.sampled_from(PERIODS),
    st.sampled_from(["holds", "adds up", "changes"]),
)
def test_two_claims_contradict_each_other_as_a_claim_and_a_measurement_do(
    one: tuple[Decimal, Decimal],
    other: tuple[Decimal, Decimal],
    first: Period | None,
    second: Period | None,
    nature: str,
) -> None:
    figures = [Figure(low=min(each), high=max(each)) for each in (one, other)]
    outcome = compare_figures(
        ClaimedFigure(
            figure=figures[0],
            comparator="equal",
            unit=Unit("x"),
            period=first,
            adds_up=nature == "adds up",
            is_change=nature == "changes",
        ),
        MeasuredFigure(figure=figures[1], unit=Unit("x"), period=second, definition=DefinitionRelation.SAME),
    ).outcome
    site, metric = (
        ComparisonKey("x", nature == "changes", ("nation/us",), ()),
        "b" if nature == "adds up" else "c",
    )
    pairs = [
        ComparableFigure(
            str(place),
            str(place),
            metric,
            site,
            Interval.between(each.low, each.high),
            period and day_range(period),
        )
        for place, (each, period) in enumerate(zip(figures, (first, second), strict=True))
    ]
    found = find_contradiction(*pairs, METRICS)
    disjoint = pairs[0].interval.is_disjoint_from(pairs[1].interval)
    assert (outcome is ComparisonOutcome.CONFLICTS) == (
        found is not None and found.kind is ContradictionKind.CONFLICTS
    )
    assert (outcome is ComparisonOutcome.OTHER_PERIOD and disjoint) == (
        found is not None and found.kind is ContradictionKind.PERIOD
    )
