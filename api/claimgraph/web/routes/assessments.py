"""Verdicts on claims, recomputed for the policy that an address asks for."""

from __future__ import annotations

from fastapi import APIRouter

from claimgraph.documents import Sensitivity, VerdictDocument
from claimgraph.documents.lookups import load_sensitivity, load_verdict
from claimgraph.web.policies import POLICY_PARAMETERS, PolicyParameter, requested_policy
from claimgraph.web.routes.dependencies import ClaimIri, KnowledgeDependency, allow_parameters
from claimgraph.web.routes.not_found import require_claim
from claimgraph.web.routes.responses import MISSING
from claimgraph.web.routes.turns import one_at_a_time

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


@router.get(
    "/claims/{slug}/sensitivity",
    dependencies=[allow_parameters(*POLICY_PARAMETERS), one_at_a_time()],
    responses=MISSING,
    operation_id="getClaimSensitivity",
)
def sensitivity(knowledge: KnowledgeDependency, iri: ClaimIri, policy: PolicyParameter) -> Sensitivity:
    """What the verdict on a claim hangs on.

    In how many of its readings the claim is true, the smallest loss of evidence that changes the verdict, and
    the claimed figures at which it turns.
    """
    loaded = load_sensitivity(knowledge, iri, requested_policy(knowledge.store, policy))
    return require_claim(loaded, knowledge.store, iri)
