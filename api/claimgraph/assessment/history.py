"""How the verdict on a claim changed: from the day it was said, with what became known each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from claimgraph.assessment.assessor import Assessor
from claimgraph.assessment.claim_contents import ClaimContent
from claimgraph.assessment.decision_table import Verdict
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.measurements import Measurement
from claimgraph.assessment.policy import Policy
from claimgraph.assessment.verdicts import ClaimVerdict, find_due_days


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """From `day` on the verdict is this one.

    `because`: what became known that day. `retracted`: what counts no longer. Neither: a day came.
    """

    day: date
    assessment: ClaimVerdict
    newly_known: tuple[Measurement, ...]
    retracted: tuple[Measurement, ...] = ()

    @property
    def verdict(self) -> Verdict:
        return self.assessment.verdict


@dataclass(frozen=True, slots=True)
class VerdictHistory:
    """`said`: the verdict on the first day it can have been said; None where no day is known."""

    when_said: ClaimVerdict | None
    current: ClaimVerdict
    changes: tuple[VerdictChange, ...]


def load_verdict_history(knowledge: Knowledge, claim: str, policy: Policy) -> VerdictHistory | None:
    """The verdicts on a claim up to the day of the policy; None where the graph does not hold it."""
    judge = Assessor(knowledge, policy, claim)
    return verdict_history(judge, judge.contents[0], policy.as_of) if judge.contents else None


def verdict_history(assessor: Assessor, content: ClaimContent, until: date) -> VerdictHistory:
    """The verdicts on one of the claims of a judge."""
    verdicts = [
        (day, assessor.assess(content, day)) for day in possible_change_days(assessor, content, until)
    ]
    said = verdicts[0][1] if content.first_said and verdicts else None
    return VerdictHistory(said, assessor.assess(content, until), tuple(_changes(verdicts, assessor)))


def possible_change_days(assessor: Assessor, content: ClaimContent, until: date) -> list[date]:
    """The days, up to one, on which the verdict can change; first that on which it can have been said."""
    start, retracted = content.first_said, assessor.retraction_days
    found = [assessor.measurements_for(content, day) for day in (date.min, *retracted)]
    known = {
        each.known_since for parts in found for some in parts.values() for each in some if each.known_since
    }
    due = {day + timedelta(days=1) for day in find_due_days(content) if day < date.max}
    able = sorted({*known, *due, *retracted, *([start] if start else [])})
    return [day for day in able if day <= until and (start is None or day >= start)]


def verdict_when_said(assessor: Assessor, content: ClaimContent, until: date) -> ClaimVerdict | None:
    """The verdict on the first day a claim can have been said; None where that is unknown, or is to come."""
    start = content.first_said
    return assessor.assess(content, start) if start and start <= until else None


def _changes(told: list[tuple[date, ClaimVerdict]], judge: Assessor) -> list[VerdictChange]:
    changes: list[VerdictChange] = []
    before: list[Measurement] = []
    for day, assessment in told:
        findings = [one.measurement for part in assessment.propositions for one in part.comparisons]
        if not changes or changes[-1].verdict != assessment.verdict:
            fresh = [each for each in findings if each.known_since == day]
            gone = [each for each in before if each not in findings] if day in judge.retraction_days else []
            changes.append(VerdictChange(day, assessment, tuple(fresh), tuple(gone)))
        before = findings
    return changes
