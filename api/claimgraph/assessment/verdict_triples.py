"""A computed assessment as triples: what the graph keeps of it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.assessment.verdicts import ClaimVerdict
from claimgraph.quantities import ComparisonOutcome
from claimgraph.rdf import XSD_DATE, named_node

COMPUTED, WHEN_SAID = "computed", "when-said"  # assessments of one claim, told apart
_KINDS = ("cg:Assessment", "prov:Entity")  # verdicts come after reasoning, so what follows is said here
_SILENT = (ComparisonOutcome.NOT_COMPARABLE, ComparisonOutcome.OTHER_PERIOD)


def encode_verdict(verdict: ClaimVerdict, name: str) -> Iterator[Triple]:
    """`name`: COMPUTED or WHEN_SAID."""
    claim = verdict.content.claim
    subject = NamedNode(namespaces.thing_iri(f"assessment/{claim.id}-{name}"))
    for kind in _KINDS:
        yield Triple(subject, named_node("rdf:type"), named_node(kind))
    yield Triple(subject, named_node("cg:assesses"), NamedNode(verdict.content.iri))
    yield Triple(
        subject, named_node("cg:verdict"), NamedNode(namespaces.concept_iri("verdict", verdict.verdict))
    )
    yield Triple(subject, named_node("cg:asOf"), Literal(verdict.policy.as_of.isoformat(), datatype=XSD_DATE))
    yield Triple(subject, named_node("cg:method"), Literal(explain_decision(verdict)))
    for check in verdict.evidence_queries:
        yield Triple(subject, named_node("cg:byCheck"), NamedNode(check))
    for observation in list_observations_used(verdict):
        yield Triple(subject, named_node("cg:usesObservation"), NamedNode(observation))


def explain_decision(verdict: ClaimVerdict) -> str:
    """The rows of the table that decided, in words.

    For a claim of one part, that part's row says it all.
    """
    row = f"{verdict.row.number}: {verdict.row.condition}"
    parts = dict.fromkeys(f"{part.row.number}: {part.row.condition}" for part in verdict.propositions)
    return "; ".join([row, *parts])


def list_observations_used(verdict: ClaimVerdict) -> list[str]:
    """The observations whose comparison said something."""
    spoke = (one for part in verdict.propositions for one in part.comparisons)
    used = {
        each for one in spoke if one.comparison.outcome not in _SILENT for each in one.measurement.rests_on
    }
    return sorted(each for each in used if each.startswith(namespaces.thing_iri("observation/")))
