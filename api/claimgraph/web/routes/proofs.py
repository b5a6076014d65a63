"""Proof bundles: the computed verdict on a claim with all it rests on, as a zip to check elsewhere."""

from __future__ import annotations

from threading import Lock
from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from claimgraph import namespaces
from claimgraph.assessment.stored_verdicts import day_of_data
from claimgraph.documents import lookups
from claimgraph.exports import proof
from claimgraph.web.policies import POLICY_PARAMETERS, PolicyParameter, requested_policy
from claimgraph.web.routes.api import MISSING
from claimgraph.web.routes.dependencies import StoreDependency, allow_parameters, require_iri
from claimgraph.web.routes.tombstones import missing_error

_SECONDS = 10  # to wait for one that is being made; each takes about one
_making = Lock()  # so that no number of them can keep every thread of the server busy

_ZIP: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}
}

router = APIRouter(prefix="/api/v1", tags=["claims"])


@router.get(
    "/claims/{slug}/bundle",
    dependencies=[allow_parameters(*POLICY_PARAMETERS)],
    responses=MISSING | _ZIP,
    response_class=Response,
    operation_id="getClaimBundle",
)
def bundle(store: StoreDependency, slug: str, policy: PolicyParameter) -> Response:
    """The computed verdict on a claim with all it rests on: an RO-Crate that `claimgraph verify` checks.

    Without `as_of` it speaks for the day of the data, so that the same graph gives the same bundle.
    """
    iri = require_iri(namespaces.thing_iri(f"claim/{slug}"))
    if not lookups.is_described(store, iri):
        raise missing_error(store, iri, f"a claim {slug!r}")
    judging = requested_policy(store, policy, usual=day_of_data(store))
    if not _making.acquire(timeout=_SECONDS):
        raise HTTPException(503, "Other bundles are being made. Ask again.", {"Retry-After": str(_SECONDS)})
    try:
        data = proof.create_proof_bundle(store, iri, judging)
    finally:
        _making.release()
    headers = {"Content-Disposition": f'attachment; filename="{slug}.zip"'}
    return Response(data, media_type="application/zip", headers=headers)
