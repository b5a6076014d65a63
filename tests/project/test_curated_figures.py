"""The figures of our own tables are what their documents print, and their words on scope lead to scopes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claimgraph.model import Observation, QuantityProposition, Record
from claimgraph.pipeline import read_ontology
from claimgraph.rdf import named_node
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import read_record_table
from tests.support.printed_numbers import printed_numbers

DATA = default_source_tree().root / "data"
TABLES: dict[str, type[Record]] = {
    "quantity_propositions.csv": QuantityProposition,
    "observations.csv": Observation,
}
Figure = QuantityProposition | Observation


def read_figures(folder: str) -> list[Figure]:
    """The figures of our own tables in the folders of this name; "*" stands for any."""
    rows = [
        row
        for table, record_class in TABLES.items()
        for path in sorted(DATA.glob(f"{folder}/{table}"))
        for row in read_record_table(path, record_class)
    ]
    return [row.record for row in rows if isinstance(row.record, Figure)]


FIGURES = read_figures("*")


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


def test_most_curated_figures_keep_the_form_in_which_they_were_printed() -> None:
    figures = read_figures("curated")
    numbers = [figure for figure in figures if figure.value is not None or figure.low is not None]
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
        ("12 000 GPUs", ["12000"]),
        ("$250 bln", ["250000000000"]),
    ],
)
def test_numbers_are_read_in_full(text: str, numbers: list[str]) -> None:
    assert printed_numbers(text) == [Decimal(number) for number in numbers]
