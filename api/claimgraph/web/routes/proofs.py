"""Proof bundles: the computed verdict on a claim with all it rests on, as a zip to check elsewhere."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from claimgraph.assessment import day_of_data
from claimgraph.documents import local_name
from claimgraph.documents.lookups import is_described
from claimgraph.exports import proof
from claimgraph.web.policies import POLICY_PARAMETERS, PolicyParameter, requested_policy
from claimgraph.web.routes.dependencies import ClaimIri, StoreDependency, allow_parameters
from claimgraph.web.routes.not_found import missing_claim_error
from claimgraph.web.routes.responses import MISSING
from claimgraph.web.routes.turns import one_at_a_time

_ZIP: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}
}

router = APIRouter(prefix="/api/v1", tags=["claims"])


@router.get(
    "/claims/{slug}/bundle",
    dependencies=[allow_parameters(*POLICY_PARAMETERS), one_at_a_time()],
    responses=MISSING | _ZIP,
    response_class=Response,
    operation_id="getClaimBundle",
)
def bundle(store: StoreDependency, iri: ClaimIri, policy: PolicyParameter) -> Response:
    """The computed verdict on a claim with all it rests on: an RO-Crate that `claimgraph verify` checks.

    Without `as_of` it speaks for the day of the data, so that the same graph gives the same bundle.
    """
    if not is_described(store, iri):
        raise missing_claim_error(store, iri)
    bundle_policy = requested_policy(store, policy, default_day=day_of_data(store))
    data = proof.create_proof_bundle(store, iri, bundle_policy)
    headers = {"Content-Disposition": f'attachment; filename="{local_name(iri)}.zip"'}
    return Response(data, media_type="application/zip", headers=headers)
