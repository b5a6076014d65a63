"""What the endpoint says of itself without a query: the page to write one on, or its description in RDF."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from pyoxigraph import NamedNode

from claimgraph.documents import HTML, Format, negotiate_format
from claimgraph.queries import bind_query
from claimgraph.stores import GRAPH_FORMATS
from claimgraph.web.sparql.application import answer_query
from claimgraph.web.sparql.endpoint import endpoint_address
from claimgraph.web.sparql.protocol import SparqlRequest, accept_header

_UPDATE = NamedNode("http://www.w3.org/ns/sparql-service-description#SPARQL11Update")
router = APIRouter(include_in_schema=False)


@router.get("/sparql")
def introduce(request: Request) -> Response:
    """The page for people, the service description for programs."""
    editor_page = getattr(request.app.state, "sparql_page", None)
    formats = (Format(graph.name, graph.media_type, graph.name) for graph in GRAPH_FORMATS)
    accept = accept_header(request.headers)
    if editor_page and negotiate_format(accept, (*formats, HTML)) is HTML:
        page: Response = editor_page(request)
        page.headers["Vary"] = "Accept"
        return page
    try:
        endpoint = NamedNode(endpoint_address(request.scope, request.headers) or "")
    except ValueError:
        raise HTTPException(400, "The Host header makes no address.") from None
    update = _UPDATE if getattr(request.app.state, "updates", None) else None
    query = bind_query("service_description", endpoint=endpoint, update=update)
    format_ = request.query_params.get("format")
    return answer_query(request, SparqlRequest(query, format=format_, accept=accept))
