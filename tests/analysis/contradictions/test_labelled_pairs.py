"""The rule for contradictions against pairs that people labelled after reading both claims.

`tests/golden/contradictions.csv` has the pairs, `contradiction-figures.csv` the figures of them, and of the
claims that they are part of. "constructed" figures are those of the row named first in their id, changed in
what the column `changed` says and put into the mouth of somebody else, in another document. `became`: of
where a change began, the figure that it led to.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from claimgraph import namespaces
from claimgraph.analysis.contradictions import (
    AssertedFigure,
    ContradictionKind,
    FigureNormalizer,
    NormalizedFigure,
    Occasions,
    find_contradiction,
    find_stance,
    load_metric_relations,
    normalize_figures,
)
from claimgraph.assessment import Knowledge
from claimgraph.edtf import Period
from claimgraph.quantities import Figure
from tests.support.vocabulary_store import VocabularyStore

GOLDEN = Path(__file__).parents[2] / "golden"
Row = dict[str, str]


@pytest.fixture(scope="module")
def predicted() -> dict[str, ContradictionKind | None]:
    """What the rule says of each pair."""
    knowledge = Knowledge.load(VocabularyStore())
    rows = read_table("contradiction-figures.csv")
    asserted = [read_figure(row) for row in rows]
    occasions = {row["claim"]: read_occasions(row) for row in rows}
    normalized = normalize_figures(FigureNormalizer(knowledge), asserted, occasions)
    figures = {figure.id: figure for figure in normalized}
    metrics = load_metric_relations(knowledge)

    def find_kind(first: NormalizedFigure, second: NormalizedFigure) -> ContradictionKind | None:
        pair = find_contradiction(first, second, metrics)
        return pair.kind if pair else None

    pairs = read_table("contradictions.csv")
    return {row["id"]: find_kind(figures[row["first"]], figures[row["second"]]) for row in pairs}


def read_table(name: str) -> list[Row]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_figure(row: Row) -> AssertedFigure:
    return AssertedFigure(
        id=row["id"],
        claim=row["claim"],
        metric=namespaces.concept_iri("metric", row["metric"]),
        subjects=tuple(sorted(row["subjects"].split("|"))),
        partners=tuple(sorted(filter(None, row["partners"].split("|")))),
        comparator=row["comparator"],
        figure=Figure(
            value=number(row["value"]),
            low=number(row["low"]),
            high=number(row["high"]),
            date_value=period(row["date_value"]),
            as_printed=row["as_printed"] or None,
            in_percent=row["unit"] == "unit:PERCENT",
        ),
        unit=namespaces.unit_iri(row["unit"]),
        period=period(row["period"]),
        scope=row["scope"] or None,
        definition=row["definition"] or None,
        price_year=int(row["price_year"]) if row["price_year"] else None,
        became=row["became"] or None,
    )


def read_occasions(row: Row) -> Occasions:
    return Occasions(
        stance=find_stance(row["claim_type"], row["modalities"].split("|")),
        said=period(row["said"]),
        origins=frozenset(row["origins"].split("|")),
        speaker=row["speaker"] or None,
    )


def number(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def period(cell: str) -> Period | None:
    return Period.parse(cell) if cell else None


def mistakes(predicted: dict[str, ContradictionKind | None]) -> Iterator[str]:
    for row in read_table("contradictions.csv"):
        kind = predicted[row["id"]]
        if (kind is ContradictionKind.CONFLICTS) != (row["contradicts"] == "yes"):
            yield f"{row['id']} {row['first']} / {row['second']}: {kind}, labelled {row['contradicts']}"


def test_nearly_all_pairs_that_conflict_contradict_and_most_that_contradict_conflict(
    predicted: dict[str, ContradictionKind | None],
) -> None:
    labelled = {row["id"] for row in read_table("contradictions.csv") if row["contradicts"] == "yes"}
    conflicts = {id_ for id_, kind in predicted.items() if kind is ContradictionKind.CONFLICTS}
    precision = len(labelled & conflicts) / len(conflicts)
    recall = len(labelled & conflicts) / len(labelled)
    print(
        f"{len(predicted)} pairs: precision {precision:.1%}, recall {recall:.1%}",
        *mistakes(predicted),
        sep="\n",
    )
    assert precision >= 0.95
    assert recall >= 0.80


def test_most_tensions_are_explained_by_what_people_say_differs(
    predicted: dict[str, ContradictionKind | None],
) -> None:
    """Not all: a pair may differ in more than one way, and people name the one that strikes them."""
    labels = {row["id"]: row["kind"] for row in read_table("contradictions.csv")}
    tensions = {
        id_: kind for id_, kind in predicted.items() if kind not in (None, ContradictionKind.CONFLICTS)
    }
    otherwise = [f"{id_}: {kind}, not {labels[id_]}" for id_, kind in tensions.items() if kind != labels[id_]]
    print(f"{len(tensions)} tensions", *otherwise, sep="\n")
    assert len(otherwise) <= len(tensions) / 3


def test_half_of_the_labelled_pairs_are_no_contradictions() -> None:
    rows = read_table("contradictions.csv")
    assert len(rows) >= 120
    assert 2 * sum(row["contradicts"] == "no" for row in rows) >= len(rows)
