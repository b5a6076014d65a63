"""Assesses claims: runs their checks and has what they find judged, for any day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from claimgraph import namespaces
from claimgraph.assessment.claim_contents import Content, contents, measures
from claimgraph.assessment.evidence_queries import Check, bound, checks
from claimgraph.assessment.measurements import Finding, finding
from claimgraph.assessment.policy import Policy, left_out, passed_over
from claimgraph.assessment.verdicts import Assessment, Found, judge
from claimgraph.stores import Store


def assess(store: Store, claim: str, policy: Policy) -> Assessment | None:
    """The verdict on the claim with this IRI; None where the graph does not hold it."""
    return next(iter(assess_all(store, policy, claim)), None)


def assess_all(store: Store, policy: Policy, claim: str | None = None) -> list[Assessment]:
    """The verdict on every claim, or on one; sorted by id."""
    judge = Judge(store, policy, claim)
    return [judge.on(each, policy.as_of) for each in judge.contents]


def gather(
    store: Store,
    policy: Policy,
    claim: str | None = None,
    run: list[Check] | None = None,
    without: tuple[str, ...] | None = None,
) -> Found:
    """All that the checks find, by proposition.

    `run`: only these checks. `without`: what is left out, where it is not that of the policy's day.
    """
    by_part: dict[str, list[Finding]] = defaultdict(list)
    without = left_out(store, policy) if without is None else without
    for check in checks(store, claim) if run is None else run:
        for row in store.select(bound(check, claim, policy.as_of, without)):
            one = finding(row, check.iri)
            by_part[one.proposition].append(one)
    return {proposition: tuple(found) for proposition, found in by_part.items()}


class Judge:
    """Judges claims on any day up to that of a policy. What a check counted together is counted anew."""

    def __init__(self, store: Store, policy: Policy, claim: str | None = None) -> None:
        self._store, self._policy, self._claim, self._known = store, policy, claim, measures(store)
        self._counting = [check for check in checks(store, claim) if check.counts]
        self._left_out, self._found = passed_over(store, policy), dict[tuple[str, ...], Found]()
        self.contents = contents(store, claim)

    @property
    def retractions(self) -> list[date]:
        """The days up to that of the policy on which something was retracted."""
        return [day for day in self._left_out.days if day <= self._policy.as_of]

    def of(self, content: Content, day: date | None = None) -> Found:
        """What was found for the parts of a claim, without what was retracted by that day."""
        found = self._gathered(self._left_out.on(day or self._policy.as_of))
        return {part: found[part] for part in _parts(content) if part in found}

    def on(self, content: Content, day: date) -> Assessment:
        """The verdict with what was known by that day."""
        policy, found = self._policy.on(day), self.of(content, day)
        if day != self._policy.as_of and (anew := self._anew(found)):
            again = gather(self._store, policy, content.iri, anew)
            found = _together(_only(found, {check.iri for check in anew}), again)
        return judge(content.less(self._left_out.on(day)), policy, found, self._known)

    def _gathered(self, without: tuple[str, ...]) -> Found:
        if without not in self._found:
            self._found[without] = gather(self._store, self._policy, self._claim, without=without)
        return self._found[without]

    def _anew(self, found: Found) -> list[Check]:
        """By an earlier day a check knows less, so only what found something can find something."""
        used = {one.check for each in found.values() for one in each}
        return [check for check in self._counting if check.iri in used]


def _parts(content: Content) -> list[str]:
    return [namespaces.thing(f"proposition/{part.id}") for part in content.parts]


def _only(found: Found, without: set[str]) -> Found:
    return {part: tuple(one for one in each if one.check not in without) for part, each in found.items()}


def _together(one: Found, other: Found) -> Found:
    return {part: one.get(part, ()) + other.get(part, ()) for part in {*one, *other}}
