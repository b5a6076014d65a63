"""The published queries: a list at /queries, and each at its own address, in every format it can have."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from urllib.parse import parse_qsl

from anyio import to_thread
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response

from claimgraph.documents import (
    HTML,
    JSON,
    RDF_FORMATS,
    Format,
    NamedQueries,
    describe_examples,
    describe_queries,
    negotiate_format,
    write_document,
)
from claimgraph.queries import Catalog, CatalogQuery, default_catalog
from claimgraph.stores import FORMATS_BY_FORM
from claimgraph.web.conditions import has_current, weak_etag
from claimgraph.web.middleware import compute_edition
from claimgraph.web.pages import render_page
from claimgraph.web.routes.content_negotiation import negotiate, require_format
from claimgraph.web.routes.dependencies import allow_parameters
from claimgraph.web.routes.query_description import describe_operation
from claimgraph.web.routes.query_page import render_query
from claimgraph.web.routes.responses import BAD
from claimgraph.web.sparql import SparqlRequest, answer_query, list_offers


def create_router(catalog: Catalog) -> APIRouter:
    """The routes of a catalogue's published queries, each with an operation in the API description."""
    router = APIRouter(tags=["queries"])
    queries = catalog.public_queries
    document = describe_queries(queries.values())

    @router.get(
        "/queries",
        dependencies=[allow_parameters()],
        response_model=NamedQueries,
        responses=BAD,
        operation_id="listQueries",
    )
    def list_queries(request: Request) -> Response:
        """The published queries. Each is answered at its `path`, which may end in one of its `formats`."""
        form = negotiate(request, (JSON, HTML, *RDF_FORMATS))
        return (
            _send_examples(request, catalog, form)
            if form in RDF_FORMATS
            else _send_list(request, document, form)
        )

    @router.get("/queries.json", dependencies=[allow_parameters()], include_in_schema=False)
    def list_as_json(request: Request) -> Response:
        return _send_list(request, document, JSON)

    @router.get("/queries.html", dependencies=[allow_parameters()], include_in_schema=False)
    def list_as_page(request: Request) -> Response:
        return _send_list(request, document, HTML)

    @router.get("/queries.{suffix}", dependencies=[allow_parameters()], include_in_schema=False)
    def list_as_examples(request: Request, suffix: str) -> Response:
        return _send_examples(request, catalog, require_format(suffix, RDF_FORMATS, "the list of queries"))

    for query in queries.values():
        router.add_api_route(f"/queries/{query.name}", _handler(query), **describe_operation(query))

    @router.get("/queries/{file}", include_in_schema=False)
    async def answer_in_format(request: Request, file: str) -> Response:
        """A query at its address with an ending."""
        name, _, suffix = file.rpartition(".")
        if name not in queries:
            raise HTTPException(404, f"There is no published query {name or suffix!r}. /queries lists them.")
        return await _answer(request, queries[name], _require_format(queries[name], suffix))

    return router


def _send_list(request: Request, document: NamedQueries, form: Format) -> Response:
    headers = {"ETag": _etag(request, form, document), "Vary": "Accept", "Cache-Control": "no-cache"}
    if _is_current(request, headers):
        return Response(status_code=304, headers=headers)
    if form is JSON:
        return JSONResponse(document.model_dump(mode="json"), headers=headers)
    page = render_page(request, "queries.html", queries=document.queries)
    page.headers.update(headers)
    return page


def _send_examples(request: Request, catalog: Catalog, form: Format) -> Response:
    endpoint = f"{str(request.base_url).rstrip('/')}/sparql"
    headers = {"ETag": _etag(request, form, endpoint), "Vary": "Accept", "Cache-Control": "no-cache"}
    if _is_current(request, headers):
        return Response(status_code=304, headers=headers)
    examples = describe_examples(catalog.public_queries.values(), endpoint)
    return Response(write_document(examples, form), headers=headers, media_type=form.media_type)


def _handler(query: CatalogQuery) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await _answer(request, query, None)

    return answer


def _require_format(query: CatalogQuery, suffix: str) -> str:
    suffixes = ("html", *(result_format.name for result_format in FORMATS_BY_FORM[query.header.form]))
    if suffix not in suffixes:
        raise HTTPException(404, f"{query.name} has no format {suffix!r}. It has: {', '.join(suffixes)}.")
    return suffix


async def _answer(request: Request, query: CatalogQuery, suffix: str | None) -> Response:
    texts = _read_parameters(request)
    accept = request.headers.get("accept")
    offers = (*list_offers(FORMATS_BY_FORM[query.header.form]), HTML)
    if suffix == "html" or (suffix is None and negotiate_format(accept, offers) is HTML):
        return await _show(request, query, texts)
    return answer_query(request, SparqlRequest(query.bind_texts(texts), format=suffix, accept=accept))


async def _show(request: Request, query: CatalogQuery, texts: dict[str, str]) -> Response:
    etag = _etag(request, HTML, query.text, sorted(texts.items()))
    headers = {"ETag": etag, "Vary": "Accept", "Cache-Control": "no-cache"}
    if _is_current(request, headers):
        return Response(status_code=304, headers=headers)
    render = partial(render_query, request, query, texts)
    page = await to_thread.run_sync(render, abandon_on_cancel=True)
    page.headers.update(headers if page.status_code == HTTPStatus.OK else {"Cache-Control": "no-store"})
    return page


def _read_parameters(request: Request) -> dict[str, str]:
    """The parameters of the address, strictly.

    Raises:
        HTTPException: 400, if one is given twice, or they are not UTF-8.
    """
    try:
        pairs = parse_qsl(request.url.query, keep_blank_values=True, errors="strict")
    except ValueError:
        raise HTTPException(400, "The parameters are not percent-encoded UTF-8.") from None
    texts = dict(pairs)
    names = [name for name, _ in pairs]
    for name in texts:
        if names.count(name) > 1:
            raise HTTPException(400, f"Query parameter {name!r} is given more than once.")
    return texts


def _etag(request: Request, form: Format, *parts: object) -> str:
    """The queries of the ontology's folder are not part of the edition, so their text counts beside it."""
    return weak_etag(compute_edition(request.app.state.generation), form.media_type, *parts)


def _is_current(request: Request, headers: dict[str, str]) -> bool:
    return has_current([request.headers.get("if-none-match", "")], headers["ETag"])


router = create_router(default_catalog())
