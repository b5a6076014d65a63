"""Prices and exchange rates by year, from observations of years and of months."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from claimgraph import namespaces
from claimgraph.assessment.price_levels import compute_price_levels
from claimgraph.generations import publish_generation
from claimgraph.quantities import PriceLevels
from claimgraph.queries import bind_query
from claimgraph.stores import EmbeddedStore

GRAPH = namespaces.GRAPH + "example"
POUND, EURO = "http://qudt.org/vocab/unit/CCY_GBP", "http://qudt.org/vocab/unit/CCY_EUR"


def levels_of(store: EmbeddedStore) -> PriceLevels:
    return compute_price_levels(store.select(bind_query("price_levels")))


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    """A pound that has months only, and a euro that has the year and a month of it."""
    figures = [
        ("units-per-us-dollar", POUND, "2025-01", "0.80"),
        ("units-per-us-dollar", POUND, "2025-12", "0.70"),
        ("units-per-us-dollar", EURO, "2025", "0.88"),
        ("units-per-us-dollar", EURO, "2025-12", "0.85"),
        ("us-consumer-price-index", "x:points", "2025-01", "300"),
        ("us-consumer-price-index", "x:points", "2025-03", "330"),
    ]
    lines = []
    for number, (metric, unit, period, value) in enumerate(figures):
        observation, time = f"<x:observation{number}>", f"<x:period{number}>"
        lines += [
            f"{observation} <{namespaces.expand_iri(name)}> {term} <{GRAPH}> .\n"
            for name, term in (
                ("cg:metric", f"<{namespaces.concept_iri('metric', metric)}>"),
                ("qudt:hasUnit", f"<{unit}>"),
                ("qudt:numericValue", f'"{value}"^^<{namespaces.expand_iri("xsd:decimal")}>'),
                ("sosa:phenomenonTime", time),
            )
        ]
        lines.append(f'{time} <{namespaces.expand_iri("cg:edtf")}> "{period}" <{GRAPH}> .\n')
    manifest = {"graphs": {GRAPH: {"sensitive": False}}, "versions": {}, "accounts": {}}
    return EmbeddedStore.open(publish_generation(tmp_path, "".join(lines).encode(), manifest))


def test_a_currency_without_a_rate_of_the_year_has_the_mean_of_its_months(store: EmbeddedStore) -> None:
    assert levels_of(store).rates[POUND, 2025] == Decimal("0.75")


def test_the_rate_of_a_year_goes_before_those_of_its_months(store: EmbeddedStore) -> None:
    assert levels_of(store).rates[EURO, 2025] == Decimal("0.88")


def test_prices_of_a_year_are_the_mean_of_the_months_there_are(store: EmbeddedStore) -> None:
    assert levels_of(store).prices == {2025: Decimal(315)}
