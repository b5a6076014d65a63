"""Verdicts on claims, recomputed for the policy that an address asks for."""

from __future__ import annotations

from fastapi import APIRouter

from claimgraph import namespaces
from claimgraph.documents import assessing
from claimgraph.documents.verdicts import Assessment
from claimgraph.web.policies import PARAMETERS, ThePolicy, asked
from claimgraph.web.routes.api import MISSING
from claimgraph.web.routes.common import TheStore, only, valid
from claimgraph.web.routes.gone import missing

router = APIRouter(prefix="/api/v1", tags=["verdicts"])


@router.get(
    "/claims/{slug}/assessment",
    dependencies=[only(*PARAMETERS)],
    responses=MISSING,
    operation_id="getClaimAssessment",
)
def assessment(store: TheStore, slug: str, policy: ThePolicy) -> Assessment:
    """The verdict on a claim as of a day, with every comparison that led to it.

    Beside it stand the verdict on the day it was said, each change and its cause, and what people judged.
    """
    iri = valid(namespaces.thing(f"claim/{slug}"))
    found = assessing.assessment(store, slug, asked(store, policy))
    if found is None:
        raise missing(store, iri, f"a claim {slug!r}")
    return found
