"""Verdicts on a claim: the computed one with all that led to it, and those of people beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pydantic import Field

from claimgraph.assessment import (
    RULES_VERSION,
    FormulaCheck,
    Knowledge,
    Measurement,
    Reason,
    SentenceWriter,
    Standing,
    Strength,
    Verdict,
    VerdictHistory,
    find_need,
    say_formula,
)
from claimgraph.assessment import ClaimVerdict as ComputedClaimVerdict
from claimgraph.assessment import HumanVerdict as RecordedHumanVerdict
from claimgraph.assessment import Lean as ComputedLean
from claimgraph.assessment import Need as ComputedNeed
from claimgraph.assessment import Policy as AssessmentPolicy
from claimgraph.assessment import PropositionVerdict as ComputedPropositionVerdict
from claimgraph.assessment import VerdictChange as ComputedChange
from claimgraph.documents.comparisons import (
    AssertedContent,
    Comparison,
    DecidedBy,
    describe_asserted_content,
    describe_comparison,
    describe_row,
    row_numbers,
)
from claimgraph.documents.document import AboutClaim, Document
from claimgraph.documents.figures import measurement_text
from claimgraph.documents.rdf_fields import NOT_REVIEWED
from claimgraph.namespaces import thing_iri

_IRI = "https://w3id.org/claimgraph/id/"


class Policy(Document):
    """What an assessment may rest on."""

    as_of: date = Field(description="Only what was known by this day", examples=["2025-01-28"])
    without: list[str] = Field(description="Left out: IRIs of observations, sources, publishers, data sets")
    only: list[str] = Field(description="Only sources of these tiers; empty: of every tier")
    definition: str | None = Field(description="Metric taken as the claim's own; null: the claim's own")
    text: str = Field(description="All of it in words")


class DatedVerdict(Document):
    """A verdict, and the day it speaks for."""

    verdict: Verdict = Field(description="Term of the vocabulary of verdicts", examples=["contradicted"])
    as_of: date = Field(description="Day whose knowledge it rests on")
    decided_by: DecidedBy = Field(description="Why")


class Cause(Document):
    """Something that became known."""

    finding: str = Field(description="What, in words")
    used: list[str] = Field(description="IRIs of what it rests on")


class VerdictChange(DatedVerdict):
    """From this day on the verdict is this one; the first is that of the day the claim was made."""

    day: date = Field(description="First day of this verdict")
    because: list[Cause] = Field(
        description="What became known that day; empty: something was retracted or replaced, or a day passed"
    )
    retracted: list[Cause] = Field(description="What no longer counted, because it was retracted")
    superseded: list[Cause] = Field(
        description="What no longer counted, because a later release of its series replaced it"
    )


class Lean(Document):
    """Where something undecided leans."""

    side: str = Field(description="supported or contradicted", examples=["contradicted"])
    ground: str = Field(description="By what", examples=["every other definition"])


class Need(Document):
    """A measurement that would decide."""

    metric: str = Field(description="IRI of the metric or relation")
    subjects: list[str] = Field(description="IRIs of what would have to be measured")
    partners: list[str] = Field(description="IRIs of the other side")
    period: str | None = Field(description="For when, in EDTF")
    scope: str | None = Field(description="Of which scope")
    interval: str | None = Field(
        description="Figures with which the claim would hold", examples=["(46000, ∞]"]
    )
    unit: str | None = Field(description="Their unit")
    publishers: list[str] = Field(description="IRIs of who publishes figures by this metric")


class OwnFormula(Document):
    """What the claim itself says that a figure is computed from."""

    formula: str = Field(description="IRI of the formula", examples=[f"{_IRI}formula/…"])
    operator: str = Field(description="Term of the vocabulary of operators", examples=["product"])
    text: str = Field(description="What comes out of it, in words")
    holds: bool | None = Field(description="Whether the figure fits that; null: it cannot be told")


class PropositionVerdict(Document):
    """The verdict on one proposition."""

    proposition: str = Field(description="Its IRI", examples=[f"{_IRI}proposition/…"])
    verdict: Verdict = Field(description="Verdict on this part")
    decided_by: DecidedBy = Field(description="Why")
    claimed: AssertedContent = Field(description="What it says")
    due: date | None = Field(description="For forecasts: last day on which it can come true")
    strength: Strength | None = Field(description="How many independent origins decided; null: nothing did")
    lean: Lean | None = Field(description="Where it leans although nothing decides; null: nowhere")
    reason: Reason | None = Field(description="Why it is not decided; null: the readings say")
    needs: Need | None = Field(description="The measurement that would decide; null: it is decided")
    before: str | None = Field(
        description="IRI of the proposition with the figure before a change to this one"
    )
    formulas: list[OwnFormula] = Field(description="The formulas of the claim that compute this figure")


class HumanVerdict(Document):
    """What a person judged: a verdict, or the direction of a line of evidence."""

    record: str = Field(description="IRI of the record")
    verdict: str | None = Field(description="Verdict; null for a line of evidence")
    direction: str | None = Field(description="For a line of evidence: supports, contradicts, …")
    judge: str = Field(description="Who judged")
    judged: str | None = Field(description="When, in EDTF; null: unknown")
    rating: str | None = Field(description="The rating as printed")
    differs: bool = Field(description="True if it differs from the computed verdict")


class VerdictDocument(AboutClaim):
    """The verdict that evidence queries lead to under a policy, computed for this answer."""

    reviewed: bool = Field(description=NOT_REVIEWED)
    sentence: str = Field(description="The answer in plain words")
    verdict: Verdict = Field(description="Term of the vocabulary of verdicts", examples=["contradicted"])
    part: bool = Field(description="True if something of the claim is left as text: the verdict is in part")
    strength: Strength | None = Field(description="The least strength of the parts that decided; or null")
    lean: Lean | None = Field(description="Where the first undecided part leans; null: nowhere")
    reason: Reason | None = Field(description="Why it is not decided; null: its parts say")
    rules_version: str = Field(description="Version of the decision rules")
    as_of: date = Field(description="Day whose knowledge it rests on")
    policy: Policy = Field(description="What it may rest on")
    decided_by: DecidedBy = Field(description="Row of the table for claims")
    parts: list[PropositionVerdict] = Field(description="The verdict on each proposition")
    comparisons: list[Comparison] = Field(
        description="Every measurement beside what the claim says, those that count in the verdict first"
    )
    checks: list[str] = Field(description="IRIs of the checks that found something; the query is `sh:select`")
    said: DatedVerdict | None = Field(
        description="Verdict on the first day it may have been made; null: unknown"
    )
    changes: list[VerdictChange] = Field(description="When the verdict changed, and because of what")
    people: list[HumanVerdict] = Field(description="What people judged")

    @property
    def rows(self) -> str:
        """The numbers of the rows that decided: on the claim, then on its parts."""
        return row_numbers(self.decided_by, (part.decided_by for part in self.parts))

    def comparisons_with(self, part: PropositionVerdict) -> list[Comparison]:
        """The comparisons of measurements with one part of the claim."""
        return [comparison for comparison in self.comparisons if comparison.proposition == part.proposition]


def describe_verdict(
    history: VerdictHistory, knowledge: Knowledge, human_verdicts: Iterable[RecordedHumanVerdict] = ()
) -> VerdictDocument:
    """The verdict on a claim with its sentence, how it changed, and what people judged."""
    verdict = history.current
    leading = verdict.leading
    return VerdictDocument(
        claim=verdict.content.iri,
        identifier=verdict.content.claim.identifier,
        text=verdict.content.claim.text,
        reviewed=verdict.content.is_reviewed,
        sentence=SentenceWriter(knowledge).write(verdict),
        verdict=verdict.verdict,
        part=verdict.is_partial,
        strength=verdict.strength,
        lean=next((lean for part in leading if (lean := _describe_lean(part.lean))), None),
        reason=verdict.reason or next((part.reason for part in leading if part.reason), None),
        rules_version=RULES_VERSION,
        as_of=verdict.policy.as_of,
        policy=describe_policy(verdict.policy),
        decided_by=describe_row(verdict.row),
        parts=[_describe_proposition_verdict(verdict, part, knowledge) for part in verdict.propositions],
        comparisons=[
            describe_comparison(part, reading)
            for part in verdict.propositions
            for reading in sorted(part.readings, key=lambda reading: _STANDINGS.index(reading.standing))
        ],
        checks=list(verdict.evidence_queries),
        said=_describe_dated_verdict(history.when_said) if history.when_said else None,
        changes=[_describe_change(change) for change in history.changes],
        people=[_describe_human_verdict(judgement, verdict.verdict) for judgement in human_verdicts],
    )


_STANDINGS = list(Standing)  # what counts more comes first


def describe_policy(policy: AssessmentPolicy) -> Policy:
    """What an assessment may rest on, field by field and in words."""
    return Policy(
        as_of=policy.as_of,
        without=list(policy.without),
        only=list(policy.only_tiers),
        definition=policy.definition,
        text=policy.describe(),
    )


def _describe_proposition_verdict(
    verdict: ComputedClaimVerdict, part: ComputedPropositionVerdict, knowledge: Knowledge
) -> PropositionVerdict:
    need, before = find_need(verdict, part, knowledge), verdict.content.changes.get(part.proposition.id)
    return PropositionVerdict(
        proposition=part.iri,
        verdict=part.verdict,
        decided_by=describe_row(part.row),
        claimed=describe_asserted_content(part),
        due=part.due_day,
        strength=part.strength,
        lean=_describe_lean(part.lean),
        reason=part.reason,
        needs=_describe_need(need) if need else None,
        before=thing_iri(f"proposition/{before}") if before else None,
        formulas=[_describe_formula(check, verdict, knowledge) for check in part.formulas],
    )


def _describe_formula(check: FormulaCheck, verdict: ComputedClaimVerdict, knowledge: Knowledge) -> OwnFormula:
    return OwnFormula(
        formula=thing_iri(f"formula/{check.formula.id}"),
        operator=check.formula.operator,
        text=say_formula(check, verdict.content, knowledge),
        holds=check.holds,
    )


def _describe_lean(lean: ComputedLean | None) -> Lean | None:
    return Lean(side=lean.side, ground=lean.ground) if lean else None


def _describe_need(need: ComputedNeed) -> Need:
    return Need(
        metric=need.metric,
        subjects=list(need.subjects),
        partners=list(need.partners),
        period=need.period,
        scope=need.scope,
        interval=need.interval,
        unit=need.unit,
        publishers=list(need.publishers),
    )


def _describe_dated_verdict(verdict: ComputedClaimVerdict) -> DatedVerdict:
    return DatedVerdict(
        verdict=verdict.verdict, as_of=verdict.policy.as_of, decided_by=describe_row(verdict.row)
    )


def _describe_change(change: ComputedChange) -> VerdictChange:
    return VerdictChange(
        verdict=change.verdict,
        as_of=change.assessment.policy.as_of,
        decided_by=describe_row(change.assessment.row),
        day=change.day,
        because=_describe_causes(change.newly_known),
        retracted=_describe_causes(change.retracted),
        superseded=_describe_causes(change.superseded),
    )


def _describe_causes(measurements: Iterable[Measurement]) -> list[Cause]:
    return [
        Cause(finding=measurement_text(measurement), used=list(measurement.rests_on))
        for measurement in measurements
    ]


def _describe_human_verdict(judgement: RecordedHumanVerdict, computed: Verdict) -> HumanVerdict:
    return HumanVerdict(
        record=judgement.iri,
        verdict=judgement.verdict,
        direction=judgement.direction,
        judge=judgement.judge,
        judged=judgement.judged_on,
        rating=judgement.rating,
        differs=judgement.differs_from(computed),
    )
