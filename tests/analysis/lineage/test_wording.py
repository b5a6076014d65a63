"""What changed between two utterances: each aspect with both sides, and all of it in one word."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.analysis.lineage import Aspect, LineageStep, StrengthChange
from claimgraph.analysis.lineage.changes import COMPARATORS, MODALITIES, WordingChange
from claimgraph.edtf import Period
from claimgraph.model import Claim, QuantityProposition
from claimgraph.source_tree import default_source_tree
from tests.support.lineages import (
    CLAIM,
    make_claim,
    make_figure,
    make_utterance,
    only_chain,
    only_step,
    shifts_of,
    trace,
)

UP, DOWN, OTHER, ALIKE = "hardened", "softened", "altered", "reworded"


def between(
    earlier: dict[str, object], later: dict[str, object], *records: QuantityProposition | Claim
) -> WordingChange:
    """From an utterance of the claim "early" to one of the claim "late" that repeats it."""
    lineage = trace(
        make_utterance("a", derived_from=("b",), **later),
        make_utterance("b", of="early", **earlier),
        *records,
    )
    wording = only_step(lineage).wording
    assert only_chain(lineage).wording == wording
    return wording


def quoted(earlier: str | None, later: str | None, *, how: str = "derived_from") -> WordingChange:
    """From a quote to a quote of one claim."""
    lineage = trace(make_utterance("a", quote=later, **{how: ("b",)}), make_utterance("b", quote=earlier))
    return only_step(lineage).wording


def modality(term: str) -> dict[str, object]:
    return {"modality": term}


def figures(before: str, after: str, first: str = "48", second: str = "48") -> list[QuantityProposition]:
    return [make_figure("early", first, before), make_figure(CLAIM, second, after)]


def named(change: WordingChange) -> list[tuple[str, str]]:
    return [(shift.aspect.value, shift.change.value) for shift in change.shifts]


# Modality. A relay takes no stance.


@pytest.mark.parametrize(
    ("before", "after"),
    [("hedged", "asserted"), ("conditional", "goal"), ("announcement", "denial")],
)
def test_modality_hardens_one_way_and_softens_the_other(before: str, after: str) -> None:
    up, down = between(modality(before), modality(after)), between(modality(after), modality(before))
    assert (up.change, shifts_of(up)) == (UP, [("modality", before, after, UP)])
    assert (down.change, shifts_of(down)) == (DOWN, [("modality", after, before, DOWN)])


@pytest.mark.parametrize(("first", "second"), [("hedged", "conditional"), ("asserted", "accusation")])
def test_modalities_on_one_level_are_equally_strong(first: str, second: str) -> None:
    assert between(modality(first), modality(second)).change == ALIKE


@pytest.mark.parametrize("stance", ["probability", "hedged", "goal", "announcement", "asserted", "denial"])
def test_passing_on_is_no_change(stance: str) -> None:
    assert between(modality(stance), modality("reported")).change == "unchanged"
    assert between(modality("reported"), modality(stance)).change == "unchanged"


# Figures, bounds and units.


@pytest.mark.parametrize(
    ("before", "after"),
    [("about", "greater"), ("about", "equal"), ("equal", "greater-or-equal"), ("less-or-equal", "equal"),
     ("less", "equal"), ("greater-or-equal", "greater")],
)  # fmt: skip
def test_a_comparator_hardens_one_way_and_softens_the_other(before: str, after: str) -> None:
    up, down = between({}, {}, *figures(before, after)), between({}, {}, *figures(after, before))
    assert (up.change, named(up)) == (UP, [("comparator", UP)])
    assert (down.change, named(down)) == (DOWN, [("comparator", DOWN)])


def test_a_comparator_is_named_with_its_figure_on_both_sides() -> None:
    change = between({}, {}, *figures("less-or-equal", "equal"))
    assert shifts_of(change) == [("comparator", "up to 48 hour", "48 hour", UP)]


@pytest.mark.parametrize("pair", list(product(("greater", "greater-or-equal"), ("less", "less-or-equal"))))
def test_from_above_to_below_is_another_claim(pair: tuple[str, str]) -> None:
    for before, after in (pair, pair[::-1]):
        change = between({}, {}, *figures(before, after))
        assert (change.change, named(change)) == (OTHER, [("comparator", OTHER)])


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("46312", "equal"), ("46000", "greater"), [("figure", ALIKE)]),
        (("46312", "about"), ("46000", "greater"), [("figure", ALIKE), ("comparator", UP)]),
        (("5576000", "equal"), ("5600000", "about"), [("figure", ALIKE), ("comparator", DOWN)]),
        (("5576000", "equal"), ("6000000", "less"), [("figure", DOWN)]),
        (("50", "greater"), ("54", "equal"), [("figure", UP)]),
        (("47", "about"), ("50", "about"), [("figure", OTHER)]),
        (("46000", "about"), ("90000", "greater"), [("figure", OTHER)]),
    ],
)
def test_a_rounding_is_reworded_and_another_number_is_another_figure(
    before: tuple[str, str], after: tuple[str, str], expected: list[tuple[str, str]]
) -> None:
    claimed = [make_figure("early", *before), make_figure(CLAIM, *after)]
    assert named(between({}, {}, *claimed)) == expected


def test_a_range_that_became_its_bound_is_another_figure() -> None:
    span = replace(make_figure("early", "0"), value=None, low=Decimal(30), high=Decimal(50))
    change = between({}, {}, span, make_figure(CLAIM, "50"))
    assert shifts_of(change) == [("figure", "30 to 50 hour", "50 hour", OTHER)]


def test_euros_that_became_dollars_are_another_currency() -> None:
    money = [
        make_figure(of, "30000000000", unit=f"unit:CCY_{code}", metric="training-cost-final-run")
        for of, code in (("early", "EUR"), (CLAIM, "USD"))
    ]
    assert shifts_of(between({}, {}, *money)) == [
        ("currency", "30 billion euros", "30 billion US dollars", OTHER)
    ]


def test_the_same_in_another_unit_is_no_change_of_the_number() -> None:
    assert between({}, {}, make_figure("early", "48"), make_figure(CLAIM, "2", unit="unit:DAY")).shifts == ()


# What it is a figure of, and when.


def test_a_number_of_something_else_is_named_with_both_measures() -> None:
    change = between(
        {}, {}, make_figure("early", "48", metric="training-chips-used"), make_figure(CLAIM, "48")
    )
    assert shifts_of(change) == [("measure", "training chips used", "training duration", OTHER)]


def test_a_figure_of_somebody_else_is_named_with_both() -> None:
    change = between({}, {}, make_figure("early", "48", subjects=("nation/us",)), make_figure(CLAIM, "48"))
    assert shifts_of(change) == [("subject", "us", "deepseek r1", OTHER)]


@pytest.mark.parametrize(
    ("before", "after", "unit", "expected"),
    [
        ("H100", "A100", "unit:HR", OTHER),
        ("H100", None, "unit:HR", UP),
        (None, "H100", "unit:HR", DOWN),
        ("Start-ups that pitch", None, "unit:PERCENT", OTHER),
    ],
)
def test_a_scope_that_is_dropped_hardens_and_another_one_alters(
    before: str | None, after: str | None, unit: str, expected: str
) -> None:
    claimed = [
        make_figure(of, "48", scope=scope, unit=unit) for of, scope in (("early", before), (CLAIM, after))
    ]
    assert shifts_of(between({}, {}, *claimed)) == [("scope", before, after, expected)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("2025", "2023", OTHER),
        ("2023/2025", "2023", OTHER),
        ("2025-05", "2025", ALIKE),
        ("2025", None, ALIKE),
    ],
)
def test_another_period_alters_and_a_coarser_one_rewords(
    before: str, after: str | None, expected: str
) -> None:
    periods = (Period.parse(before), Period.parse(after) if after else None)
    claimed = [
        make_figure(of, "48", period=period) for of, period in zip(("early", CLAIM), periods, strict=True)
    ]
    assert shifts_of(between({}, {}, *claimed)) == [("period", before, after, expected)]


def test_a_part_that_stands_for_the_whole_is_named() -> None:
    parts = [make_figure("early", value) for value in ("2000", "300", "700", "1000")]
    change = between({}, {}, *parts, make_figure(CLAIM, "1000"))
    assert shifts_of(change) == [("part", "1,000 hour of 2,000 hour", "1,000 hour", OTHER)]


def test_figures_of_the_same_thing_belong_together() -> None:
    aside = replace(make_figure("early", "48", "greater"), id="aside", metric="training-duration-rl-stage")
    assert named(between({}, {}, *figures("about", "greater"), aside)) == [("comparator", UP)]


# What only the texts say.


def text(name: str, words: str, claim_type: str = "factual-quantitative") -> Claim:
    return replace(make_claim(name), text=words, claim_type=claim_type)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("They pay 15% of revenue.", "They pay 15% of their profits.", [("measure", OTHER)]),
        ("It got the equivalent of 60,400 A100.", "It ships 60,400 processors.", [("measure", OTHER)]),
        ("In June 2025 it had 788 EFLOPS.", "In June 2023 it had 788 EFLOPS.", [("period", OTHER)]),
        ("It rose from 3% in 2023 to 48% by 2033.", "It is 48% by 2023.", [("period", OTHER)]),
        ("Two billion dollars: 300 million, 700 million and one billion.", "One billion dollars are there.",
         [("part", OTHER)]),
        ("The ban is suspended until May.", "The ban stays in force until May.", [("state", OTHER)]),
        ("They have 50,000 chips.", "They have more than 50,000 chips.", [("comparator", UP)]),
        ("China is ahead of the US in AI.", "China is not ahead of the US in AI.", [("polarity", OTHER)]),
        ("Firms do 40% of research and development.", "Firms do 40% of AI research and development.",
         [("measure", OTHER)]),
    ],
)  # fmt: skip
def test_texts_of_claims_show_what_is_in_no_table(
    before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    assert named(between({}, {}, text("early", before), text(CLAIM, after))) == expected


def test_a_plan_told_as_done_is_another_state() -> None:
    plan = text("early", "India will add 20,000 GPUs.", "prediction")
    assert shifts_of(between({}, {}, plan, text(CLAIM, "India has 20,000 GPUs."))) == [
        ("state", "to come", "is so", OTHER)
    ]
    assert between({}, {}, plan, text(CLAIM, "India will have 20,000 GPUs.")).change == "unchanged"


# Hedges and bounds, in many languages.


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It perhaps took 48 hours", "It took 48 hours", ("perhaps", None, UP)),
        ("It took 48 hours", "It could take 48 hours", (None, "could", DOWN)),
        ("It may take 48 hours", "It might take 48 hours", None),
        (
            "My understanding is that it has 50,000 chips",
            "It has 50,000 chips",
            ("my understanding", None, UP),
        ),
        (
            "Es wird voraussichtlich fünf Gigawatt haben",
            "Es wird fünf Gigawatt haben",
            ("voraussichtlich", None, UP),
        ),
        ("Cela devrait coûter 5 milliards d'euros", "Cela coûte 5 milliards d'euros", ("devrait", None, UP)),
        ("Se espera que sea de 5 millones", "Es de 5 millones", ("se espera", None, UP)),
        ("预计将达到50亿元", "达到50亿元", ("预计", None, UP)),
        ("預計將達到50億元", "達到50億元", ("預計", None, UP)),
        ("予想では5億円の市場", "市場は5億円", ("予想", None, UP)),
        ("5억 원으로 추정된다", "5억 원이다", ("추정", None, UP)),
        ("من المتوقع 5 مليار", "بلغ 5 مليار", ("من المتوقع", None, UP)),
        ("अनुमान है कि यह 5 अरब है", "यह 5 अरब है", ("अनुमान", None, UP)),
    ],
)
def test_hedging_that_is_dropped_hardens_in_any_language(
    before: str, after: str, expected: tuple[str | None, str | None, str] | None
) -> None:
    hedges = [shift for shift in shifts_of(quoted(before, after)) if shift[0] == "hedge"]
    assert hedges == ([("hedge", *expected)] if expected else [])


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("up to 1 GW", "1 GW", UP),
        ("bis zu 5 Gigawatt", "5 Gigawatt", UP),
        ("maximal 5 Gigawatt", "5 Gigawatt", UP),
        ("jusqu'à 5 milliards de la somme", "5 milliards de la somme", UP),
        ("hasta 5 millones de la suma", "5 millones de la suma", UP),
        ("최대 5억 원", "5억 원", UP),
        ("最大5億円の", "5億円の", UP),
        ("至少1萬億元", "1萬億元", DOWN),
        ("约50亿元", "50亿元", UP),
        ("약 5억 원", "5억 원", UP),
        ("has 50,000", "has more than 50,000", UP),
        ("will be at or below 200,000", "will unlikely produce more than 200,000", None),
        ("mehr als 5.000 Megawatt", "über fünf Gigawatt", None),
    ],
)
def test_bounds_that_are_dropped_or_added_are_seen_in_any_language(
    before: str, after: str, expected: str | None
) -> None:
    changes = [shift.change.value for shift in quoted(before, after).shifts if shift.aspect == "comparator"]
    assert changes == ([expected] if expected else [])


def test_a_translation_of_a_hedge_is_no_change() -> None:
    change = quoted("It will be about 5 GW, as expected", "Es werden voraussichtlich etwa fünf Gigawatt")
    assert named(change) == [("words", ALIKE)]


def test_a_relay_may_say_that_it_passes_on() -> None:
    lineage = trace(
        make_utterance("a", derived_from=("b",), modality="reported", quote="It reportedly took 48 hours"),
        make_utterance("b", quote="It took 48 hours"),
    )
    assert only_step(lineage).wording.change == ALIKE


def test_a_condition_that_is_dropped_hardens() -> None:
    condition = {"antecedent": "fabs close", "quote": "If fabs close, prices rise by 5%"}
    assert ("condition", UP) in named(between(condition, {"quote": "Prices rise by 5%"}))
    assert ("condition", DOWN) in named(between({"quote": "Prices rise by 5%"}, condition))
    assert between(condition, {"quote": "If fabs close, prices rise by 5%"}).change == "unchanged"


# Quotations.


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("It has 50,000 H100s.", "It has more than 50,000 H100s", [("comparator", UP), ("quotation", ALIKE)]),
        ("The country that controls AI will lead", "controls AI will lead", []),
        ("We are out. We went from 95% to 0%.", "We went from 95% to 0%, and so I can't see why", []),
        ("We’re out of China – all of it", "we're out of China, all of it!", []),
        ("They will control the future", "They will dominate the future", [("quotation", ALIKE)]),
    ],
)  # fmt: skip
def test_a_quotation_in_other_words_is_named_with_both(
    earlier: str, later: str, expected: list[tuple[str, str]]
) -> None:
    assert named(quoted(earlier, later, how="quoted_from")) == expected


def test_who_quotes_and_repeats_the_same_takes_one_step() -> None:
    lineage = trace(make_utterance("a", derived_from=("b",), quoted_from=("b",)), make_utterance("b"))
    assert only_step(lineage).how.value == "quoted"


# All in one word.


def test_harder_in_one_way_and_softer_in_another_is_altered() -> None:
    change = between(modality("hedged"), modality("asserted"), *figures("greater", "about"))
    assert change.change == OTHER
    assert named(change) == [("comparator", DOWN), ("modality", UP)]


@pytest.mark.parametrize("unseen", ["a", "b"])
def test_how_something_is_put_is_not_compared_where_it_was_not_seen(unseen: str) -> None:
    sources = {name: {"source": "unknown"} if name == unseen else {} for name in "ab"}
    change = between(modality("hedged") | sources["b"], modality("asserted") | sources["a"])
    assert (change.change, change.shifts) == ("unknown", ())


def test_what_claims_say_is_compared_where_it_was_not_seen() -> None:
    change = between({"source": "unknown"}, {}, *figures("equal", "equal", "48", "60"))
    assert (change.change, named(change)) == (OTHER, [("figure", OTHER)])


def test_a_chain_shows_what_a_step_in_between_hides() -> None:
    lineage = trace(
        make_utterance("a", derived_from=("b",)),
        make_utterance("b", derived_from=("c",), source="unknown"),
        make_utterance("c", modality="hedged"),
    )
    assert [step.wording.change for step in lineage.steps] == ["unknown", "unknown"]
    assert shifts_of(only_chain(lineage).wording) == [("modality", "hedged", "asserted", UP)]


def test_a_chain_from_what_was_not_seen_sums_up_its_steps() -> None:
    lineage = trace(
        make_utterance("a", derived_from=("b",)),
        make_utterance("b", derived_from=("c",), modality="hedged"),
        make_utterance("c", source="unknown"),
    )
    assert only_chain(lineage).wording == only_step_with("hardened", lineage.steps)


def only_step_with(word: str, steps: tuple[LineageStep, ...]) -> WordingChange:
    (wording,) = [step.wording for step in steps if step.wording.change == word]
    return wording


TERMS = [term for level in MODALITIES for term in level]
SENTENCES = st.sampled_from(
    [
        "It may have up to 48,000 chips",
        "It has 50,000 GPUs since 2025",
        "bis zu 5 Gigawatt",
        "約5億円",
        "No ban",
    ]
)
SIDES = st.fixed_dictionaries(
    {"modality": st.sampled_from([*TERMS, "reported"]), "quote": st.none() | SENTENCES}
)
NUMBERS = st.tuples(
    st.integers(1, 10**6).map(str), st.sampled_from([term for level in COMPARATORS for term in level])
)


@given(SIDES, NUMBERS)
def test_nothing_changes_from_a_thing_to_itself(side: dict[str, object], number: tuple[str, str]) -> None:
    change = between(side, side, make_figure("early", *number), make_figure(CLAIM, *number))
    assert (change.change, change.shifts) == ("unchanged", ())


@given(SIDES, SIDES, NUMBERS, NUMBERS)
def test_the_way_back_hardens_what_softened(
    first: dict[str, object], second: dict[str, object], before: tuple[str, str], after: tuple[str, str]
) -> None:
    forth = between(first, second, make_figure("early", *before), make_figure(CLAIM, *after))
    back = between(second, first, make_figure("early", *after), make_figure(CLAIM, *before))
    opposite = {UP: DOWN, DOWN: UP}
    plain = {"modality", "comparator", "figure"}
    assert sorted((a, opposite.get(c, c)) for a, c in named(forth) if a in plain) == sorted(
        (a, c) for a, c in named(back) if a in plain
    )


# The documents say what the code does.

_MODEL = (default_source_tree().root / "docs" / "reference" / "model.md").read_text("utf-8")
_SECTION = _MODEL.partition("\n## Lineage\n")[2].partition("\n## ")[0]


def levels(row: str) -> list[tuple[str, ...]]:
    (text,) = re.findall(rf"^\| {row} \|(.*)$", _SECTION, re.MULTILINE)
    cells = [tuple(re.findall(r"`([\w-]+)`", cell)) for cell in text.split("|")]
    return [cell for cell in cells if cell]


def test_the_document_has_the_orders_of_the_code() -> None:
    assert levels("modality") == list(MODALITIES)
    assert levels("comparator") == list(COMPARATORS)


def test_the_document_has_every_aspect_and_every_word() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \|", _SECTION, re.MULTILINE)
    assert {aspect.value for aspect in Aspect} <= {*rows}
    assert {word.value for word in StrengthChange} <= {*re.findall(r"\*([\w-]+)\*", _SECTION)}


def test_every_modality_but_passing_on_has_a_place_and_no_term_has_two() -> None:
    vocabulary = (default_source_tree().root / "ontology" / "vocabularies" / "modalities.ttl").read_text(
        "utf-8"
    )
    notations = {*re.findall(r'skos:notation "([\w-]+)"', vocabulary)}
    assert sorted(TERMS) == sorted(notations - {"reported"})
    assert all(not {*terms} & {*others} for terms, others in combinations(COMPARATORS, 2))
