"""The named graphs: what each holds, under which licence, and its triples."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from claimgraph.documents import HTML, PAGE_FORMATS, lookups, split_suffix
from claimgraph.namespaces import graph_slug
from claimgraph.stores import Store
from claimgraph.web.graph_files import GraphFiles
from claimgraph.web.pages import format_links, render_page
from claimgraph.web.routes.content_negotiation import negotiate, redirect_to
from claimgraph.web.routes.dependencies import StoreDependency, allow_parameters
from claimgraph.web.routes.not_found import not_found_error

router = APIRouter(include_in_schema=False, dependencies=[allow_parameters()])


@router.get("/graphs")
def graphs(request: Request) -> HTMLResponse:
    return render_page(request, "graphs.html", graphs=_public_graphs(request))


@router.get("/graph/{name}")
async def graph(request: Request, store: StoreDependency, name: str) -> Response:
    stem, form = split_suffix(name)
    iri = next((iri for iri in _public_graphs(request) if graph_slug(iri) == stem), None)
    if iri is None:
        raise not_found_error(f"a named graph {stem!r}; /graphs lists them")
    if form is None:
        return redirect_to(f"/graph/{stem}.{negotiate(request, PAGE_FORMATS).suffix}")
    if form not in PAGE_FORMATS:
        raise not_found_error(f"a graph in the format {form.suffix!r}")
    if form is HTML:
        return await to_thread.run_sync(_render_graph, request, store, iri)
    files: GraphFiles = request.app.state.graph_files
    path = await files.provide(iri, form)
    folder = StaticFiles(directory=path.parent)  # knows If-None-Match and Range
    response = folder.file_response(path, path.stat(), request.scope)
    response.headers["Content-Type"] = form.media_type
    return response


def _render_graph(request: Request, store: Store, iri: str) -> HTMLResponse:
    name = graph_slug(iri)
    return render_page(
        request,
        "graph.html",
        canonical=iri,
        links=format_links(f"/graph/{name}", PAGE_FORMATS),
        name=name,
        entry=_public_graphs(request)[iri],
        dataset=lookups.load_dataset(store, iri),
        query=lookups.graph_query(iri),
    )


def _public_graphs(request: Request) -> dict[str, dict[str, Any]]:
    """The manifest's entries of graphs that are not withheld."""
    entries = request.app.state.manifest["graphs"]
    return {iri: entries[iri] for iri in sorted(entries) if not entries[iri]["sensitive"]}
