"""The curated figures are what their documents print, and each of their words on scope leads to a scope."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claimgraph.model import Observation, QuantityProposition
from claimgraph.pipeline import read_ontology
from claimgraph.rdf import named_node
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import RecordRow, read_record_table
from tests.support.printed_numbers import printed_numbers

CURATED = default_source_tree().root / "data" / "curated"
Figure = QuantityProposition | Observation


def figure_rows() -> list[RecordRow]:
    return [
        *read_record_table(CURATED / "quantity_propositions.csv", QuantityProposition),
        *read_record_table(CURATED / "observations.csv", Observation),
    ]


FIGURES = [row.record for row in figure_rows() if isinstance(row.record, Figure)]


def scope_labels() -> set[str]:
    ontology = read_ontology(default_source_tree().ontology_files)
    return {triple.object.value for triple in ontology if triple.predicate == named_node("skos:hiddenLabel")}


@pytest.mark.parametrize(
    "figure", [figure for figure in FIGURES if figure.as_printed], ids=lambda figure: figure.id
)
def test_a_figure_as_printed_is_the_value_in_its_unit(figure: Figure) -> None:
    assert figure.as_printed
    stated = {abs(bound) for bound in (figure.value, figure.low, figure.high) if bound is not None}
    printed = printed_numbers(figure.as_printed)
    assert printed
    assert printed[0] in stated
    assert figure.value is None or abs(figure.value) in printed


def test_most_figures_keep_the_form_in_which_they_were_printed() -> None:
    numbers = [figure for figure in FIGURES if figure.value is not None or figure.low is not None]
    without = [figure.id for figure in numbers if not figure.as_printed]
    assert len(without) <= 30  # words, such as "six months", and figures of which only the value was kept
    assert len(numbers) - len(without) >= 210


def test_every_text_about_a_scope_leads_to_one() -> None:
    texts = {text for figure in FIGURES for text in (figure.scope, figure.definition) if text}
    assert texts - scope_labels() == {"not stated"}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3.18 trillion", ["3180000000000"]),
        ("46,000", ["46000"]),
        ("about $61 million", ["61000000"]),
        ("4.02e24", ["4020000000000000000000000"]),
        ("30 to 50 billion", ["30000000000", "50000000000"]),
        ("723m", ["723000000"]),
        ("20-80%", ["20", "80"]),
        ("176B", ["176000000000"]),
        ("-6.4", ["6.4"]),
    ],
)
def test_numbers_are_read_in_full(text: str, numbers: list[str]) -> None:
    assert printed_numbers(text) == [Decimal(number) for number in numbers]
