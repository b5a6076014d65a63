"""A computed assessment as triples: what the graph keeps of it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.assessment.verdicts import Assessment
from claimgraph.quantities import Outcome
from claimgraph.rdf.terms import DATE, node

COMPUTED, WHEN_SAID = "computed", "when-said"  # assessments of one claim, told apart
_KINDS = ("cg:Assessment", "prov:Entity")  # verdicts come after reasoning, so what follows is said here
_SILENT = (Outcome.NOT_COMPARABLE, Outcome.OTHER_PERIOD)


def triples(assessment: Assessment, name: str) -> Iterator[Triple]:
    """`name`: COMPUTED or WHEN_SAID."""
    claim = assessment.content.claim
    subject = NamedNode(namespaces.thing(f"assessment/{claim.id}-{name}"))
    for kind in _KINDS:
        yield Triple(subject, node("rdf:type"), node(kind))
    yield Triple(subject, node("cg:assesses"), NamedNode(assessment.content.iri))
    yield Triple(subject, node("cg:verdict"), NamedNode(namespaces.concept("verdict", assessment.verdict)))
    yield Triple(subject, node("cg:asOf"), Literal(assessment.policy.as_of.isoformat(), datatype=DATE))
    yield Triple(subject, node("cg:method"), Literal(reason(assessment)))
    for check in assessment.checks:
        yield Triple(subject, node("cg:byCheck"), NamedNode(check))
    for observation in rests_on(assessment):
        yield Triple(subject, node("cg:usesObservation"), NamedNode(observation))


def reason(assessment: Assessment) -> str:
    """The rows of the table that decided, in words.

    For a claim of one part, that part's row says it all.
    """
    row = f"{assessment.row.number}: {assessment.row.condition}"
    parts = dict.fromkeys(f"{part.row.number}: {part.row.condition}" for part in assessment.parts)
    return "; ".join([row, *parts])


def rests_on(assessment: Assessment) -> list[str]:
    """The observations whose comparison said something."""
    spoke = (one for part in assessment.parts for one in part.compared)
    used = {each for one in spoke if one.comparison.outcome not in _SILENT for each in one.finding.used}
    return sorted(each for each in used if each.startswith(namespaces.thing("observation/")))
