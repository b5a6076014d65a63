"""A pair of claims says its figures in words, in the unit of the claim, and which claim nobody reviewed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claimgraph.analysis.contradictions import (
    ComparisonKey,
    ContradictionKind,
    Contradictions,
    MetricRelations,
    NormalizedFigure,
    StatedFigure,
)
from claimgraph.documents import Contradiction, describe_contradictions
from claimgraph.namespaces import thing_iri, unit_iri
from claimgraph.quantities import Interval

KEY = ComparisonKey("share", False, ("nation/china",), ())  # noqa: FBT003 - a share is no change


def figure(name: str, low: str, high: str, *, date: str | None = None) -> NormalizedFigure:
    stated = Interval.between(Decimal(low), Decimal(high))
    return NormalizedFigure(
        id=name,
        claim=name,
        metric="chip-fab-share",
        key=KEY,
        interval=stated.scale(Decimal("0.01")),
        words=(name,),
        stated=StatedFigure(stated, unit_iri("unit:PERCENT"), date),
    )


def describe_pair(*figures: NormalizedFigure, unreviewed: frozenset[str] = frozenset()) -> Contradiction:
    contradictions = Contradictions(list(figures), MetricRelations(), {}, unreviewed)
    [pair] = describe_contradictions(contradictions, tuple(ContradictionKind), None, 10).contradictions
    return pair


@pytest.mark.parametrize(
    ("date", "words"), [(None, ["14.5 to 15.5 %", "20 to 30 %"]), ("2025-03", ["2025-03", "2025-03"])]
)
def test_a_figure_is_said_in_the_unit_of_its_claim_and_a_date_as_a_date(
    date: str | None, words: list[str]
) -> None:
    pair = describe_pair(figure("a", "14.5", "15.5", date=date), figure("b", "20", "30", date=date))
    assert [side.figure for side in pair.figures] == words
    assert [side.interval for side in pair.figures] == ["[0.145, 0.155]", "[0.2, 0.3]"]


def test_a_pair_says_which_of_its_claims_nobody_has_reviewed() -> None:
    pair = describe_pair(figure("a", "14", "15"), figure("b", "20", "30"), unreviewed=frozenset({"b"}))
    assert list(zip(pair.claims, pair.reviewed, strict=True)) == [
        (thing_iri("claim/a"), True),
        (thing_iri("claim/b"), False),
    ]
