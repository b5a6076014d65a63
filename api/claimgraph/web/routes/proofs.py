"""Proof bundles: the computed verdict on a claim with all it rests on, as a zip to check elsewhere."""

from __future__ import annotations

from datetime import date
from threading import Lock
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query
from fastapi.responses import Response

from claimgraph import iris
from claimgraph.checks.policy import Policy, policy
from claimgraph.checks.stored import day_of_data
from claimgraph.exports import proof
from claimgraph.web import lookups
from claimgraph.web.routes.api import MISSING
from claimgraph.web.routes.common import TheStore, only, valid
from claimgraph.web.routes.gone import missing

_SECONDS = 10  # to wait for one that is being made; each takes about one
_making = Lock()  # so that no number of them can keep every thread of the server busy

_Names = Annotated[str, Query(description="Several are separated by commas", examples=["graph:fabs"])]
_ZIP: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}
}

router = APIRouter(prefix="/api/v1", tags=["claims"])


def _asked(
    store: TheStore,
    as_of: Annotated[date | None, Query(description="Only what was known by then; usual: the data's")] = None,
    without: _Names = "",
    only: _Names = "",
    definition: Annotated[str, Query(description="The metric to take as the claim's own")] = "",
) -> Policy:
    """What the verdict may rest on.

    Raises:
        PolicyError: A tier that is none, or a thing or metric the graph does not describe.
    """
    left_out, tiers = (tuple(name for name in names.split(",") if name) for names in (without, only))
    return policy(
        store, as_of or day_of_data(store), without=left_out, only=tiers, definition=definition or None
    )


@router.get(
    "/claims/{slug}/bundle",
    dependencies=[only("as_of", "without", "only", "definition")],
    responses=MISSING | _ZIP,
    response_class=Response,
    operation_id="getClaimBundle",
)
def bundle(store: TheStore, slug: str, asked: Annotated[Policy, Depends(_asked)]) -> Response:
    """The computed verdict on a claim with all it rests on: an RO-Crate that `claimgraph verify` checks."""
    iri = valid(iris.thing(f"claim/{slug}"))
    if not lookups.known(store, iri):
        raise missing(store, iri, f"a claim {slug!r}")
    if not _making.acquire(timeout=_SECONDS):
        raise HTTPException(503, "Other bundles are being made. Ask again.", {"Retry-After": str(_SECONDS)})
    try:
        data = proof.bundle(store, iri, asked)
    finally:
        _making.release()
    headers = {"Content-Disposition": f'attachment; filename="{slug}.zip"'}
    return Response(data, media_type="application/zip", headers=headers)
