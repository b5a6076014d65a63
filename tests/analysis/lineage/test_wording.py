"""How wording hardens from one utterance to the next, and that the documents say by which orders."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, product

import pytest

from claimgraph.analysis.lineage.wording_changes import WordingChange
from claimgraph.analysis.lineage.wording_strength import (
    COMPARATORS,
    HEDGES,
    HEDGES_OF_FIGURES,
    MODALITIES,
    find_hedges,
)
from claimgraph.model import QuantityProposition
from claimgraph.source_tree import default_source_tree
from tests.support.lineages import CLAIM, make_figure, make_utterance, only_chain, only_step, shifts_of, trace

UP, DOWN = "hardened", "softened"


def between(
    earlier: dict[str, object], later: dict[str, object], *figures: QuantityProposition
) -> WordingChange:
    """From an utterance of the claim "early" to one of the claim "late" that repeats it."""
    lineage = trace(
        make_utterance("a", derived_from=("b",), **later),
        make_utterance("b", of="early", **earlier),
        *figures,
    )
    wording = only_step(lineage).wording
    assert only_chain(lineage).wording == wording
    return wording


def modality(term: str) -> dict[str, object]:
    return {"modality": term}


def figures(before: str, after: str, first: str = "48", second: str = "48") -> list[QuantityProposition]:
    return [make_figure("early", first, before), make_figure(CLAIM, second, after)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("hedged", "asserted"),
        ("probability", "reported"),
        ("conditional", "goal"),
        ("announcement", "denial"),
    ],
)
def test_modality_hardens_one_way_and_softens_the_other(before: str, after: str) -> None:
    up, down = between(modality(before), modality(after)), between(modality(after), modality(before))
    assert (up.change, shifts_of(up)) == ("hardened", [("modality", before, after, UP)])
    assert (down.change, shifts_of(down)) == ("softened", [("modality", after, before, DOWN)])


@pytest.mark.parametrize(("first", "second"), [("hedged", "conditional"), ("asserted", "accusation")])
def test_modalities_on_one_level_are_equally_strong(first: str, second: str) -> None:
    assert between(modality(first), modality(second)).change == "same"


@pytest.mark.parametrize(
    ("before", "after"),
    [("about", "greater"), ("about", "equal"), ("equal", "less"), ("equal", "greater-or-equal"),
     ("less-or-equal", "less"), ("about", "less")],
)  # fmt: skip
def test_a_comparator_hardens_one_way_and_softens_the_other(before: str, after: str) -> None:
    up, down = between({}, {}, *figures(before, after)), between({}, {}, *figures(after, before))
    assert (up.change, shifts_of(up)) == ("hardened", [("comparator", before, after, UP)])
    assert (down.change, shifts_of(down)) == ("softened", [("comparator", after, before, DOWN)])


@pytest.mark.parametrize("pair", list(product(("greater", "greater-or-equal"), ("less", "less-or-equal"))))
def test_from_above_to_below_is_another_claim_and_no_harder_one(pair: tuple[str, str]) -> None:
    for before, after in (pair, pair[::-1]):
        change = between({}, {}, *figures(before, after))
        assert (change.change, shifts_of(change)) == ("turned", [("comparator", before, after, "turned")])


def test_comparators_of_near_numbers_are_compared_only_where_one_is_about() -> None:
    assert shifts_of(between({}, {}, *figures("equal", "greater", "46312", "46000"))) == []
    assert shifts_of(between({}, {}, *figures("about", "greater", "46312", "46000"))) == [
        ("comparator", "about", "greater", UP)
    ]
    assert shifts_of(between({}, {}, *figures("equal", "about", "5576000", "6000000"))) == [
        ("comparator", "equal", "about", DOWN)
    ]


def test_comparators_of_other_numbers_are_not_compared() -> None:
    assert shifts_of(between({}, {}, *figures("about", "greater", "46000", "90000"))) == []


def test_the_comparator_is_that_of_the_figure_of_the_same_thing() -> None:
    aside = replace(make_figure("early", "48", "greater"), id="aside", metric="training-duration-rl-stage")
    change = between({}, {}, *figures("about", "greater"), aside)
    assert shifts_of(change) == [("comparator", "about", "greater", UP)]


def test_many_figures_that_change_alike_are_told_once() -> None:
    change = between({}, {}, *figures("about", "greater"), *figures("about", "greater", "96", "96"))
    assert shifts_of(change) == [("comparator", "about", "greater", UP)]


def test_a_condition_that_is_dropped_hardens() -> None:
    condition = {"antecedent": "fabs close"}
    assert shifts_of(between(condition, {})) == [("condition", "fabs close", None, UP)]
    assert shifts_of(between({}, condition)) == [("condition", None, "fabs close", DOWN)]
    assert shifts_of(between(condition, {"antecedent": "other fabs close"})) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It perhaps took about 48 hours", "It took 48 hours", [("words", "about, perhaps", None, UP)]),
        ("It took 48 hours", "It took nearly 48 hours", [("words", None, "nearly", DOWN)]),
        ("It may take 48 hours", "It might take 48 hours", []),
        ("It may, perhaps, take 48 hours", "It may take 48 hours", [("words", "may, perhaps", "may", UP)]),
        ("It took 48 hours", "All took 48 hours", []),
        ("It perhaps took 48 hours", None, []),
        (None, "It perhaps took 48 hours", []),
    ],
)
def test_hedging_words_that_are_dropped_harden(
    before: str | None, after: str | None, expected: list[tuple[str, str | None, str | None, str]]
) -> None:
    assert shifts_of(between({"quote": before}, {"quote": after})) == expected


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("By May it MAY be", {"may"}),
        ("around the world, it is about chips", set()),
        ("about 46,000, around $6 million, About US$ 5", {"about", "around"}),
        ("unlikely, a mayor, almostly", set()),
        ("Likely: perhaps!", {"likely", "perhaps"}),
    ],
)
def test_hedging_words_are_whole_words_that_hedge(quote: str, expected: set[str]) -> None:
    assert find_hedges(quote) == expected


def test_harder_in_one_way_and_softer_in_another_is_mixed() -> None:
    change = between(modality("hedged"), modality("asserted"), *figures("greater", "about"))
    assert change.change == "mixed"
    assert shifts_of(change) == [
        ("modality", "hedged", "asserted", UP),
        ("comparator", "greater", "about", DOWN),
    ]


@pytest.mark.parametrize("unseen", ["a", "b"])
def test_what_was_not_seen_is_not_compared(unseen: str) -> None:
    sources = {name: {"source": "unknown"} if name == unseen else {} for name in "ab"}
    change = between(modality("hedged") | sources["b"], modality("asserted") | sources["a"])
    assert (change.change, change.shifts) == ("unknown", ())


def test_a_chain_shows_what_a_step_in_between_hides() -> None:
    lineage = trace(
        make_utterance("a", derived_from=("b",)),
        make_utterance("b", derived_from=("c",), source="unknown"),
        make_utterance("c", modality="hedged"),
    )
    assert [step.wording.change for step in lineage.steps] == ["unknown", "unknown"]
    assert shifts_of(only_chain(lineage).wording) == [("modality", "hedged", "asserted", UP)]


# The documents say what the code does.

_MODEL = (default_source_tree().root / "docs" / "reference" / "model.md").read_text("utf-8")
_SECTION = _MODEL.partition("\n## Lineage\n")[2].partition("\n## ")[0]


def levels(row: str) -> list[tuple[str, ...]]:
    (text,) = re.findall(rf"^\| {row} (.*)$", _SECTION, re.MULTILINE)
    cells = [tuple(re.findall(r"`([\w-]+)`", cell)) for cell in text.split("|")]
    return [cell for cell in cells if cell]


def test_the_document_has_the_orders_of_the_code() -> None:
    assert levels("modality") == list(MODALITIES)
    assert levels("comparator of the same figure") == list(COMPARATORS)


def test_the_document_has_the_hedging_words_of_the_code() -> None:
    (line,) = re.findall(r"^- Hedging words, in English: (.*)$", _SECTION, re.MULTILINE)
    anywhere, before_figures = line.split(";", 1)
    assert re.findall(r"`(\w+)`", anywhere) == list(HEDGES)
    assert re.findall(r"`(\w+)`", before_figures) == list(HEDGES_OF_FIGURES)


def test_every_modality_has_a_place_and_no_term_has_two() -> None:
    vocabulary = (default_source_tree().root / "ontology" / "vocabularies" / "modalities.ttl").read_text(
        "utf-8"
    )
    placed = [term for terms in MODALITIES for term in terms]
    assert sorted(placed) == sorted(re.findall(r'skos:notation "([\w-]+)"', vocabulary))
    assert all(not {*terms} & {*others} for terms, others in combinations(COMPARATORS, 2))
    assert len({*HEDGES}) == len(HEDGES)
