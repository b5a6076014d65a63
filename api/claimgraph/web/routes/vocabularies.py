"""The words: /ontology, /ns, /vocab/<scheme>/<term>."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from claimgraph.documents import lookups
from claimgraph.documents.formats import HTML, PAGE_FORMATS, Format, split_suffix
from claimgraph.documents.ontology import describe_scheme as scheme_view
from claimgraph.documents.rdf_writer import write_document
from claimgraph.documents.triple_index import TripleIndex
from claimgraph.namespaces import CG, ROOT, VOCAB
from claimgraph.stores import Store
from claimgraph.web.pages import format_links, render_page
from claimgraph.web.routes.dependencies import (
    StoreDependency,
    allow_parameters,
    negotiate,
    not_found_error,
    redirect_to,
    require_iri,
)

router = APIRouter(include_in_schema=False, dependencies=[allow_parameters()])


@router.get("/ns")
def namespace(request: Request) -> Response:
    """Terms end in a fragment, which never reaches the server; a browser adds it to where it is sent."""
    form = negotiate(request, PAGE_FORMATS)
    return redirect_to("/ontology" if form == HTML else f"/ontology.{form.suffix}")


@router.get("/ontology")
def ontology(request: Request, store: StoreDependency) -> Response:
    """One document in several formats, so it is answered and not redirected."""
    form = negotiate(request, PAGE_FORMATS)
    return _ontology(request, store, form)


@router.get("/ontology.{suffix}")
def ontology_document(request: Request, store: StoreDependency, suffix: str) -> Response:
    _, form = split_suffix(f"ontology.{suffix}")
    if form not in PAGE_FORMATS:
        raise not_found_error(f"an ontology in the format {suffix!r}")
    return _ontology(request, store, form)


@router.get("/vocab/{path:path}")
def term(request: Request, store: StoreDependency, path: str) -> Response:
    stem, form = split_suffix(path)
    if form in PAGE_FORMATS and lookups.is_described(store, require_iri(VOCAB + stem)):
        return _term(request, store, VOCAB + stem, form)
    if not lookups.is_described(store, require_iri(VOCAB + path)):
        raise not_found_error(VOCAB + stem)
    return redirect_to(f"/vocab/{path}.{negotiate(request, PAGE_FORMATS).suffix}")


def _ontology(request: Request, store: Store, form: Format) -> Response:
    if form != HTML:
        triples = lookups.load_ontology_triples(store)
        return Response(write_document(triples, form), media_type=form.media_type, headers={"Vary": "Accept"})
    response = render_page(
        request,
        "ontology.html",
        canonical=CG,
        links=format_links("/ontology", PAGE_FORMATS),
        ontology=lookups.load_ontology(store),
        query=lookups.ontology_query(),
    )
    response.headers["Vary"] = "Accept"
    return response


def _term(request: Request, store: Store, iri: str, form: Format) -> Response:
    of_scheme = lookups.load_scheme_triples(store, iri)
    if form != HTML:
        triples = of_scheme or lookups.load_resource_triples(store, iri)
        return Response(write_document(triples, form), media_type=form.media_type)
    links = format_links(iri.removeprefix(ROOT), PAGE_FORMATS)
    graph = TripleIndex(of_scheme)
    if graph.has_type(iri, "skos:ConceptScheme"):
        shown = scheme_view(graph, iri)
        query = lookups.scheme_query(iri)
        return render_page(request, "scheme.html", canonical=iri, links=links, scheme=shown, query=query)
    found = lookups.load_resource(store, iri)
    query = lookups.resource_query(iri)
    return render_page(request, "thing.html", canonical=iri, links=links, thing=found, query=query)
