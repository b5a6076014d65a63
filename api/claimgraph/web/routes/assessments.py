"""Verdicts on claims, recomputed for the policy that an address asks for."""

from __future__ import annotations

from fastapi import APIRouter

from claimgraph import namespaces
from claimgraph.documents import verdict_lookups
from claimgraph.documents.verdicts import Assessment
from claimgraph.web.policies import POLICY_PARAMETERS, PolicyParameter, requested_policy
from claimgraph.web.routes.api import MISSING
from claimgraph.web.routes.dependencies import KnowledgeDependency, allow_parameters, require_iri
from claimgraph.web.routes.tombstones import missing_error

router = APIRouter(prefix="/api/v1", tags=["verdicts"])


@router.get(
    "/claims/{slug}/assessment",
    dependencies=[allow_parameters(*POLICY_PARAMETERS)],
    responses=MISSING,
    operation_id="getClaimAssessment",
)
def assessment(knowledge: KnowledgeDependency, slug: str, policy: PolicyParameter) -> Assessment:
    """The verdict on a claim as of a day, with every comparison that led to it.

    Beside it stand the verdict on the day it was said, each change and its cause, and what people judged.
    """
    iri = require_iri(namespaces.thing_iri(f"claim/{slug}"))
    found = verdict_lookups.load_assessment(knowledge, slug, requested_policy(knowledge.store, policy))
    if found is None:
        raise missing_error(knowledge.store, iri, f"a claim {slug!r}")
    return found
