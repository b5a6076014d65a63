"""The named graphs: what each holds, under which licence, and its triples."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from claimgraph.documents import catalogue_addresses, lookups
from claimgraph.documents.formats import DOCUMENT, HTML, split_suffix
from claimgraph.documents.rdf_documents import write
from claimgraph.namespaces import GRAPH
from claimgraph.web.pages import other_formats, page
from claimgraph.web.routes.common import TheStore, not_found, only, preferred, see_other

router = APIRouter(include_in_schema=False, dependencies=[only()])


@router.get("/graphs")
def graphs(request: Request) -> HTMLResponse:
    return page(request, "graphs.html", graphs=_shown(request))


@router.get("/graph/{name}")
def graph(request: Request, store: TheStore, name: str) -> Response:
    stem, form = split_suffix(name)
    if GRAPH + stem not in _shown(request):
        raise not_found(f"a named graph {stem!r}; /graphs lists them")
    if form is None:
        return see_other(f"/graph/{stem}.{preferred(request, DOCUMENT).suffix}")
    if form not in DOCUMENT:
        raise not_found(f"a graph in the format {form.suffix!r}")
    if form != HTML:
        return Response(write(lookups.graph_triples(store, GRAPH + stem), form), media_type=form.media_type)
    return page(
        request,
        "graph.html",
        canonical=GRAPH + stem,
        links=other_formats(f"/graph/{stem}", DOCUMENT),
        name=stem,
        entry=_shown(request)[GRAPH + stem],
        dataset=catalogue_addresses.dataset(store, GRAPH + stem),
        query=lookups.graph_query(GRAPH + stem),
    )


def _shown(request: Request) -> dict[str, dict[str, Any]]:
    """The manifest's entries of graphs that are not withheld."""
    entries = request.app.state.manifest["graphs"]
    return {iri: entries[iri] for iri in sorted(entries) if not entries[iri]["sensitive"]}
