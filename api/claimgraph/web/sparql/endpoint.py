"""The endpoint: SPARQL 1.1 Protocol at /sparql, for queries."""

from __future__ import annotations

import hashlib

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from pyoxigraph import NamedNode

from claimgraph.documents import HTML, Format, negotiate_format
from claimgraph.queries import bind_query
from claimgraph.stores import GRAPH_FORMATS, Store, read_outline
from claimgraph.web.middleware import compute_edition
from claimgraph.web.sparql.api_description import (
    PARAMETERS,
    PARAMETERS_BESIDE_A_BODY,
    REQUEST_BODY,
    RESPONSES,
)
from claimgraph.web.sparql.negotiation import negotiate_result_format
from claimgraph.web.sparql.protocol import SparqlRequest, read_request
from claimgraph.web.sparql.streaming import send_answer

router = APIRouter(tags=["sparql"])

_CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Retry-After"}
_PREFLIGHT = _CORS | {
    "Allow": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


@router.head("/sparql", include_in_schema=False)
@router.get(
    "/sparql",
    summary="Answer a SPARQL query",
    response_class=Response,
    responses=RESPONSES,
    openapi_extra={"parameters": PARAMETERS},
    operation_id="query",
)
async def get_sparql(request: Request) -> Response:
    """Without a query: the page to write one on, or the service description in RDF."""
    sparql_request = await read_request(request, request.app.state.settings.query_characters)
    return await answer_query(request, sparql_request) if sparql_request else await _introduce(request)


@router.post(
    "/sparql",
    summary="Answer a SPARQL query from the body",
    response_class=Response,
    responses=RESPONSES,
    openapi_extra={"parameters": PARAMETERS_BESIDE_A_BODY, "requestBody": REQUEST_BODY},
    operation_id="postQuery",
)
async def post_sparql(request: Request) -> Response:
    """The query is the body, or the field "query" of a form."""
    sparql_request = await read_request(request, request.app.state.settings.query_characters)
    if sparql_request is None:
        raise HTTPException(400, "There is no query in the request.")
    return await answer_query(request, sparql_request)


@router.options("/sparql", include_in_schema=False)
def answer_preflight() -> Response:
    """Any page may ask: the data are public and nothing here can be changed."""
    return Response(status_code=204, headers=_PREFLIGHT)


async def _introduce(request: Request) -> Response:
    editor_page = getattr(request.app.state, "sparql_page", None)
    formats = (Format(graph.name, graph.media_type, graph.name) for graph in GRAPH_FORMATS)
    accept = request.headers.get("accept")
    if editor_page and negotiate_format(accept, (*formats, HTML)) is HTML:
        page: Response = editor_page(request)
        page.headers["Vary"] = "Accept"
        return page
    try:
        endpoint = NamedNode(str(request.url.replace(query="", fragment="")))
    except ValueError:
        raise HTTPException(400, "The Host header makes no address.") from None
    query = bind_query("service_description", endpoint=endpoint)
    format_ = request.query_params.get("format")
    return await answer_query(request, SparqlRequest(query, (), (), format_, accept))


async def answer_query(request: Request, sparql_request: SparqlRequest) -> Response:
    """Run a query on the store and send its result, unless the client has it already."""
    store: Store = request.app.state.store
    outline = read_outline(sparql_request.query)
    result_format = negotiate_result_format(sparql_request, outline.form)
    headers = _CORS | {"Vary": "Accept", "Cache-Control": "no-cache"}
    if outline.is_volatile:
        headers["Cache-Control"] = "no-store"
    elif request.method != "POST":
        headers["ETag"] = _etag(store.generation, sparql_request, result_format.media_type)
        if headers["ETag"] in [tag.strip() for tag in request.headers.get("if-none-match", "").split(",")]:
            return Response(status_code=304, headers=headers)
    return await send_answer(
        request,
        lambda: store.answer(
            outline,
            format=result_format.name,
            default_graphs=sparql_request.default_graphs,
            named_graphs=sparql_request.named_graphs,
        ),
        result_format.media_type,
        headers,
    )


def _etag(generation: str, sparql_request: SparqlRequest, media_type: str) -> str:
    """Weak: without ORDER BY the same solutions may come in another order."""
    parts = (
        compute_edition(generation),
        sparql_request.query,
        sparql_request.default_graphs,
        sparql_request.named_graphs,
        media_type,
    )
    return f'W/"{hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'
