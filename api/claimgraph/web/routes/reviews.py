"""Assessments of a claim as schema.org ClaimReviews: at an address of their own, and within its page."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response
from markupsafe import Markup

from claimgraph.documents.formats import CLAIM_REVIEW
from claimgraph.exports import claimreview
from claimgraph.namespaces import thing_iri
from claimgraph.stores import Store
from claimgraph.web.pages import FormatLink
from claimgraph.web.routes.api import MISSING
from claimgraph.web.routes.dependencies import StoreDependency, allow_parameters, require_iri
from claimgraph.web.routes.tombstones import missing_error

router = APIRouter(prefix="/api/v1", tags=["claims"])
_ANSWER: dict[str, Any] = {
    "description": "A JSON-LD document; its @graph has a ClaimReview for each assessment",
    "content": {CLAIM_REVIEW.media_type: {"schema": {"type": "object"}}},
}


@router.get(
    "/claims/{slug}/claimreview",
    dependencies=[allow_parameters()],
    responses=MISSING | {200: _ANSWER},
    response_class=Response,
    operation_id="getClaimReviews",
)
def claim_reviews(store: StoreDependency, slug: str) -> Response:
    """The assessments of one claim as schema.org ClaimReviews: computed, and by people.

    Withheld claims have none here. docs/reference/claimreview.md says what the properties mean.
    """
    found = claimreview.claim_reviews(store, iri := require_iri(thing_iri(f"claim/{slug}")))
    if not found:
        raise missing_error(store, iri, f"assessments of a claim {slug!r}")
    return Response(_written(claimreview.review_document(found)), media_type=CLAIM_REVIEW.media_type)


def review_link(slug: str) -> FormatLink:
    return FormatLink(f"/api/v1/claims/{slug}/claimreview", CLAIM_REVIEW)


def embedded(store: Store, slug: str) -> Markup | None:
    """The same for a script element, which ends at "</script" whatever is around it; None: no assessment.

    A browser runs no script of this type, so the content security policy has nothing to allow.
    """
    found = claimreview.claim_reviews(store, thing_iri(f"claim/{slug}"))
    text = _written(claimreview.review_document(found)).replace("<", "\\u003c").replace("&", "\\u0026")
    return Markup(text) if found else None  # noqa: S704 - JSON without a "<" cannot leave the element


def _written(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)
