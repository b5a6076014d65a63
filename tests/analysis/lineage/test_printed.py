"""Figures and their comparators are read as each language prints them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimgraph.analysis.lineage.printed import language_of, lexicon, read_figures

LANGUAGES = {"en", "de", "fr", "es", "it", "pt", "nl", "id", "ru", "zh", "ja", "ko", "ar", "hi"}


def only(text: str) -> tuple[str, str, str, str]:
    (figure,) = read_figures(text)
    numbers = [f"{number.normalize():f}" for number in dict.fromkeys((figure.low, figure.high))]
    return "-".join(numbers), figure.unit, figure.comparator, figure.thing or ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("more than 50,000 H100 chips", ("50000", "", "greater", "chips")),
        ("$1.6B in servers", ("1600000000", "$", "equal", "servers")),
        ("between $30-$50 billion", ("30000000000-50000000000", "$", "equal", "")),
        ("5 billion US dollars or more", ("5000000000", "USD", "greater-or-equal", "")),
        ("3,000,000+ GPUs", ("3000000", "", "greater-or-equal", "chips")),
        ("≥6 GW of capacity", ("6000000000", "W", "greater-or-equal", "capacity")),
        ("three quarters of the market", ("75", "%", "equal", "market")),
        ("Seventy-six companies have bid", ("76", "", "equal", "companies")),
        ("billions of dollars of servers", ("1000000000", "$", "greater-or-equal", "servers")),
        ("bis zu 5.000 Megawatt", ("5000000000", "W", "less-or-equal", "")),
        ("rund 1,5 Milliarden Euro werden", ("1500000000", "EUR", "about", "")),
        ("environ 109 milliards d’euros", ("109000000000", "EUR", "about", "")),
        ("más de 5 mil millones de euros", ("5000000000", "EUR", "greater", "")),
        ("oltre 52.000 GPU entro il mese", ("52000", "", "greater", "chips")),
        ("sekitar 1 triliun yuan", ("1000000000000", "CNY", "about", "")),
        ("не менее 5 миллиардов", ("5000000000", "", "greater-or-equal", "")),
        ("不少於1萬億元", ("1000000000000", "CNY", "greater-or-equal", "")),
        ("最大5億円の市場", ("500000000", "JPY", "less-or-equal", "market")),
        ("약 5억 원", ("500000000", "KRW", "about", "")),
        ("أكثر من 5 مليار", ("5000000000", "", "greater", "")),
        ("लगभग 5 करोड़ रुपये", ("50000000", "", "about", "")),
    ],
)
def test_a_figure_is_read_as_its_language_prints_it(text: str, expected: tuple[str, str, str, str]) -> None:
    assert only(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nov. 27, 2026",
        "by the end of 2026",
        "the H100 and the 910C",
        "GPT-4 and FP16",
        "one of them",
        "in May",
    ],
)
def test_dates_and_names_are_no_figures(text: str) -> None:
    assert read_figures(text) == ()


def test_from_one_number_to_another_is_a_change_and_no_range() -> None:
    assert [str(figure.high) for figure in read_figures("It fell from 95% to 0%.")] == ["95", "0"]


@given(st.integers(1000, 10**12))
def test_grouped_digits_are_one_number_in_any_language(number: int) -> None:
    grouped = f"{number:,}"
    for text in (
        f"They have {grouped} chips.",
        f"Das sind {grouped.replace(',', '.')} Chips und die Server.",
        f"Ce sont les {grouped.replace(',', ' ')} puces de la ville.",
    ):
        assert [figure.high for figure in read_figures(text)] == [Decimal(number)]


@given(st.text(max_size=60))
@example("0..0")
@example("version 3.5.1")
def test_any_text_can_be_read(text: str) -> None:
    assert all(figure.low <= figure.high for figure in read_figures(text))
    assert language_of(text) in LANGUAGES


def test_every_hedge_and_comparator_is_there_in_every_language() -> None:
    for category in ("comparator", "hedge", "condition", "negation"):
        for concept, terms in lexicon()[category].items():
            assert {*terms} == LANGUAGES, (category, concept)
