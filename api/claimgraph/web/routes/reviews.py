"""Assessments of a claim as schema.org ClaimReviews: at an address of their own, and within its page."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response
from markupsafe import Markup

from claimgraph.documents import CLAIM_REVIEW, local_name
from claimgraph.exports import claimreview
from claimgraph.stores import Store
from claimgraph.web.pages import FormatLink
from claimgraph.web.routes.dependencies import ClaimIri, StoreDependency, allow_parameters
from claimgraph.web.routes.not_found import missing_error
from claimgraph.web.routes.responses import MISSING

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
def claim_reviews(store: StoreDependency, iri: ClaimIri) -> Response:
    """The assessments of one claim as schema.org ClaimReviews: computed, and by people.

    Withheld claims have none here. docs/reference/claimreview.md says what the properties mean.
    """
    reviews = claimreview.claim_reviews(store, iri)
    if not reviews:
        raise missing_error(store, iri, f"assessments of a claim {local_name(iri)!r}")
    return Response(_write_json(claimreview.review_document(reviews)), media_type=CLAIM_REVIEW.media_type)


def review_link(slug: str) -> FormatLink:
    return FormatLink(f"/api/v1/claims/{slug}/claimreview", CLAIM_REVIEW)


def embed_reviews(store: Store, claim: str) -> Markup | None:
    """The reviews for a script element, which ends at "</script" whatever is around it; None: there are none.

    A browser runs no script of this type, so the content security policy has nothing to allow.
    """
    reviews = claimreview.claim_reviews(store, claim)
    text = _write_json(claimreview.review_document(reviews)).replace("<", "\\u003c").replace("&", "\\u0026")
    return Markup(text) if reviews else None  # noqa: S704 - JSON without a "<" cannot leave the element


def _write_json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)
