"""Verdicts on claims, recomputed for the policy that an address asks for."""

from __future__ import annotations

from fastapi import APIRouter

from claimgraph.documents import VerdictDocument
from claimgraph.documents.lookups import load_verdict
from claimgraph.web.policies import POLICY_PARAMETERS, PolicyParameter, requested_policy
from claimgraph.web.routes.dependencies import ClaimIri, KnowledgeDependency, allow_parameters
from claimgraph.web.routes.not_found import require_claim
from claimgraph.web.routes.responses import MISSING

router = APIRouter(prefix="/api/v1", tags=["verdicts"])


@router.get(
    "/claims/{slug}/assessment",
    dependencies=[allow_parameters(*POLICY_PARAMETERS)],
    responses=MISSING,
    operation_id="getClaimAssessment",
)
def assessment(knowledge: KnowledgeDependency, iri: ClaimIri, policy: PolicyParameter) -> VerdictDocument:
    """The verdict on a claim as of a day, with every comparison that led to it.

    Beside it stand the verdict on the day it was said, each change and its cause, and what people judged.
    """
    verdict = load_verdict(knowledge, iri, requested_policy(knowledge.store, policy))
    return require_claim(verdict, knowledge.store, iri)
