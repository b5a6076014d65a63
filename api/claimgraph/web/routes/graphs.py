"""The named graphs: what each holds, under which licence, and its triples."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from claimgraph.documents import catalog_addresses, lookups
from claimgraph.documents.formats import HTML, PAGE_FORMATS, split_suffix
from claimgraph.documents.rdf_writer import write_document
from claimgraph.namespaces import GRAPH
from claimgraph.web.pages import format_links, render_page
from claimgraph.web.routes.dependencies import (
    StoreDependency,
    allow_parameters,
    negotiate,
    not_found_error,
    redirect_to,
)

router = APIRouter(include_in_schema=False, dependencies=[allow_parameters()])


@router.get("/graphs")
def graphs(request: Request) -> HTMLResponse:
    return render_page(request, "graphs.html", graphs=_shown(request))


@router.get("/graph/{name}")
def graph(request: Request, store: StoreDependency, name: str) -> Response:
    stem, form = split_suffix(name)
    if GRAPH + stem not in _shown(request):
        raise not_found_error(f"a named graph {stem!r}; /graphs lists them")
    if form is None:
        return redirect_to(f"/graph/{stem}.{negotiate(request, PAGE_FORMATS).suffix}")
    if form not in PAGE_FORMATS:
        raise not_found_error(f"a graph in the format {form.suffix!r}")
    if form != HTML:
        return Response(
            write_document(lookups.load_graph_triples(store, GRAPH + stem), form), media_type=form.media_type
        )
    return render_page(
        request,
        "graph.html",
        canonical=GRAPH + stem,
        links=format_links(f"/graph/{stem}", PAGE_FORMATS),
        name=stem,
        entry=_shown(request)[GRAPH + stem],
        dataset=catalog_addresses.load_dataset(store, GRAPH + stem),
        query=lookups.graph_query(GRAPH + stem),
    )


def _shown(request: Request) -> dict[str, dict[str, Any]]:
    """The manifest's entries of graphs that are not withheld."""
    entries = request.app.state.manifest["graphs"]
    return {iri: entries[iri] for iri in sorted(entries) if not entries[iri]["sensitive"]}
