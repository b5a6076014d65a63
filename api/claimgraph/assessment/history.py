"""How the verdict on a claim changed: from the day it was made, with what became known each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from claimgraph.assessment.assessor import Assessor
from claimgraph.assessment.circumstances import find_due_days
from claimgraph.assessment.claim_contents import ClaimContent
from claimgraph.assessment.decision_table import Verdict
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.measurements import Measurement
from claimgraph.assessment.policy import Policy
from claimgraph.assessment.verdicts import ClaimVerdict


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """From `day` on the verdict is this one: because of what became known, was retracted or was
    replaced that day.

    If none is the case, the day itself made the difference, as when a forecast fell due.
    """

    day: date
    assessment: ClaimVerdict
    newly_known: tuple[Measurement, ...]
    retracted: tuple[Measurement, ...] = ()
    superseded: tuple[Measurement, ...] = ()

    @property
    def verdict(self) -> Verdict:
        return self.assessment.verdict


@dataclass(frozen=True, slots=True)
class VerdictHistory:
    """`when_said`: the verdict on the first day the claim can have been made; None if no day is known."""

    when_said: ClaimVerdict | None
    current: ClaimVerdict
    changes: tuple[VerdictChange, ...]


def load_verdict_history(knowledge: Knowledge, claim: str, policy: Policy) -> VerdictHistory | None:
    """The verdicts on a claim up to the day of the policy; None where the graph does not hold it."""
    assessor = Assessor(knowledge, policy, claim)
    return verdict_history(assessor, assessor.contents[0], policy.as_of) if assessor.contents else None


def verdict_history(assessor: Assessor, content: ClaimContent, until: date) -> VerdictHistory:
    """The verdicts on one of the assessor's claims, up to a day."""
    current = assessor.assess(content, until)  # first: what it rests on holds what earlier days rest on
    days = possible_change_days(assessor, content, until)
    verdicts = [assessor.assess(content, day) for day in reversed(days)][
        ::-1
    ]  # later days answer earlier ones
    first = verdicts[0] if content.first_said and verdicts else None
    changes = _find_changes(verdicts, set(assessor.retraction_days), set(assessor.release_days(content)))
    return VerdictHistory(first, current, tuple(changes))


def possible_change_days(assessor: Assessor, content: ClaimContent, until: date) -> list[date]:
    """The days, up to one, on which the verdict can change; first that on which it can have been made."""
    start, retraction_days = content.first_said, assessor.retraction_days
    release_days = assessor.release_days(content)
    measurements = [
        measurement
        for day in (date.min, *retraction_days)
        for measurement in assessor.measurements_for(content, day)
    ]
    for day in release_days:
        measurements += assessor.measure_aggregates(content, day - timedelta(days=1))
    became_known = {measurement.known_since for measurement in measurements if measurement.known_since}
    due = {day + timedelta(days=1) for day in find_due_days(content) if day < date.max}
    days = sorted({*became_known, *due, *retraction_days, *release_days, *([start] if start else [])})
    return [day for day in days if day <= until and (start is None or day >= start)]


def verdict_when_said(assessor: Assessor, content: ClaimContent, until: date) -> ClaimVerdict | None:
    """The verdict on the first day a claim can have been made; None if that is unknown, or after `until`."""
    start = content.first_said
    return assessor.assess(content, start) if start and start <= until else None


def _find_changes(
    verdicts: list[ClaimVerdict], retraction_days: set[date], release_days: set[date]
) -> list[VerdictChange]:
    changes: list[VerdictChange] = []
    before: list[Measurement] = []
    for verdict in verdicts:
        day, measurements = verdict.policy.as_of, verdict.measurements
        if not changes or changes[-1].verdict != verdict.verdict:
            newly_known = tuple(measurement for measurement in measurements if measurement.known_since == day)
            dropped = tuple(measurement for measurement in before if measurement not in measurements)
            retracted = dropped if day in retraction_days else ()
            superseded = dropped if day in release_days and not retracted else ()
            changes.append(VerdictChange(day, verdict, newly_known, retracted, superseded))
        before = measurements
    return changes
