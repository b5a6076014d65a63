"""How the verdict on a claim changed: from the day it was said, with what became known each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from claimgraph.checks.assess import Assessment, Found, Judge
from claimgraph.checks.contents import Content
from claimgraph.checks.findings import Finding
from claimgraph.checks.policy import Policy
from claimgraph.checks.verdicts import Verdict
from claimgraph.stores import Store


@dataclass(frozen=True, slots=True)
class Change:
    """From `day` on the verdict is this one. `because`: what became known that day; none: a day came."""

    day: date
    assessment: Assessment
    because: tuple[Finding, ...]

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
    return History(said, judge.on(content, until), tuple(_changes(verdicts, judge.of(content))))


def days(judge: Judge, content: Content, until: date) -> list[date]:
    """The days up to one on which the verdict can change, from the first on which it can have been said."""
    found, now, start = judge.of(content), judge.on(content, until), content.first_said
    able = sorted({*_days(found, now), *([start] if start else [])})
    return [day for day in able if day <= until and (start is None or day >= start)]


def when_said(judge: Judge, content: Content, until: date) -> Assessment | None:
    """The verdict on the first day a claim can have been said; None where that is unknown, or is to come."""
    start = content.first_said
    return judge.on(content, start) if start and start <= until else None


def _days(found: Found, now: Assessment) -> set[date]:
    """The days on which a verdict can change: something became known, or a forecast fell due."""
    known = {each.known for findings in found.values() for each in findings if each.known}
    return known | {part.due + timedelta(days=1) for part in now.parts if part.due and part.due < date.max}


def _changes(told: list[tuple[date, Assessment]], found: Found) -> list[Change]:
    changes: list[Change] = []
    for day, assessment in told:
        if not changes or changes[-1].verdict != assessment.verdict:
            fresh = [each for findings in found.values() for each in findings if each.known == day]
            changes.append(Change(day, assessment, tuple(fresh)))
    return changes
