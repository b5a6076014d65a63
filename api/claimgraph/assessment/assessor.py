"""Assesses claims: runs evidence queries and decides on what they find, for any day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from claimgraph import namespaces
from claimgraph.assessment.claim_contents import ClaimContent, load_claim_contents
from claimgraph.assessment.evidence_queries import EvidenceQuery, bind_evidence_query
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.measurements import Measurement, read_measurement
from claimgraph.assessment.policy import Policy, exclusions_over_time
from claimgraph.assessment.verdicts import ClaimVerdict, MeasurementsByProposition, decide_claim


def assess_claim(knowledge: Knowledge, claim: str, policy: Policy) -> ClaimVerdict | None:
    """The verdict on the claim with this IRI; None where the graph does not hold it."""
    return next(iter(assess_claims(knowledge, policy, claim)), None)


def assess_claims(knowledge: Knowledge, policy: Policy, claim: str | None = None) -> list[ClaimVerdict]:
    """The verdict on every claim, or on one; sorted by id."""
    assessor = Assessor(knowledge, policy, claim)
    return [assessor.assess(content, policy.as_of) for content in assessor.contents]


class Assessor:
    """Assesses claims on any day up to that of a policy. Aggregates are computed anew for each day."""

    def __init__(self, knowledge: Knowledge, policy: Policy, claim: str | None = None) -> None:
        self._knowledge, self._policy, self._claim = knowledge, policy, claim
        self._exclusions = exclusions_over_time(knowledge, policy)
        self._measured: dict[tuple[str, ...], MeasurementsByProposition] = {}
        self.contents = load_claim_contents(knowledge.store, claim)

    @property
    def retraction_days(self) -> list[date]:
        """The days up to that of the policy on which something was retracted."""
        return [day for day in self._exclusions.retraction_days if day <= self._policy.as_of]

    def assess(self, content: ClaimContent, day: date) -> ClaimVerdict:
        """The verdict with what was known by that day."""
        measured = self.measurements_for(content, day)
        if day != self._policy.as_of and (queries := self._queries_to_repeat(measured)):
            repeated = self._measure(queries, content.iri, day, self._exclusions.on(day))
            measured = _merge(_omit(measured, {query.iri for query in queries}), repeated)
        remaining = content.without(self._exclusions.on(day))
        return decide_claim(remaining, self._policy.on(day), measured, self._knowledge)

    def measurements_for(self, content: ClaimContent, day: date) -> MeasurementsByProposition:
        """What was measured of a claim by the day of the policy, without what was retracted by `day`."""
        excluded = self._exclusions.on(day)
        if excluded not in self._measured:
            queries = self._evidence_queries()
            self._measured[excluded] = self._measure(queries, self._claim, self._policy.as_of, excluded)
        measured = self._measured[excluded]
        return {iri: measured[iri] for iri in _proposition_iris(content) if iri in measured}

    def _evidence_queries(self) -> Iterable[EvidenceQuery]:
        knowledge = self._knowledge
        return knowledge.evidence_queries_for(self._claim) if self._claim else knowledge.evidence_queries

    def _measure(
        self, queries: Iterable[EvidenceQuery], claim: str | None, day: date, excluded: tuple[str, ...]
    ) -> MeasurementsByProposition:
        measured: dict[str, list[Measurement]] = defaultdict(list)
        for query in queries:
            for row in self._knowledge.store.select(bind_evidence_query(query, claim, day, excluded)):
                measurement = read_measurement(row, query.iri)
                measured[measurement.proposition].append(measurement)
        return {proposition: tuple(measured[proposition]) for proposition in measured}

    def _queries_to_repeat(self, measured: MeasurementsByProposition) -> list[EvidenceQuery]:
        """By an earlier day a query knows less, so only those that found something can find something."""
        fruitful = {
            measurement.evidence_query for measurements in measured.values() for measurement in measurements
        }
        queries = self._evidence_queries()
        return [query for query in queries if query.is_aggregated and query.iri in fruitful]


def _proposition_iris(content: ClaimContent) -> list[str]:
    return [namespaces.thing_iri(f"proposition/{proposition.id}") for proposition in content.propositions]


def _omit(measured: MeasurementsByProposition, queries: set[str]) -> MeasurementsByProposition:
    return {
        iri: tuple(measurement for measurement in measurements if measurement.evidence_query not in queries)
        for iri, measurements in measured.items()
    }


def _merge(one: MeasurementsByProposition, other: MeasurementsByProposition) -> MeasurementsByProposition:
    return {iri: one.get(iri, ()) + other.get(iri, ()) for iri in {*one, *other}}
