"""How the verdict on a claim changed: from the day it was said, with what became known each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from claimgraph.assessment.assessor import Judge
from claimgraph.assessment.claim_contents import Content
from claimgraph.assessment.decision_table import Verdict
from claimgraph.assessment.measurements import Finding
from claimgraph.assessment.policy import Policy
from claimgraph.assessment.verdicts import Assessment, due_days
from claimgraph.stores import Store


@dataclass(frozen=True, slots=True)
class Change:
    """From `day` on the verdict is this one.

    `because`: what became known that day. `retracted`: what counts no longer. Neither: a day came.
    """

    day: date
    assessment: Assessment
    because: tuple[Finding, ...]
    retracted: tuple[Finding, ...] = ()

    @property
    def verdict(self) -> Verdict:
        return self.assessment.verdict


@dataclass(frozen=True, slots=True)
class History:
    """`said`: the verdict on the first day it can have been said; None where no day is known."""

    said: Assessment | None
    now: Assessment
    changes: tuple[Change, ...]


def history(store: Store, claim: str, policy: Policy) -> History | None:
    """The verdicts on a claim up to the day of the policy; None where the graph does not hold it."""
    judge = Judge(store, policy, claim)
    return told(judge, judge.contents[0], policy.as_of) if judge.contents else None


def told(judge: Judge, content: Content, until: date) -> History:
    """The verdicts on one of the claims of a judge."""
    verdicts = [(day, judge.on(content, day)) for day in days(judge, content, until)]
    said = verdicts[0][1] if content.first_said and verdicts else None
    return History(said, judge.on(content, until), tuple(_changes(verdicts, judge)))


def days(judge: Judge, content: Content, until: date) -> list[date]:
    """The days, up to one, on which the verdict can change; first that on which it can have been said."""
    start, retracted = content.first_said, judge.retractions
    found = [judge.of(content, day) for day in (date.min, *retracted)]
    known = {each.known for parts in found for some in parts.values() for each in some if each.known}
    due = {day + timedelta(days=1) for day in due_days(content) if day < date.max}
    able = sorted({*known, *due, *retracted, *([start] if start else [])})
    return [day for day in able if day <= until and (start is None or day >= start)]


def when_said(judge: Judge, content: Content, until: date) -> Assessment | None:
    """The verdict on the first day a claim can have been said; None where that is unknown, or is to come."""
    start = content.first_said
    return judge.on(content, start) if start and start <= until else None


def _changes(told: list[tuple[date, Assessment]], judge: Judge) -> list[Change]:
    changes: list[Change] = []
    before: list[Finding] = []
    for day, assessment in told:
        findings = [one.finding for part in assessment.parts for one in part.compared]
        if not changes or changes[-1].verdict != assessment.verdict:
            fresh = [each for each in findings if each.known == day]
            gone = [each for each in before if each not in findings] if day in judge.retractions else []
            changes.append(Change(day, assessment, tuple(fresh), tuple(gone)))
        before = findings
    return changes
