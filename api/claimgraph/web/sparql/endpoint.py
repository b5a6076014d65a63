"""The endpoint: SPARQL 1.1 Protocol at /sparql, for queries."""

from __future__ import annotations

import hashlib
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from pyoxigraph import NamedNode

from claimgraph.documents.formats import HTML, Format, negotiate_format
from claimgraph.queries import bind_query
from claimgraph.stores import (
    FORMATS_BY_FORM,
    GRAPH_FORMATS,
    QueryOutline,
    ResultFormat,
    Store,
    find_format,
    formats_for,
    read_outline,
)
from claimgraph.web.middleware import compute_edition
from claimgraph.web.sparql.protocol import ProtocolRequest, read_request
from claimgraph.web.sparql.streaming import send_answer

router = APIRouter(tags=["sparql"])

_CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Retry-After"}
_PREFLIGHT = _CORS | {
    "Allow": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_TEXT = {"type": "string"}
_PARAMETERS: list[dict[str, Any]] = [
    {
        "name": "query",
        "in": "query",
        "schema": _TEXT,
        "description": "A SPARQL 1.1 query. Left out: what this is.",
    },
    {
        "name": "format",
        "in": "query",
        "schema": _TEXT,
        "description": "json, xml, csv, tsv; ttl, nt, jsonld, rdf",
    },
    {
        "name": "default-graph-uri",
        "in": "query",
        "schema": {"type": "array", "items": _TEXT},
        "description": "Graphs to read as the default graph, instead of the query's FROM",
    },
    {
        "name": "named-graph-uri",
        "in": "query",
        "schema": {"type": "array", "items": _TEXT},
        "description": "Graphs that GRAPH may name, instead of the query's FROM NAMED",
    },
]
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            each.media_type: {} for formats in (FORMATS_BY_FORM["SELECT"], GRAPH_FORMATS) for each in formats
        }
    },
    400: {"description": "The query cannot be read, or asks for what is not done here"},
    406: {"description": "The result cannot be written in any format accepted"},
    503: {"description": "The query took too much time or memory, or all workers are busy"},
}
_BODY = {
    "application/sparql-query": {"schema": _TEXT},
    "application/x-www-form-urlencoded": {
        "schema": {"type": "object", "properties": {"query": _TEXT}, "required": ["query"]}
    },
}


@router.head("/sparql", include_in_schema=False)
@router.get(
    "/sparql",
    summary="Answer a SPARQL query",
    response_class=Response,
    responses=_RESPONSES,
    openapi_extra={"parameters": _PARAMETERS},
    operation_id="query",
)
async def get_sparql(request: Request) -> Response:
    """Without a query: the page to write one on, or the service description in RDF."""
    asked = await read_request(request, request.app.state.settings.query_characters)
    return await _answer(request, asked) if asked else await _introduce(request)


@router.post(
    "/sparql",
    summary="Answer a SPARQL query from the body",
    response_class=Response,
    responses=_RESPONSES,
    openapi_extra={"parameters": _PARAMETERS[1:], "requestBody": {"required": True, "content": _BODY}},
    operation_id="postQuery",
)
async def post_sparql(request: Request) -> Response:
    """The query is the body, or the field "query" of a form."""
    asked = await read_request(request, request.app.state.settings.query_characters)
    if asked is None:
        raise HTTPException(400, "There is no query in the request.")
    return await _answer(request, asked)


@router.options("/sparql", include_in_schema=False)
def answer_preflight() -> Response:
    """Any page may ask: the data are public and nothing here can be changed."""
    return Response(status_code=204, headers=_PREFLIGHT)


async def _introduce(request: Request) -> Response:
    page = getattr(request.app.state, "sparql_page", None)
    offered = (*(Format(each.name, each.media_type, each.name) for each in GRAPH_FORMATS), HTML)
    accept = request.headers.get("accept")
    if page and negotiate_format(accept, offered) is HTML:
        shown: Response = page(request)
        shown.headers["Vary"] = "Accept"
        return shown
    try:
        here = NamedNode(str(request.url.replace(query="", fragment="")))
    except ValueError:
        raise HTTPException(400, "The Host header makes no address.") from None
    query = bind_query("service_description", endpoint=here)
    format_ = request.query_params.get("format")
    return await _answer(request, ProtocolRequest(query, (), (), format_, accept))


async def _answer(request: Request, asked: ProtocolRequest) -> Response:
    store: Store = request.app.state.store
    about = read_outline(asked.query)
    form, media_type = _negotiate(asked, about)
    headers = _CORS | {"Vary": "Accept", "Cache-Control": "no-cache"}
    if about.is_volatile:
        headers["Cache-Control"] = "no-store"
    elif request.method != "POST":
        headers["ETag"] = _etag(store.generation, asked, media_type)
        if headers["ETag"] in [tag.strip() for tag in request.headers.get("if-none-match", "").split(",")]:
            return Response(status_code=304, headers=headers)
    return await send_answer(
        request,
        lambda: store.answer(
            asked.query, format=form, default_graphs=asked.default_graphs, named_graphs=asked.named_graphs
        ),
        media_type,
        headers,
    )


def _negotiate(asked: ProtocolRequest, about: QueryOutline) -> tuple[str, str]:
    """The short name of a format, and the media type to call it by: an alias, if that is what was accepted.

    Raises:
        UnknownFormatError: `format` names none that fits the query.
        HTTPException: 406, naming what there is.
    """
    if about.form is None:  # not SPARQL; the store will say what is wrong with it
        return "json", find_format("json", "SELECT").media_type
    if asked.format:
        named = find_format(asked.format, about.form)
        return named.name, named.media_type
    formats = formats_for(about.form)
    chosen = negotiate_format(asked.accept, _offers(formats))
    if chosen is None:
        there_is = ", ".join(each.media_type for each in formats)
        raise HTTPException(406, f"The result of {about.form} can be had as: {there_is}.")
    return chosen.suffix, chosen.media_type


def _offers(formats: tuple[ResultFormat, ...]) -> tuple[Format, ...]:
    names = [(each.name, each.media_type) for each in formats]
    names += [(each.name, alias) for each in formats for alias in each.media_type_aliases]
    return tuple(Format(name, media_type, name) for name, media_type in names)


def _etag(generation: str, asked: ProtocolRequest, media_type: str) -> str:
    """Weak: without ORDER BY the same solutions may come in another order."""
    parts = (compute_edition(generation), asked.query, asked.default_graphs, asked.named_graphs, media_type)
    return f'W/"{hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'
