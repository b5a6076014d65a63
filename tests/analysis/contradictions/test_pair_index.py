"""Counted and listed contradictions against the rule for each pair; the rule against comparing figures."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import combinations, islice

from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.analysis.contradictions import (
    ComparisonKey,
    ContradictingPair,
    ContradictionKind,
    FigureCircumstances,
    MetricRelations,
    NormalizedFigure,
    PairIndex,
    RepeatIndex,
    Stance,
    find_contradiction,
)
from claimgraph.edtf import Period
from claimgraph.quantities import (
    ClaimedFigure,
    ComparisonOutcome,
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
    timeless=frozenset("c"),
)
PERIODS = [
    None,
    *map(
        Period.parse, ("2019", "2020", "2020-06", "2020-12", "2019/2021", "2020/2022", "../2020", "2021/..")
    ),
]
ends = st.integers(0, 6).map(Decimal)
intervals = st.one_of(
    ends.map(Interval.point),
    ends.map(Interval.above),
    ends.map(Interval.below),
    st.tuples(ends, ends).map(lambda pair: Interval.between(min(pair), max(pair))),
    st.tuples(ends, ends).map(lambda pair: Interval.between(*pair)),  # now and then no number lies in it
)
keys = st.builds(
    ComparisonKey,
    st.just("percent"),
    st.booleans(),
    st.sampled_from([("nation/us",), ("nation/china", "nation/us"), ("unknown",), ()]),
    st.sampled_from([(), ("nation/uk",), ("unknown",)]),
)
circumstances = st.builds(
    FigureCircumstances,
    st.sampled_from([Stance.FACT, Stance.FACT, Stance.FORECAST, Stance.WISH]),
    st.sampled_from([frozenset(), frozenset(), frozenset({"advanced"}), None]),
    st.sampled_from([0, 0, 2024, None]),
    st.sampled_from([day_range(period) if period else None for period in PERIODS]),
)
origins = st.sets(st.sampled_from(["talk", "paper", "page", "post", "letter"]), max_size=1)
one_key = st.booleans().map(lambda is_change: ComparisonKey("percent", is_change, ("nation/us",), ()))


def figures(
    size: int, keys: st.SearchStrategy[ComparisonKey] = keys
) -> st.SearchStrategy[list[NormalizedFigure]]:
    cells = st.tuples(
        st.integers(0, 12),
        st.sampled_from(["a", "a2", "b", "c"]),
        keys,
        intervals,
        circumstances,
        origins,
        st.sampled_from(["Ann", "Bo", None]),
    )
    return st.lists(cells, max_size=size).map(
        lambda rows: [_figure(number, *row) for number, row in enumerate(rows)]
    )


def _figure(  # noqa: PLR0913, PLR0917 - a figure has so many parts
    number: int,
    claim: int,
    metric: str,
    key: ComparisonKey,
    interval: Interval,
    circumstances: FigureCircumstances,
    origins: set[str],
    speaker: str | None,
) -> NormalizedFigure:
    return NormalizedFigure(
        id=f"p{number}",
        claim=f"c{claim}",
        metric=metric,
        key=key,
        interval=interval,
        circumstances=circumstances,
        origins=frozenset(origins),
        speaker=speaker,
        words=(interval,),
    )


many_figures = st.one_of(figures(20), one_key.flatmap(lambda key: figures(60, st.just(key))))


def every_pair(figures: list[NormalizedFigure]) -> list[ContradictingPair]:
    pairs = (find_contradiction(first, second, METRICS) for first, second in combinations(figures, 2))
    return [pair for pair in pairs if pair]


@settings(max_examples=300, deadline=None)
@given(many_figures)
def test_counts_are_those_of_comparing_every_pair(figures: list[NormalizedFigure]) -> None:
    assert PairIndex(figures, METRICS).counts() == Counter(pair.kind for pair in every_pair(figures))


@settings(max_examples=200, deadline=None)
@given(many_figures)
def test_the_pairs_listed_are_those_of_comparing_every_pair(figures: list[NormalizedFigure]) -> None:
    index = PairIndex(figures, METRICS)
    listed = [pair for kind in ContradictionKind for pair in index.pairs(kind)]
    assert sorted(listed, key=_ids) == sorted(every_pair(figures), key=_ids)


def _ids(pair: ContradictingPair) -> tuple[str, str]:
    return pair.lower.id, pair.upper.id


@settings(max_examples=100, deadline=None)
@given(one_key.flatmap(lambda key: figures(40, st.just(key))), st.integers(0, 12), st.integers(1, 9))
def test_pages_of_pairs_put_together_are_all_pairs(
    figures: list[NormalizedFigure], number: int, size: int
) -> None:
    index = PairIndex(figures, METRICS)
    for kind, claim in [(kind, claim) for kind in ContradictionKind for claim in (None, f"c{number}")]:
        total = index.counts(claim)[kind]
        pages = [list(islice(index.pairs(kind, claim, start), size)) for start in range(0, total + 1, size)]
        assert [pair for page in pages for pair in page] == list(index.pairs(kind, claim))
        assert sum(map(len, pages)) == total


@settings(max_examples=100, deadline=None)
@given(figures(40), st.integers(0, 12))
def test_the_pairs_of_a_claim_are_those_it_is_a_side_of(figures: list[NormalizedFigure], number: int) -> None:
    claim, index = f"c{number}", PairIndex(figures, METRICS)
    expected = {pair for pair in every_pair(figures) if claim in (pair.lower.claim, pair.upper.claim)}
    assert {pair for kind in ContradictionKind for pair in index.pairs(kind, claim)} == expected
    assert index.counts(claim) == Counter(pair.kind for pair in expected)


@settings(max_examples=100, deadline=None)
@given(many_figures, st.integers(0, 12))
def test_repetitions_counted_are_those_listed(figures: list[NormalizedFigure], number: int) -> None:
    index = RepeatIndex(figures, METRICS)
    for claim in (None, f"c{number}"):
        kinds = (ContradictionKind.REPEAT, ContradictionKind.RESTATEMENT)
        assert +index.counts(claim) == Counter(
            pair.kind for kind in kinds for pair in index.pairs(kind, claim)
        )


@given(st.tuples(ends, ends), st.tuples(ends, ends))
def test_two_claims_contradict_each_other_as_a_claim_and_a_measurement_do(
    claimed_ends: tuple[Decimal, Decimal], measured_ends: tuple[Decimal, Decimal]
) -> None:
    """Where both are of the same day."""
    claimed = Figure(low=min(claimed_ends), high=max(claimed_ends))
    measured = Figure(low=min(measured_ends), high=max(measured_ends))
    outcome = compare_figures(
        ClaimedFigure(figure=claimed, comparator="equal", unit=Unit("x"), is_timeless=True),
        MeasuredFigure(figure=measured, unit=Unit("x")),
    ).outcome
    key = ComparisonKey("x", is_change=False, subjects=("nation/us",), partners=())
    first, second = (
        _figure(
            number,
            number,
            "c",
            key,
            Interval.between(figure.low, figure.high),
            FigureCircumstances(),
            set(),
            None,
        )
        for number, figure in enumerate([claimed, measured])
    )
    pair = find_contradiction(first, second, METRICS)
    assert (outcome is ComparisonOutcome.CONFLICTS) == (pair is not None)
