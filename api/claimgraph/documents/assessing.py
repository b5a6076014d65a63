"""From a claim and a policy to verdicts: what pages and the API show of them."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph import namespaces
from claimgraph.assessment.evidence_queries import Check, bound, checks
from claimgraph.assessment.history import history
from claimgraph.assessment.human_verdicts import opinions
from claimgraph.assessment.policy import Policy
from claimgraph.documents import verdict_report
from claimgraph.documents.verdicts import Assessment
from claimgraph.stores import Store


@dataclass(frozen=True, slots=True)
class Query:
    """A check as it was run for one claim, to be opened on the SPARQL page."""

    iri: str
    text: str


def assessment(store: Store, slug: str, policy: Policy) -> Assessment | None:
    """The verdict on a claim and its history; None where the graph does not show the claim."""
    iri = namespaces.thing(f"claim/{slug}")
    told = history(store, iri, policy)
    if told is None:
        return None
    return Assessment.model_validate(verdict_report.history(told, opinions(store, iri).get(iri, [])))


def queries(store: Store, found: Assessment) -> list[Query]:
    """The checks that found something, for this claim and day."""
    ran = (check for check in checks(store, found.claim) if check.iri in found.checks)
    return [Query(check.iri, _text(check, found)) for check in ran]


def _text(check: Check, found: Assessment) -> str:
    return bound(check, found.claim, found.as_of, tuple(found.policy.without))
