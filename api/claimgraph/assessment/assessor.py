"""Assesses claims: runs their checks and has what they find judged, for any day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from claimgraph import namespaces
from claimgraph.assessment.claim_contents import ClaimContent, load_claim_contents, load_metrics_and_units
from claimgraph.assessment.evidence_queries import EvidenceQuery, bind_evidence_query, load_evidence_queries
from claimgraph.assessment.measurements import Measurement, read_measurement
from claimgraph.assessment.policy import Policy, exclusions, exclusions_over_time
from claimgraph.assessment.verdicts import ClaimVerdict, MeasurementsByProposition, decide_claim
from claimgraph.stores import Store


def assess_claim(store: Store, claim: str, policy: Policy) -> ClaimVerdict | None:
    """The verdict on the claim with this IRI; None where the graph does not hold it."""
    return next(iter(assess_claims(store, policy, claim)), None)


def assess_claims(store: Store, policy: Policy, claim: str | None = None) -> list[ClaimVerdict]:
    """The verdict on every claim, or on one; sorted by id."""
    judge = Assessor(store, policy, claim)
    return [judge.assess(each, policy.as_of) for each in judge.contents]


def find_measurements(
    store: Store,
    policy: Policy,
    claim: str | None = None,
    queries: list[EvidenceQuery] | None = None,
    excluded: tuple[str, ...] | None = None,
) -> MeasurementsByProposition:
    """All that the checks find, by proposition.

    `run`: only these checks. `without`: what is left out, where it is not that of the policy's day.
    """
    by_part: dict[str, list[Measurement]] = defaultdict(list)
    excluded = exclusions(store, policy) if excluded is None else excluded
    for check in load_evidence_queries(store, claim) if queries is None else queries:
        for row in store.select(bind_evidence_query(check, claim, policy.as_of, excluded)):
            one = read_measurement(row, check.iri)
            by_part[one.proposition].append(one)
    return {proposition: tuple(found) for proposition, found in by_part.items()}


class Assessor:
    """Judges claims on any day up to that of a policy. What a check counted together is counted anew."""

    def __init__(self, store: Store, policy: Policy, claim: str | None = None) -> None:
        self._store, self._policy, self._claim, self._known = (
            store,
            policy,
            claim,
            load_metrics_and_units(store),
        )
        self._counting = [check for check in load_evidence_queries(store, claim) if check.is_aggregated]
        self._left_out, self._found = (
            exclusions_over_time(store, policy),
            dict[tuple[str, ...], MeasurementsByProposition](),
        )
        self.contents = load_claim_contents(store, claim)

    @property
    def retraction_days(self) -> list[date]:
        """The days up to that of the policy on which something was retracted."""
        return [day for day in self._left_out.retraction_days if day <= self._policy.as_of]

    def measurements_for(self, content: ClaimContent, day: date | None = None) -> MeasurementsByProposition:
        """What was found for the parts of a claim, without what was retracted by that day."""
        found = self._gathered(self._left_out.on(day or self._policy.as_of))
        return {part: found[part] for part in _parts(content) if part in found}

    def assess(self, content: ClaimContent, day: date) -> ClaimVerdict:
        """The verdict with what was known by that day."""
        policy, found = self._policy.on(day), self.measurements_for(content, day)
        if day != self._policy.as_of and (anew := self._anew(found)):
            again = find_measurements(self._store, policy, content.iri, anew)
            found = _together(_only(found, {check.iri for check in anew}), again)
        return decide_claim(content.without(self._left_out.on(day)), policy, found, self._known)

    def _gathered(self, without: tuple[str, ...]) -> MeasurementsByProposition:
        if without not in self._found:
            self._found[without] = find_measurements(self._store, self._policy, self._claim, excluded=without)
        return self._found[without]

    def _anew(self, found: MeasurementsByProposition) -> list[EvidenceQuery]:
        """By an earlier day a check knows less, so only what found something can find something."""
        used = {one.evidence_query for each in found.values() for one in each}
        return [check for check in self._counting if check.iri in used]


def _parts(content: ClaimContent) -> list[str]:
    return [namespaces.thing(f"proposition/{part.id}") for part in content.propositions]


def _only(found: MeasurementsByProposition, without: set[str]) -> MeasurementsByProposition:
    return {
        part: tuple(one for one in each if one.evidence_query not in without) for part, each in found.items()
    }


def _together(one: MeasurementsByProposition, other: MeasurementsByProposition) -> MeasurementsByProposition:
    return {part: one.get(part, ()) + other.get(part, ()) for part in {*one, *other}}
