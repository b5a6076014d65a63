"""The words: /ontology, /ns, /vocab/<scheme>/<term>."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from pyoxigraph import Triple

from claimgraph.documents import HTML, PAGE_FORMATS, Format, TripleIndex, describe_scheme, lookups
from claimgraph.namespaces import CG, ROOT, VOCAB
from claimgraph.stores import Store
from claimgraph.web.pages import format_links, render_page
from claimgraph.web.routes.content_negotiation import (
    negotiate,
    redirect_to,
    require_format,
    resolve_address,
    respond,
    respond_negotiated,
)
from claimgraph.web.routes.dependencies import StoreDependency, allow_parameters
from claimgraph.web.routes.resources import render_resource

router = APIRouter(include_in_schema=False, dependencies=[allow_parameters()])


@router.get("/ns")
def namespace(request: Request) -> Response:
    """Terms end in a fragment, which never reaches the server; a browser adds it to where it is sent."""
    form = negotiate(request, PAGE_FORMATS)
    return redirect_to("/ontology" if form == HTML else f"/ontology.{form.suffix}")


@router.get("/ontology")
def ontology(request: Request, store: StoreDependency) -> Response:
    """One document in several formats, so it is answered and not redirected."""
    return _answer_ontology(request, store, negotiate(request, PAGE_FORMATS))


@router.get("/ontology.{suffix}")
def ontology_document(request: Request, store: StoreDependency, suffix: str) -> Response:
    return _answer_ontology(request, store, require_format(suffix, PAGE_FORMATS, "an ontology"))


@router.get("/vocab/{path:path}")
def term(request: Request, store: StoreDependency, path: str) -> Response:
    iri, form = resolve_address(store, VOCAB, path, PAGE_FORMATS)
    if form is None:
        return redirect_to(f"/vocab/{path}.{negotiate(request, PAGE_FORMATS).suffix}")
    scheme = lookups.load_scheme_triples(store, iri)
    return respond(
        form,
        lambda: scheme or lookups.load_resource_triples(store, iri),
        lambda: _render_term(request, store, iri, scheme),
    )


def _answer_ontology(request: Request, store: Store, form: Format) -> Response:
    return respond_negotiated(
        form,
        lambda: lookups.load_ontology_triples(store),
        lambda: render_page(
            request,
            "ontology.html",
            canonical=CG,
            links=format_links("/ontology", PAGE_FORMATS),
            ontology=lookups.load_ontology(store),
            query=lookups.ontology_query(),
        ),
    )


def _render_term(request: Request, store: Store, iri: str, scheme: list[Triple]) -> HTMLResponse:
    """The page of a vocabulary, or of a term in one."""
    graph = TripleIndex(scheme)
    if not graph.has_type(iri, "skos:ConceptScheme"):
        return render_resource(request, store, iri, PAGE_FORMATS)
    return render_page(
        request,
        "scheme.html",
        canonical=iri,
        links=format_links(iri.removeprefix(ROOT), PAGE_FORMATS),
        scheme=describe_scheme(graph, iri),
        query=lookups.scheme_query(iri),
    )
