"""Decides on a claim from what its checks found: compares each finding, and reads the decision table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claimgraph import namespaces
from claimgraph.assessment.claim_contents import ClaimContent, Proposition, asserted_figure
from claimgraph.assessment.decision_table import (
    CLAIM_TABLE,
    PROPOSITION_TABLE,
    Circumstances,
    ClaimCircumstances,
    DecisionRow,
    Verdict,
    find_deciding_row,
)
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


@dataclass(frozen=True, slots=True)
class MeasuredComparison:
    """A finding, and what the comparison with the claim came to."""

    measurement: Measurement
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class PropositionVerdict:
    """The verdict on one proposition: by which row of the table, on what."""

    proposition: Proposition
    row: DecisionRow[Circumstances]
    comparisons: tuple[MeasuredComparison, ...]
    due_day: date | None = None

    @property
    def iri(self) -> str:
        return namespaces.thing_iri(f"proposition/{self.proposition.id}")

    @property
    def verdict(self) -> Verdict:
        return self.row.verdict


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """The computed verdict on a claim under a policy, with all that led to it."""

    content: ClaimContent
    policy: Policy
    row: DecisionRow[ClaimCircumstances]
    propositions: tuple[PropositionVerdict, ...]

    @property
    def verdict(self) -> Verdict:
        return self.row.verdict

    @property
    def evidence_queries(self) -> tuple[str, ...]:
        """The checks that found something, by IRI."""
        return tuple(
            sorted({one.measurement.evidence_query for part in self.propositions for one in part.comparisons})
        )

    @property
    def rests_on(self) -> tuple[str, ...]:
        """What the findings rest on, by IRI."""
        found = {
            each
            for part in self.propositions
            for one in part.comparisons
            for each in one.measurement.rests_on
        }
        return tuple(sorted(found))


MeasurementsByProposition = dict[str, tuple[Measurement, ...]]  # by the IRI of the proposition


def decide_claim(
    content: ClaimContent, policy: Policy, found: MeasurementsByProposition, knowledge: Knowledge
) -> ClaimVerdict:
    """Decide on a claim from what the checks found."""
    parts = tuple(_part(each, content, policy, found, knowledge) for each in content.propositions)
    row = find_deciding_row(
        CLAIM_TABLE,
        ClaimCircumstances(
            [part.verdict for part in parts], is_made=content.can_have_been_made_by(policy.as_of)
        ),
    )
    return ClaimVerdict(content, policy, row, parts)


def _part(
    proposition: Proposition,
    content: ClaimContent,
    policy: Policy,
    found: MeasurementsByProposition,
    knowledge: Knowledge,
) -> PropositionVerdict:
    findings = found.get(namespaces.thing_iri(f"proposition/{proposition.id}"), ())
    timely = [each for each in findings if each.known_since is None or each.known_since <= policy.as_of]
    compared = tuple(
        MeasuredComparison(each, _compare(proposition, each, policy, knowledge)) for each in timely
    )
    forecast, due = content.claim.claim_type == "prediction", find_due_day(proposition)
    row = find_deciding_row(
        PROPOSITION_TABLE,
        Circumstances(
            normative=content.claim.claim_type == "normative",
            open_forecast=forecast and due is None,
            before_due=forecast and due is not None and policy.as_of <= due,
            comparisons=tuple(each.comparison for each in compared),
        ),
    )
    return PropositionVerdict(proposition, row, compared, due if forecast else None)


def find_due_days(content: ClaimContent) -> set[date]:
    """The last days on which a forecast can come true; none for other claims."""
    days = (
        {find_due_day(each) for each in content.propositions}
        if content.claim.claim_type == "prediction"
        else set()
    )
    return {day for day in days if day}


def find_due_day(proposition: Proposition) -> date | None:
    """The last day on which a forecast can come true: of its date, else of its period."""
    dated = proposition.date_value if isinstance(proposition, QuantityProposition) else None
    period = dated or proposition.period
    return period.latest if period else None


def _compare(
    proposition: Proposition, found: Measurement, policy: Policy, knowledge: Knowledge
) -> Comparison:
    definition = _definition(found, policy)
    if isinstance(proposition, QuantityProposition) and found.holds is None:
        measured = MeasuredFigure(
            figure=found.figure,
            unit=knowledge.unit(found.unit or namespaces.unit_iri(proposition.unit)),
            period=found.period,
            definition=definition,
        )
        return compare_figures(_claimed(proposition, knowledge), measured)
    result = ComparisonOutcome.AGREES if found.holds else ComparisonOutcome.CONFLICTS
    if found.holds is None:
        return Comparison(ComparisonOutcome.NOT_COMPARABLE)
    return (
        Comparison(ComparisonOutcome.OTHER_DEFINITION, result)
        if definition is DefinitionRelation.RELATED
        else Comparison(result)
    )


def _definition(found: Measurement, policy: Policy) -> DefinitionRelation:
    if policy.definition is None or found.metric is None:
        return found.definition
    return DefinitionRelation.SAME if found.metric == policy.definition else DefinitionRelation.RELATED


def _claimed(proposition: QuantityProposition, knowledge: Knowledge) -> ClaimedFigure:
    metric = namespaces.concept_iri("metric", proposition.metric)
    return ClaimedFigure(
        figure=asserted_figure(proposition),
        comparator=proposition.comparator,
        unit=knowledge.unit(namespaces.unit_iri(proposition.unit)),
        period=proposition.period,
        adds_up=metric in knowledge.additive_metrics,
        is_change=proposition.comparator == "change" or knowledge.is_change(metric),
    )
