"""The front page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from claimgraph.documents import lookups
from claimgraph.namespaces import ENTITY_KINDS
from claimgraph.queries import front_page_examples
from claimgraph.web.pages import render_page
from claimgraph.web.routes.dependencies import StoreDependency, allow_parameters

router = APIRouter(include_in_schema=False)
_SHOWN = ("claim", "utterance", "source", "evidence", "observation", "fab")


@router.get("/", dependencies=[allow_parameters()])
def home(request: Request, store: StoreDependency) -> HTMLResponse:
    counts = lookups.count_resources(store)
    shown = {kind: counts[kind] for kind in _SHOWN if kind in counts}
    shown["entity"] = sum(counts.get(kind, 0) for kind in ENTITY_KINDS)
    topics = lookups.load_facets(store)["topic"]
    return render_page(request, "home.html", counts=shown, topics=topics, questions=front_page_examples())
