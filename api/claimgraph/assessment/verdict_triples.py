"""Encodes computed verdicts as triples: what the graph keeps of an assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph.assessment.decision_table import DecisionRow
from claimgraph.assessment.gates import Standing
from claimgraph.assessment.readings import Reading
from claimgraph.assessment.terms_of_use import encode_terms
from claimgraph.assessment.verdicts import RULES_VERSION, ClaimVerdict, PropositionVerdict
from claimgraph.datasets import JointTerms
from claimgraph.namespaces import concept_iri, thing_iri
from claimgraph.quantities import ComparisonOutcome, DefinitionRelation
from claimgraph.rdf import XSD_DATE, named_node

COMPUTED, WHEN_SAID = "computed", "when-said"  # the two assessments that the graph keeps of a claim
# A count of cg:verdict counts claims: the verdict of the day when a claim was made has another property.
_VERDICT = {COMPUTED: "cg:verdict", WHEN_SAID: "cg:verdictWhenSaid"}
_SIDES = {
    ComparisonOutcome.AGREES: "cg:hasAgreeingObservation",
    ComparisonOutcome.CONFLICTS: "cg:hasConflictingObservation",
}
_COUNTING = (Standing.DECIDES, Standing.READS)
_OBSERVATION = thing_iri("observation/")
# Verdicts are added after reasoning, so that what follows from their class is stated here.
_KINDS = ("cg:Assessment", "prov:Entity")


def encode_verdict(verdict: ClaimVerdict, name: str, sentence: str, terms: JointTerms) -> Iterator[Triple]:
    """The triples about a verdict under these terms of use; `name` is COMPUTED or WHEN_SAID.

    Propositions and readings are encoded for the current one alone.
    """
    subject = NamedNode(thing_iri(f"assessment/{verdict.content.claim.id}-{name}"))
    yield from _encode_kinds(subject, _KINDS)
    yield Triple(subject, named_node("cg:assesses"), NamedNode(verdict.content.iri))
    yield _relate(subject, _VERDICT[name], "verdict", verdict.verdict)
    for name_, value in _literals_of(verdict, sentence, is_current=name == COMPUTED):
        yield Triple(subject, named_node(name_), value)
    yield from encode_terms(subject, terms)
    if verdict.reason:
        yield _relate(subject, "cg:verdictReason", "reason", verdict.reason)
    for query in verdict.evidence_queries:
        yield Triple(subject, named_node("cg:byCheck"), NamedNode(query))
    for observation in list_observations_used(verdict):
        yield Triple(subject, named_node("cg:usesObservation"), NamedNode(observation))
    if name == COMPUTED:
        yield from _encode_sides(subject, verdict)
        for part in verdict.propositions:
            yield from _encode_part(subject, part)


def _literals_of(verdict: ClaimVerdict, sentence: str, *, is_current: bool) -> Iterator[tuple[str, Literal]]:
    yield "cg:asOf", Literal(verdict.policy.as_of.isoformat(), datatype=XSD_DATE)
    yield "cg:method", Literal(explain_decision(verdict))
    yield "cg:sentence", Literal(sentence, language="en")
    yield "cg:rulesVersion", Literal(RULES_VERSION)
    yield "cg:isCurrent", Literal(is_current)
    if verdict.is_partial:
        yield "cg:isInPart", Literal(True)  # noqa: FBT003 - the value itself
    if verdict.strength:
        yield "cg:evidenceStrength", Literal(verdict.strength)


def _encode_sides(assessment: NamedNode, verdict: ClaimVerdict) -> Iterator[Triple]:
    """The observations that agree with the claim, and those that conflict: each once, however often read.

    One of the many that a rank or share was counted from does neither.
    """
    pairs = {
        (_SIDES[reading.outcome], iri)
        for part in verdict.propositions
        for reading in part.readings
        if reading.standing in _COUNTING and reading.outcome in _SIDES
        if reading.measurement.evidence_query not in part.context.knowledge.aggregated_queries
        for iri in _observations_of(reading)
    }
    for name, iri in sorted(pairs):
        yield Triple(assessment, named_node(name), NamedNode(iri))


def _encode_part(assessment: NamedNode, part: PropositionVerdict) -> Iterator[Triple]:
    subject = NamedNode(thing_iri(f"proposition-verdict/{part.proposition.id}"))
    yield Triple(assessment, named_node("cg:hasPropositionVerdict"), subject)
    yield from _encode_kinds(subject, ("cg:PropositionVerdict", "prov:Entity"))
    yield Triple(subject, named_node("cg:onProposition"), NamedNode(part.iri))
    yield _relate(subject, "cg:partVerdict", "verdict", part.verdict)
    if part.reason:
        yield _relate(subject, "cg:verdictReason", "reason", part.reason)
    if part.strength:
        yield Triple(subject, named_node("cg:evidenceStrength"), Literal(part.strength))
    if part.lean:
        yield _relate(subject, "cg:leansTo", "verdict", part.lean.side)
        yield Triple(subject, named_node("cg:leanGround"), Literal(part.lean.ground))
    for number, reading in enumerate(part.readings, 1):
        yield from _encode_reading(subject, NamedNode(f"{subject.value}-{number}"), reading)


def _encode_reading(part: NamedNode, subject: NamedNode, reading: Reading) -> Iterator[Triple]:
    yield Triple(part, named_node("cg:hasReading"), subject)
    yield from _encode_kinds(subject, ("cg:Reading", "prov:Entity"))
    yield _relate(subject, "cg:outcome", "comparison-outcome", reading.outcome)
    yield _relate(subject, "cg:standing", "standing", reading.standing)
    if reading.definition is not DefinitionRelation.SAME:
        yield _relate(subject, "cg:readBy", "bridge-kind", reading.definition)
    for mark in reading.marks:
        if not mark.passed:
            yield _relate(subject, "cg:failedGate", "gate", mark.gate)
    for thing in reading.measurement.rests_on:
        yield Triple(subject, named_node("cg:readsEvidence"), NamedNode(thing))


def _encode_kinds(subject: NamedNode, kinds: Iterable[str]) -> Iterator[Triple]:
    for kind in kinds:
        yield Triple(subject, named_node("rdf:type"), named_node(kind))


def _relate(subject: NamedNode, name: str, scheme: str, term: str) -> Triple:
    return Triple(subject, named_node(name), NamedNode(concept_iri(scheme, term)))


def explain_decision(verdict: ClaimVerdict) -> str:
    """The rows of the decision table that decided, in words: on the claim, then on its propositions."""
    rows: list[DecisionRow[Any]] = [verdict.row, *(part.row for part in verdict.propositions)]
    return "; ".join(dict.fromkeys(f"{row.number}: {row.condition}" for row in rows))


def list_observations_used(verdict: ClaimVerdict) -> list[str]:
    """The IRIs of the observations that count in the decision, sorted."""
    used = {
        iri
        for part in verdict.propositions
        for reading in part.readings
        if reading.standing is not Standing.SHOWN
        for iri in _observations_of(reading)
    }
    return sorted(used)


def _observations_of(reading: Reading) -> Iterator[str]:
    return (iri for iri in reading.measurement.rests_on if iri.startswith(_OBSERVATION))
