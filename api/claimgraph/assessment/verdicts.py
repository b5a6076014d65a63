"""Decides on a claim: compares what was measured with each proposition, and reads the decision table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from claimgraph.assessment.claim_contents import ClaimContent, Proposition, proposition_iri
from claimgraph.assessment.comparisons import compare_measurement
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
from claimgraph.quantities import Comparison


@dataclass(frozen=True, slots=True)
class MeasuredComparison:
    """A measurement, and what the comparison with the claim came to."""

    measurement: Measurement
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class PropositionVerdict:
    """The verdict on one proposition: by which row of the table, on what; forecasts have a due day."""

    proposition: Proposition
    row: DecisionRow[Circumstances]
    comparisons: tuple[MeasuredComparison, ...]
    due_day: date | None = None

    @property
    def iri(self) -> str:
        return proposition_iri(self.proposition)

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
    def measurements(self) -> list[Measurement]:
        """What was measured and known by then, proposition by proposition."""
        return [
            comparison.measurement
            for proposition in self.propositions
            for comparison in proposition.comparisons
        ]

    @property
    def evidence_queries(self) -> tuple[str, ...]:
        """The evidence queries that found something, by IRI."""
        return tuple(sorted({measurement.evidence_query for measurement in self.measurements}))

    @property
    def rests_on(self) -> tuple[str, ...]:
        """What the measurements rest on, by IRI."""
        return tuple(sorted({iri for measurement in self.measurements for iri in measurement.rests_on}))


def decide_claim(
    content: ClaimContent, policy: Policy, measurements: Iterable[Measurement], knowledge: Knowledge
) -> ClaimVerdict:
    """The verdict on a claim that follows from the measurements that were known by the policy's day."""
    timely = [
        measurement
        for measurement in measurements
        if measurement.known_since is None or measurement.known_since <= policy.as_of
    ]
    propositions = tuple(
        _decide_proposition(proposition, content, policy, timely, knowledge)
        for proposition in content.propositions
    )
    circumstances = ClaimCircumstances(
        [proposition.verdict for proposition in propositions],
        is_made=content.can_have_been_made_by(policy.as_of),
    )
    return ClaimVerdict(content, policy, find_deciding_row(CLAIM_TABLE, circumstances), propositions)


def _decide_proposition(
    proposition: Proposition,
    content: ClaimContent,
    policy: Policy,
    measurements: list[Measurement],
    knowledge: Knowledge,
) -> PropositionVerdict:
    iri = proposition_iri(proposition)
    comparisons = tuple(
        MeasuredComparison(measurement, compare_measurement(proposition, measurement, policy, knowledge))
        for measurement in measurements
        if measurement.proposition == iri
    )
    is_forecast, due = content.claim.claim_type == "prediction", find_due_day(proposition)
    circumstances = Circumstances(
        normative=content.claim.claim_type == "normative",
        open_forecast=is_forecast and due is None,
        before_due=is_forecast and due is not None and policy.as_of <= due,
        comparisons=tuple(comparison.comparison for comparison in comparisons),
    )
    row = find_deciding_row(PROPOSITION_TABLE, circumstances)
    return PropositionVerdict(proposition, row, comparisons, due if is_forecast else None)


def find_due_days(content: ClaimContent) -> set[date]:
    """The last days on which a forecast can come true; none for other claims."""
    if content.claim.claim_type != "prediction":
        return set()
    days = {find_due_day(proposition) for proposition in content.propositions}
    return {day for day in days if day}


def find_due_day(proposition: Proposition) -> date | None:
    """The last day on which a forecast can come true: of its date, else of its period."""
    dated = proposition.date_value if isinstance(proposition, QuantityProposition) else None
    period = dated or proposition.period
    return period.latest if period else None
