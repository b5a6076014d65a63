"""The front page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from claimgraph.documents.lookups import count_resources, load_facets
from claimgraph.namespaces import ENTITY_KINDS
from claimgraph.queries import front_page_examples
from claimgraph.web.pages import render_page
from claimgraph.web.routes.dependencies import KnowledgeDependency, allow_parameters

router = APIRouter(include_in_schema=False)
_COUNTED_KINDS = ("claim", "utterance", "source", "evidence", "observation", "fab")


@router.get("/", dependencies=[allow_parameters()])
def home(request: Request, knowledge: KnowledgeDependency) -> HTMLResponse:
    by_kind = knowledge.once(count_resources, knowledge.store)
    counts = {kind: by_kind[kind] for kind in _COUNTED_KINDS if kind in by_kind}
    counts["entity"] = sum(by_kind.get(kind, 0) for kind in ENTITY_KINDS)
    return render_page(
        request,
        "home.html",
        counts=counts,
        topics=knowledge.once(load_facets, knowledge.store)["topic"],
        questions=front_page_examples(),
    )
