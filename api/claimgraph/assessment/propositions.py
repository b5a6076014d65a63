"""What a proposition of a claim asserts, as figures that can be compared."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import NamedTuple

from claimgraph import namespaces
from claimgraph.assessment.claim_contents import ClaimContent, Proposition, proposition_figure
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.scopes import ScopeSet
from claimgraph.edtf import Period
from claimgraph.model import NONE, UNKNOWN, QuantityProposition
from claimgraph.quantities import ClaimedFigure, day_period

_NOBODY = (UNKNOWN, NONE)  # stand for a participant and are terms of the ontology


class MeasuredThings(NamedTuple):
    """The metric or relation that is claimed, of what, and on the other side of what; all by IRI."""

    metric: str
    subjects: tuple[str, ...]
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimedMetric:
    """How figures of the claimed metric behave: over time, and over parts of what is counted."""

    adds_up: bool = False
    is_change: bool = False
    is_timeless: bool = False  # what happened once: its period says when, and another day is no other value
    states_aim: bool = False  # what should be
    is_computed: bool = False  # the figure is a place or a multiple of values of the metric, and none itself

    @classmethod
    def of(cls, proposition: Proposition, knowledge: Knowledge) -> ClaimedMetric:
        """The claimed metric of a proposition; a relation has none."""
        if not isinstance(proposition, QuantityProposition):
            return cls()
        metric = namespaces.concept_iri("metric", proposition.metric)
        is_computed = _is_computed(proposition.comparator, knowledge.quantity_kinds.get(metric, frozenset()))
        return cls(
            adds_up=metric in knowledge.additive_metrics and not is_computed,
            is_change=proposition.comparator == "change" or knowledge.is_change(metric),
            is_timeless=metric in knowledge.timeless_metrics,
            states_aim=metric in knowledge.aim_metrics,
            is_computed=is_computed,
        )


def _is_computed(comparator: str, kinds: Collection[str]) -> bool:
    """True if a comparator makes another kind of quantity of a metric: a place in an order, or a multiple."""
    kind = {"rank": "rank", "multiple": "ratio"}.get(comparator)
    return kind is not None and namespaces.concept_iri("quantity-kind", kind) not in kinds


def build_claimed_figure(
    content: ClaimContent, proposition: QuantityProposition, knowledge: Knowledge
) -> ClaimedFigure:
    """The figure of a proposition with its unit, and the period for which it is claimed."""
    metric = ClaimedMetric.of(proposition, knowledge)
    return ClaimedFigure(
        figure=replace(proposition_figure(proposition), in_percent=proposition.unit == "unit:PERCENT"),
        comparator=proposition.comparator,
        unit=knowledge.unit(namespaces.unit_iri(proposition.unit)),
        period=find_claimed_period(content, proposition, metric),
        adds_up=metric.adds_up,
        is_change=metric.is_change,
        is_timeless=metric.is_timeless,
    )


def find_claimed_period(
    content: ClaimContent, proposition: Proposition, metric: ClaimedMetric
) -> Period | None:
    """The period for which a figure is claimed; a claim in the present tense means the day it was made.

    What happened once has no other value on another day, so that its period does not matter. What was before
    a change is not said to hold on that day.
    """
    if metric.is_timeless:
        return None
    is_present = not (content.claim.claim_type == "prediction" or metric.is_change)
    if proposition.period or not is_present or content.is_before_change(proposition):
        return proposition.period
    return day_period(content.first_said) if content.first_said else None


def find_claimed_scope(proposition: Proposition, knowledge: Knowledge) -> ScopeSet:
    """What the figure of a proposition is of; a relation has no scope."""
    if not isinstance(proposition, QuantityProposition):
        return frozenset()
    return knowledge.scope_of_texts(proposition.metric, proposition.scope, proposition.definition)


def list_measured(proposition: Proposition) -> MeasuredThings:
    """What would have to be measured to decide on a proposition."""
    if isinstance(proposition, QuantityProposition):
        metric = namespaces.concept_iri("metric", proposition.metric)
        sides = proposition.subjects, proposition.partners
    else:
        metric = namespaces.concept_iri("relation", proposition.predicate)
        sides = (proposition.subject,), (proposition.object,)
    return MeasuredThings(metric, *(tuple(map(_participant_iri, names)) for names in sides))


def _participant_iri(name: str) -> str:
    return namespaces.CG + name if name in _NOBODY else namespaces.thing_iri(name)
