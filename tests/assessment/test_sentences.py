"""A verdict's sentence has figures as people write them, and says of which part it speaks."""

from __future__ import annotations

import csv
import re
from datetime import date
from decimal import Decimal

import pytest

from claimgraph.assessment import Assessor, Knowledge, Policy, SentenceWriter, attach_unit, say_figure
from claimgraph.edtf import Period
from claimgraph.generations import Generation
from claimgraph.quantities import Figure
from claimgraph.source_tree import default_source_tree
from claimgraph.stores import EmbeddedStore

TODAY = date(2026, 11, 30)

TABLES = sorted((default_source_tree().root / "data").glob("*/*_propositions.csv"))
UNITS = {
    row["unit"]
    for table in [*TABLES, default_source_tree().root / "data" / "curated" / "observations.csv"]
    for row in csv.DictReader(table.open(encoding="utf-8"))
    if row.get("unit")
}


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_every_unit_of_a_claim_or_measurement_has_a_plain_name(unit: str) -> None:
    assert not re.search(r"_|:|[a-z][A-Z]", attach_unit("2", unit).replace("FLOP/s", ""))


@pytest.mark.parametrize(
    ("figure", "unit", "said"),
    [
        (Figure(value=Decimal("5.7")), "unit:MO_MeanJulian", "5.7 months"),
        (Figure(value=Decimal("1600")), "unit:MegaW", "1,600 MW"),
        (Figure(value=Decimal("600000000000")), "unit:CCY_CNY", "CNY 600 billion"),
        (Figure(date_value=Period.parse("2024-10/2024-12")), "date", "2024-10 to 2024-12"),
        (Figure(low=Decimal(3), high=Decimal(6)), "unit:MO_MeanJulian", "3 months to 6 months"),
    ],
)
def test_a_figure_is_said_as_people_write_it(figure: Figure, unit: str, said: str) -> None:
    assert say_figure(figure, unit) == said


@pytest.mark.parametrize(
    ("identifier", "said"),
    [
        ("C147", "TSMC (by way of orionprop.com): start of volume production, 2024-10 to 2024-12"),
        ("S01", "What was measured leaves it open: WIRED (by way of Altagic): co-written NeurIPS papers"),
        ("C106", "No source in the graph publishes such figures: change in AI researchers moving in"),
        ("C036", "No measurement in the graph says it: Fab 21 (TSMC Arizona) is located in United States; "),
        ("S06", "It is not broken down into figures or relations that could be compared."),
    ],
)
def test_a_sentence_says_what_was_measured_or_what_was_not(
    identifier: str, said: str, generation: Generation
) -> None:
    knowledge = Knowledge.load(EmbeddedStore.open(generation))
    assessor = Assessor(knowledge, Policy(as_of=TODAY))
    [content] = [content for content in assessor.contents if content.claim.identifier == identifier]
    sentence = SentenceWriter(knowledge).write(assessor.assess(content, TODAY))
    assert sentence.startswith(said)
