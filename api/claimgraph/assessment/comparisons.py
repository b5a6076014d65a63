"""Compares a measurement with what a proposition claims, by the definition that a policy prefers."""

from __future__ import annotations

from claimgraph import namespaces
from claimgraph.assessment.claim_contents import Proposition, proposition_figure
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.measurements import Measurement
from claimgraph.assessment.policy import Policy
from claimgraph.model import QuantityProposition
from claimgraph.quantities import (
    ClaimedFigure,
    Comparison,
    ComparisonOutcome,
    DefinitionRelation,
    MeasuredFigure,
    compare_figures,
)


def compare_measurement(
    proposition: Proposition, measurement: Measurement, policy: Policy, knowledge: Knowledge
) -> Comparison:
    """What the measurement says of the proposition."""
    definition = _definition(measurement, policy)
    if measurement.holds is not None:
        return _compare_truth(measurement.holds, definition)
    if not isinstance(proposition, QuantityProposition):
        return Comparison(ComparisonOutcome.NOT_COMPARABLE)
    measured = MeasuredFigure(
        figure=measurement.figure,
        unit=knowledge.unit(measurement.unit or namespaces.unit_iri(proposition.unit)),
        period=measurement.period,
        definition=definition,
    )
    return compare_figures(_build_claimed_figure(proposition, knowledge), measured)


def _compare_truth(holds: bool, definition: DefinitionRelation) -> Comparison:  # noqa: FBT001 - the measurement itself
    outcome = ComparisonOutcome.AGREES if holds else ComparisonOutcome.CONFLICTS
    if definition.is_unrelated:
        return Comparison(ComparisonOutcome.NOT_COMPARABLE)
    return (
        Comparison(outcome) if definition.is_own else Comparison(ComparisonOutcome.OTHER_DEFINITION, outcome)
    )


def _definition(measurement: Measurement, policy: Policy) -> DefinitionRelation:
    if policy.definition is None or measurement.metric is None:
        return measurement.definition
    if measurement.metric == policy.definition:
        return DefinitionRelation.SAME
    return DefinitionRelation.RELATED if measurement.definition.is_own else measurement.definition


def _build_claimed_figure(proposition: QuantityProposition, knowledge: Knowledge) -> ClaimedFigure:
    metric = namespaces.concept_iri("metric", proposition.metric)
    return ClaimedFigure(
        figure=proposition_figure(proposition),
        comparator=proposition.comparator,
        unit=knowledge.unit(namespaces.unit_iri(proposition.unit)),
        period=proposition.period,
        adds_up=metric in knowledge.additive_metrics,
        is_change=proposition.comparator == "change" or knowledge.is_change(metric),
    )
