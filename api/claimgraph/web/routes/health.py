"""Whether the server is alive and can answer, for whoever watches over it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

from claimgraph.stores import FormatChoice, PublicQueries, PublicRequest
from claimgraph.web.routes.dependencies import allow_parameters

router = APIRouter(include_in_schema=False, dependencies=[allow_parameters()])
_JSON = FormatChoice("json", "application/sparql-results+json")
_NEVER_KEPT = {"Cache-Control": "no-store"}


@router.get("/healthz")
async def check_health(request: Request) -> PlainTextResponse:
    """200 if a query is answered as anybody's would be."""
    queries: PublicQueries = request.app.state.store.public_queries
    answer = queries.ask(PublicRequest("ASK {}", _JSON, None), "health")
    try:
        await answer.begin()
    finally:
        answer.close()
    return PlainTextResponse("answers queries\n", headers=_NEVER_KEPT)


@router.get("/readyz")
def check_readiness(request: Request) -> PlainTextResponse:
    """200 with the generation that is served."""
    return PlainTextResponse(f"serves generation {request.app.state.generation}\n", headers=_NEVER_KEPT)
