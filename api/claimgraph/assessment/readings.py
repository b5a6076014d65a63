"""Reads a measurement against a proposition: the comparison, its gates, and what it counts as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from claimgraph import namespaces
from claimgraph.assessment.claim_contents import ClaimContent, Proposition
from claimgraph.assessment.gates import (
    Gate,
    GateMark,
    Standing,
    find_bounds,
    find_standing,
    mark_definition,
    mark_origin,
    mark_period,
    mark_scope,
    mark_status,
)
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.measured_money import MoneyConversion, convert_money
from claimgraph.assessment.measurement_facts import (
    find_doubt,
    find_fact,
    find_origins,
    find_scope,
    find_tiers,
)
from claimgraph.assessment.measurements import Measurement
from claimgraph.assessment.policy import Policy
from claimgraph.assessment.propositions import ClaimedMetric, build_claimed_figure, find_claimed_scope
from claimgraph.assessment.provenance import Origins
from claimgraph.assessment.scopes import ScopeRelation, ScopeSet
from claimgraph.model import QuantityProposition
from claimgraph.quantities import (
    ClaimedFigure,
    Comparison,
    ComparisonOutcome,
    DefinitionRelation,
    Figure,
    MeasuredFigure,
    compare_figures,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A measurement, what the figures say, the marks of the gates, and what it counts as.

    `measured`: the figure as it was compared; None if none was.
    """

    measurement: Measurement
    definition: DefinitionRelation
    comparison: Comparison
    marks: tuple[GateMark, ...]
    standing: Standing
    origins: Origins
    tiers: tuple[str, ...] = ()
    measured: MeasuredFigure | None = None

    @property
    def outcome(self) -> ComparisonOutcome:
        return self.comparison.outcome

    def mark(self, gate: Gate) -> GateMark | None:
        """The mark that a gate left; None if it had nothing to say."""
        return next((mark for mark in self.marks if mark.gate is gate), None)


@dataclass(frozen=True)
class ReadingContext:
    """What measurements are read against: a proposition of a claim, under a policy."""

    content: ClaimContent
    proposition: Proposition
    policy: Policy
    knowledge: Knowledge
    claim_origins: Origins

    @cached_property
    def metric(self) -> ClaimedMetric:
        """How figures of the claimed metric behave."""
        return ClaimedMetric.of(self.proposition, self.knowledge)

    @cached_property
    def figure(self) -> ClaimedFigure | None:
        """What is claimed; None if it is no figure."""
        if not isinstance(self.proposition, QuantityProposition):
            return None
        return build_claimed_figure(self.content, self.proposition, self.knowledge)

    @cached_property
    def scope(self) -> ScopeSet:
        """What the claimed figure is of."""
        return find_claimed_scope(self.proposition, self.knowledge)


def read_measurements(context: ReadingContext, measurements: Iterable[Measurement]) -> tuple[Reading, ...]:
    """A reading of each measurement; one of an operand or of an excluded scope is none."""
    readings = (_read(context, measurement) for measurement in measurements)
    return tuple(reading for reading in readings if reading)


def _read(context: ReadingContext, measurement: Measurement) -> Reading | None:
    knowledge, definition = context.knowledge, _definition(measurement, context.policy)
    scope = _relate_scopes(context, measurement)
    is_operand = context.metric.is_computed and measurement.definition is not DefinitionRelation.FORMULA
    if scope is ScopeRelation.DISJOINT or is_operand:
        return None
    origins = find_origins(measurement, knowledge)
    measured, money = _read_measured_figure(context, measurement, definition, scope)
    comparison = _compare(context, measurement, measured)
    marks = (
        mark_origin(context.claim_origins, origins),
        mark_scope(scope, adds_up=context.metric.adds_up),
        mark_status(find_doubt(measurement, knowledge), measurement.status),
        mark_period(comparison.timing),
        *([GateMark(Gate.MONEY, "converted", detail=money.detail)] if money.detail else []),
        mark_definition(definition, measurement.assumption),
    )
    standing = find_standing(definition, marks)
    tiers = find_tiers(measurement, knowledge)
    return Reading(measurement, definition, comparison, marks, standing, origins, tiers, measured)


def _read_measured_figure(
    context: ReadingContext, measurement: Measurement, definition: DefinitionRelation, scope: ScopeRelation
) -> tuple[MeasuredFigure | None, MoneyConversion]:
    """The figure that was measured, as it is compared; None if there is nothing to compare it with."""
    proposition, knowledge, claimed = context.proposition, context.knowledge, context.figure
    if measurement.holds is not None or not isinstance(proposition, QuantityProposition) or claimed is None:
        return None, MoneyConversion()
    money = convert_money(context.content, proposition, measurement, knowledge)
    unit = measurement.unit or namespaces.unit_iri(proposition.unit)
    measured = MeasuredFigure(
        figure=_read_printed_figure(measurement, knowledge),
        unit=claimed.unit if money.factor != Decimal(1) else knowledge.unit(unit),
        period=measurement.period,
        bounds=find_bounds(definition, scope, adds_up=claimed.adds_up),
        money_factor=money.factor,
    )
    return measured, money


def _compare(
    context: ReadingContext, measurement: Measurement, measured: MeasuredFigure | None
) -> Comparison:
    if measurement.holds is not None:
        return _compare_truth(measurement.holds)
    if context.figure is None or measured is None:
        return Comparison(ComparisonOutcome.NOT_COMPARABLE)
    return compare_figures(context.figure, measured)


def _compare_truth(holds: bool) -> Comparison:  # noqa: FBT001 - the measurement itself
    return Comparison(ComparisonOutcome.AGREES if holds else ComparisonOutcome.CONFLICTS)


def _read_printed_figure(measurement: Measurement, knowledge: Knowledge) -> Figure:
    """The figure with its digits as the document prints them, where one document does."""
    return replace(
        measurement.figure,
        as_printed=find_fact(measurement, "cg:figureAsPrinted", knowledge),
        in_percent=measurement.unit == namespaces.unit_iri("unit:PERCENT"),
    )


def _definition(measurement: Measurement, policy: Policy) -> DefinitionRelation:
    if policy.definition is None or measurement.metric is None:
        return measurement.definition
    is_preferred = measurement.metric == policy.definition
    return DefinitionRelation.SAME if is_preferred else DefinitionRelation.READING_OF


def _relate_scopes(context: ReadingContext, measurement: Measurement) -> ScopeRelation:
    """How the scopes lie. What a query counts from several things has the scope that the query gives it."""
    if not isinstance(context.proposition, QuantityProposition) or len(measurement.rests_on) != 1:
        return ScopeRelation.EQUAL
    return context.knowledge.scopes.relate(context.scope, find_scope(measurement, context.knowledge))
