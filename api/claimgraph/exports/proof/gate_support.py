"""What the gates of a verdict look at besides the evidence: who stands behind sources, scopes, and prices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimgraph import namespaces
from claimgraph.assessment import (
    ClaimContent,
    ClaimVerdict,
    Knowledge,
    Measurement,
    Reading,
    find_claimed_scope,
    find_scope,
    list_price_observations,
)
from claimgraph.model import QuantityProposition
from claimgraph.quantities import Operator


def list_gate_support(
    knowledge: Knowledge,
    content: ClaimContent,
    verdicts: Iterable[ClaimVerdict],
    measurements: Iterable[Measurement],
) -> set[str]:
    """The IRIs of the things that have to be described so that every gate leaves the same mark.

    `measurements`: all that was measured. Those of a scope that excludes the claimed one are no readings, and
    must be none in the bundle either.
    """
    readings = [reading for verdict in verdicts for part in verdict.propositions for reading in part.readings]
    return {
        *_origins_of_claim(knowledge, content),
        *_origins_of_evidence(knowledge, readings),
        *_list_claimed_metrics(content),
        *_scopes(knowledge, content, measurements),
        *list_price_observations(readings, knowledge),
        *_list_exchange_rates(knowledge, content),
    }


def _origins_of_claim(knowledge: Knowledge, content: ClaimContent) -> Iterator[str]:
    """Whoever made the claim, whom they had it from, and who stands behind the documents."""
    provenance = knowledge.provenance
    for utterance in content.utterances:
        for iri in provenance.walk_back(namespaces.thing_iri(f"utterance/{utterance.id}")):
            origin = provenance.utterances[iri]
            yield iri
            yield from origin.sources
            yield from provenance.find_wholes(origin.speakers)
            for source in origin.sources:
                yield from provenance.find_agents(source)


def _origins_of_evidence(knowledge: Knowledge, readings: Iterable[Reading]) -> Iterator[str]:
    provenance = knowledge.provenance
    for reading in readings:
        for thing in reading.measurement.rests_on:
            facts = knowledge.evidence_facts.find(thing)
            yield from provenance.find_wholes(facts.agents)
            for source in facts.sources:
                yield source
                yield from provenance.find_agents(source)
            if thing in provenance.utterances:
                yield from provenance.walk_back(thing)


def _list_exchange_rates(knowledge: Knowledge, content: ClaimContent) -> tuple[str, ...]:
    """The rates by which a formula of the claim brings an amount into another currency."""
    has_conversion = any(formula.operator == Operator.CONVERSION for formula in content.formulas)
    year = content.first_said.year if has_conversion and content.first_said else 0
    return knowledge.price_observations.get(year, ())


def _list_claimed_metrics(content: ClaimContent) -> Iterator[str]:
    for proposition in content.propositions:
        if isinstance(proposition, QuantityProposition):
            yield namespaces.concept_iri("metric", proposition.metric)
            yield namespaces.unit_iri(proposition.unit)


def _scopes(
    knowledge: Knowledge, content: ClaimContent, measurements: Iterable[Measurement]
) -> Iterator[str]:
    """The concepts that the texts mean, with all that is broader."""
    texts = [find_scope(measurement, knowledge) for measurement in measurements]
    texts += [find_claimed_scope(proposition, knowledge) for proposition in content.propositions]
    for scope in {scope for scopes in texts for scope in scopes if not scope.startswith("text:")}:
        for slug in (scope, *knowledge.scopes.broader.get(scope, ())):
            yield namespaces.concept_iri("scope", slug)
    yield namespaces.concept_iri("scope", "as-the-metric")
