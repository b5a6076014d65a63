"""Reads the figures that claims assert, as they are stated."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from claimgraph import namespaces
from claimgraph.analysis.contradictions.normalized_figures import UNKNOWN
from claimgraph.assessment import Knowledge, proposition_figure
from claimgraph.edtf import Period
from claimgraph.model import QuantityProposition
from claimgraph.quantities import Figure
from claimgraph.queries import bind_query
from claimgraph.stores import Solution

_PROPOSITION = namespaces.thing_iri("proposition/")
_METRIC = namespaces.concept_iri("metric", "")
_COMPARATOR = namespaces.concept_iri("comparator", "")
_PERCENT = namespaces.unit_iri("unit:PERCENT")
_parse_period = cache(Period.parse)  # claims name the same few periods again and again


class AssertedFigure(NamedTuple):
    """The figure of a proposition, as it is stated. `metric` and `unit` are IRIs.

    `became`: the id of the proposition with the figure that it became, if it only says where a change began.
    """

    id: str
    claim: str
    metric: str
    subjects: tuple[str, ...]
    partners: tuple[str, ...]
    comparator: str
    figure: Figure
    unit: str
    period: Period | None
    scope: str | None = None
    definition: str | None = None
    price_year: int | None = None
    became: str | None = None


def load_asserted_figures(knowledge: Knowledge) -> Iterator[AssertedFigure]:
    """The figures of all claims, sorted by claim."""
    return map(figure_from_row, knowledge.store.select(bind_query("quantity_propositions")))


def figure_from_row(row: Solution) -> AssertedFigure:
    """Read a row of `quantity_propositions.rq`."""
    text = {name: term.value for name, term in row.items()}
    return AssertedFigure(
        id=text["proposition"].removeprefix(_PROPOSITION),
        claim=text["claim"].removeprefix(namespaces.thing_iri("claim/")),
        metric=text["metric"],
        subjects=_read_slugs(text["subjects"]),
        partners=_read_slugs(text.get("partners", "")),
        comparator=text["comparator"].removeprefix(_COMPARATOR),
        figure=_read_figure(text),
        unit=text["unit"],
        period=_read_period(text.get("period")),
        scope=text.get("scope"),
        definition=text.get("definition"),
        price_year=int(text["priceYear"]) if "priceYear" in text else None,
        became=text["became"].removeprefix(_PROPOSITION) if "became" in text else None,
    )


def figure_from_proposition(proposition: QuantityProposition) -> AssertedFigure:
    """The same from a record."""
    return AssertedFigure(
        id=proposition.id,
        claim=proposition.claim,
        metric=_METRIC + proposition.metric,
        subjects=tuple(sorted(proposition.subjects)),
        partners=tuple(sorted(proposition.partners)),
        comparator=proposition.comparator,
        figure=proposition_figure(proposition),
        unit=namespaces.unit_iri(proposition.unit),
        period=proposition.period,
        scope=proposition.scope,
        definition=proposition.definition,
        price_year=proposition.price_year,
    )


def _read_figure(text: dict[str, str]) -> Figure:
    return Figure(
        value=_read_number(text.get("value")),
        low=_read_number(text.get("low")),
        high=_read_number(text.get("high")),
        date_value=_read_period(text.get("date")),
        as_printed=text.get("printed"),
        in_percent=text["unit"] == _PERCENT,
    )


def _read_slugs(iris: str) -> tuple[str, ...]:
    slugs = (
        UNKNOWN if iri == namespaces.CG + UNKNOWN else iri.removeprefix(namespaces.ID) for iri in iris.split()
    )
    return tuple(sorted(slugs))


def _read_number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _read_period(text: str | None) -> Period | None:
    return None if text is None else _parse_period(text)
