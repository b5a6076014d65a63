"""Encodes computed verdicts as triples: what the graph keeps of an assessment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph.assessment.decision_table import DecisionRow
from claimgraph.assessment.verdicts import ClaimVerdict
from claimgraph.namespaces import concept_iri, thing_iri
from claimgraph.quantities import ComparisonOutcome
from claimgraph.rdf import XSD_DATE, named_node

COMPUTED, WHEN_SAID = "computed", "when-said"  # the two assessments that the graph keeps of a claim
# Verdicts are added after reasoning, so that what follows from their class is stated here.
_KINDS = ("cg:Assessment", "prov:Entity")
_SILENT = (ComparisonOutcome.NOT_COMPARABLE, ComparisonOutcome.OTHER_PERIOD)


def encode_verdict(verdict: ClaimVerdict, name: str) -> Iterator[Triple]:
    """The triples about a verdict; `name` is COMPUTED or WHEN_SAID."""
    subject = NamedNode(thing_iri(f"assessment/{verdict.content.claim.id}-{name}"))
    day = Literal(verdict.policy.as_of.isoformat(), datatype=XSD_DATE)
    for kind in _KINDS:
        yield Triple(subject, named_node("rdf:type"), named_node(kind))
    yield Triple(subject, named_node("cg:assesses"), NamedNode(verdict.content.iri))
    yield Triple(subject, named_node("cg:verdict"), NamedNode(concept_iri("verdict", verdict.verdict)))
    yield Triple(subject, named_node("cg:asOf"), day)
    yield Triple(subject, named_node("cg:method"), Literal(explain_decision(verdict)))
    for query in verdict.evidence_queries:
        yield Triple(subject, named_node("cg:byCheck"), NamedNode(query))
    for observation in list_observations_used(verdict):
        yield Triple(subject, named_node("cg:usesObservation"), NamedNode(observation))


def explain_decision(verdict: ClaimVerdict) -> str:
    """The rows of the decision table that decided, in words: on the claim, then on its propositions."""
    rows: list[DecisionRow[Any]] = [verdict.row, *(part.row for part in verdict.propositions)]
    return "; ".join(dict.fromkeys(f"{row.number}: {row.condition}" for row in rows))


def list_observations_used(verdict: ClaimVerdict) -> list[str]:
    """The IRIs of the observations whose comparison said something, sorted."""
    used = {
        iri
        for proposition in verdict.propositions
        for comparison in proposition.comparisons
        if comparison.comparison.outcome not in _SILENT
        for iri in comparison.measurement.rests_on
    }
    return sorted(iri for iri in used if iri.startswith(thing_iri("observation/")))
