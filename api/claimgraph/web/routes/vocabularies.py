"""The words: /ontology, /ns, /vocab/<scheme>/<term>."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from claimgraph.documents import lookups
from claimgraph.documents.description import Description
from claimgraph.documents.formats import DOCUMENT, HTML, Format, split_suffix
from claimgraph.documents.ontology import scheme as scheme_view
from claimgraph.documents.rdf_documents import write
from claimgraph.namespaces import CG, ROOT, VOCAB
from claimgraph.stores import Store
from claimgraph.web.pages import other_formats, page
from claimgraph.web.routes.common import TheStore, not_found, only, preferred, see_other, valid

router = APIRouter(include_in_schema=False, dependencies=[only()])


@router.get("/ns")
def namespace(request: Request) -> Response:
    """Terms end in a fragment, which never reaches the server; a browser adds it to where it is sent."""
    form = preferred(request, DOCUMENT)
    return see_other("/ontology" if form == HTML else f"/ontology.{form.suffix}")


@router.get("/ontology")
def ontology(request: Request, store: TheStore) -> Response:
    """One document in several formats, so it is answered and not redirected."""
    form = preferred(request, DOCUMENT)
    return _ontology(request, store, form)


@router.get("/ontology.{suffix}")
def ontology_document(request: Request, store: TheStore, suffix: str) -> Response:
    _, form = split_suffix(f"ontology.{suffix}")
    if form not in DOCUMENT:
        raise not_found(f"an ontology in the format {suffix!r}")
    return _ontology(request, store, form)


@router.get("/vocab/{path:path}")
def term(request: Request, store: TheStore, path: str) -> Response:
    stem, form = split_suffix(path)
    if form in DOCUMENT and lookups.known(store, valid(VOCAB + stem)):
        return _term(request, store, VOCAB + stem, form)
    if not lookups.known(store, valid(VOCAB + path)):
        raise not_found(VOCAB + stem)
    return see_other(f"/vocab/{path}.{preferred(request, DOCUMENT).suffix}")


def _ontology(request: Request, store: Store, form: Format) -> Response:
    if form != HTML:
        triples = lookups.ontology_triples(store)
        return Response(write(triples, form), media_type=form.media_type, headers={"Vary": "Accept"})
    response = page(
        request,
        "ontology.html",
        canonical=CG,
        links=other_formats("/ontology", DOCUMENT),
        ontology=lookups.whole_ontology(store),
        query=lookups.ontology_query(),
    )
    response.headers["Vary"] = "Accept"
    return response


def _term(request: Request, store: Store, iri: str, form: Format) -> Response:
    of_scheme = lookups.scheme_triples(store, iri)
    if form != HTML:
        triples = of_scheme or lookups.thing_triples(store, iri)
        return Response(write(triples, form), media_type=form.media_type)
    links = other_formats(iri.removeprefix(ROOT), DOCUMENT)
    graph = Description(of_scheme)
    if graph.has(iri, "skos:ConceptScheme"):
        shown = scheme_view(graph, iri)
        query = lookups.scheme_query(iri)
        return page(request, "scheme.html", canonical=iri, links=links, scheme=shown, query=query)
    found = lookups.any_thing(store, iri)
    query = lookups.thing_query(iri)
    return page(request, "thing.html", canonical=iri, links=links, thing=found, query=query)
