"""Assesses claims: runs evidence queries and decides on what they find, for any day."""

from __future__ import annotations

from copy import copy
from datetime import date

from claimgraph.assessment.claim_contents import ClaimContent, load_claim_contents, proposition_iri
from claimgraph.assessment.evidence_queries import EvidenceQuery
from claimgraph.assessment.evidence_runs import EvidenceRuns, MeasurementsByProposition
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.measurements import Measurement
from claimgraph.assessment.policy import Policy, evidence_exclusions_over_time
from claimgraph.assessment.verdicts import ClaimVerdict, decide_claim


def assess_claim(knowledge: Knowledge, claim: str, policy: Policy) -> ClaimVerdict | None:
    """The verdict on the claim with this IRI; None where the graph does not hold it."""
    return next(iter(assess_claims(knowledge, policy, claim)), None)


def assess_claims(knowledge: Knowledge, policy: Policy, claim: str | None = None) -> list[ClaimVerdict]:
    """The verdict on every claim, or on one; sorted by id."""
    assessor = Assessor(knowledge, policy, claim)
    return [assessor.assess(content, policy.as_of) for content in assessor.contents]


class Assessor:
    """Assesses claims on any day up to that of a policy.

    Evidence queries run once, with what is known by the policy's day and with what was retracted since.
    For an earlier day measurements that became known later, or rest on what was retracted or replaced by
    then, drop out. Only queries that aggregate run again: what they counted cannot be taken apart.
    """

    def __init__(self, knowledge: Knowledge, policy: Policy, claim: str | None = None) -> None:
        self._knowledge, self._policy, self._claim = knowledge, policy, claim
        self._exclusions = evidence_exclusions_over_time(knowledge, policy)
        self._runs = self._runs_anew = EvidenceRuns(knowledge.store)
        self._claims_by_query: dict[str, str | tuple[str, ...]] = {}
        self.contents = knowledge.once(load_claim_contents, knowledge.store, claim)

    def until(self, day: date) -> Assessor:
        """An assessor of the same claims up to a day, which shares what this one finds.

        What has to be counted anew for an earlier day it keeps to itself, so that many days fill no memory.
        """
        if day > self._policy.as_of:
            return Assessor(self._knowledge, self._policy.on(day), self._claim)
        if day == self._policy.as_of:
            return self
        assessor = copy(self)
        assessor._runs_anew = EvidenceRuns(self._knowledge.store)
        return assessor

    @property
    def retraction_days(self) -> list[date]:
        """The days up to that of the policy on which something was retracted."""
        return [day for day in self._exclusions.retraction_days if day <= self._policy.as_of]

    def assess(self, content: ClaimContent, day: date) -> ClaimVerdict:
        """The verdict with what was known by that day."""
        measurements = [
            measurement
            for query in self._knowledge.evidence_queries_for(content)
            for measurement in self._measure_by(query, content, day)
        ]
        remaining = content.without(self._exclusions.on(day))
        return decide_claim(remaining, self._policy.on(day), measurements, self._knowledge)

    def measurements_for(self, content: ClaimContent, day: date) -> list[Measurement]:
        """What was measured of a claim by the day of the policy, without what was retracted by `day`."""
        return [
            measurement
            for query in self._knowledge.evidence_queries_for(content)
            for measurement in self._measure(query, content, day)
        ]

    def measure_aggregates(self, content: ClaimContent, day: date) -> list[Measurement]:
        """What queries whose figures a release replaced since find with what was current on a day."""
        return [
            measurement
            for query in self._knowledge.evidence_queries_for(content)
            if self._is_replaced_since(query, content, day)
            for measurement in self._measure_anew(query, content, day)
        ]

    def release_days(self, content: ClaimContent) -> list[date]:
        """The days up to that of the policy on which a release replaced what a claim may be set against."""
        queries = self._knowledge.evidence_queries_for(content)
        aggregated = (query for query in queries if query.is_aggregated)
        days = {day for query in aggregated for day in self._release_days_of(query, content)}
        for measurement in self.measurements_for(content, date.min):
            replaced = (self._knowledge.superseded.get(iri) for iri in measurement.rests_on)
            days |= {superseded[0] for superseded in replaced if superseded}
        return sorted(day for day in days if day <= self._policy.as_of)

    def _measure_by(self, query: EvidenceQuery, content: ClaimContent, day: date) -> list[Measurement]:
        measurements = self._measure(query, content, day)
        if not query.is_aggregated or day == self._policy.as_of:
            return measurements
        # By an earlier day a query knows less, so only one that finds something can have found something,
        # unless a release has dropped figures since.
        may_differ = measurements or self._is_replaced_since(query, content, day)
        return self._measure_anew(query, content, day) if may_differ else measurements

    def _measure_anew(self, query: EvidenceQuery, content: ClaimContent, day: date) -> list[Measurement]:
        excluded, current_on = self._exclusions.on(day), self._last_release(query, content, day)
        return _select(self._runs_anew.measure(query, content.iri, day, excluded, current_on), content)

    def _measure(self, query: EvidenceQuery, content: ClaimContent, day: date) -> list[Measurement]:
        if query.is_aggregated:
            excluded = self._exclusions.on(day)
            current_on = self._last_release(query, content, self._policy.as_of)
        else:
            excluded, current_on = self._exclusions.on(date.min), date.min
        measured = self._runs.measure(query, self._claims_of(query), self._policy.as_of, excluded, current_on)
        measurements = _select(measured, content)
        if query.is_aggregated:
            return measurements
        return [measurement for measurement in measurements if not self._has_fallen(measurement, day)]

    def _claims_of(self, query: EvidenceQuery) -> str | tuple[str, ...]:
        """The claims to run a query for. Named, they lead the engine to what it has to look at."""
        if query.iri not in self._claims_by_query:
            covered = (content.iri for content in self.contents if query.scope.covers(content))
            self._claims_by_query[query.iri] = self._claim or tuple(covered)
        return self._claims_by_query[query.iri]

    def _has_fallen(self, measurement: Measurement, day: date) -> bool:
        fallen = self._knowledge.fallen_since
        return any(
            (iri in fallen and fallen[iri] <= day) or self._is_replaced(iri, day)
            for iri in measurement.rests_on
        )

    def _is_replaced(self, iri: str, day: date) -> bool:
        """True if a release that counts had replaced the figure by the day."""
        replaced, release = self._knowledge.superseded.get(iri, (date.max, ""))
        return replaced <= day and release not in self._exclusions.on(day)

    def _is_replaced_since(self, query: EvidenceQuery, content: ClaimContent, day: date) -> bool:
        """True for a query that aggregates, if a release replaced figures that it may count after a day."""
        last, last_by_now = (self._last_release(query, content, end) for end in (day, self._policy.as_of))
        return query.is_aggregated and last != last_by_now

    def _last_release(self, query: EvidenceQuery, content: ClaimContent, day: date) -> date:
        """The last day up to this one on which figures that the query may count were replaced."""
        days = self._release_days_of(query, content)
        return max((release for release in days if release <= day), default=date.min)

    def _release_days_of(self, query: EvidenceQuery, content: ClaimContent) -> set[date]:
        """The release days of the metrics that the query names, or that it takes from the claim."""
        claimed = {getattr(proposition, "metric", None) for proposition in content.propositions}
        iris = [proposition_iri(proposition) for proposition in content.propositions]
        return {
            day
            for slug, days in self._knowledge.release_days.items()
            if slug in claimed or query.names_metric(slug, iris)
            for day in days
        }


def _select(measured: MeasurementsByProposition, content: ClaimContent) -> list[Measurement]:
    iris = (proposition_iri(proposition) for proposition in content.propositions)
    return [measurement for iri in iris for measurement in measured.get(iri, ())]
