"""Which page of this server shows a thing: IRIs become paths, so the data never name the host."""

from __future__ import annotations

from urllib.parse import quote

from claimgraph.namespaces import CG, ENTITY_KINDS, ID, ROOT


def local_path(iri: str) -> str | None:
    """The path of one of our IRIs under any host; None for the IRIs of others.

    >>> local_path("https://w3id.org/claimgraph/id/nation/taiwan")
    '/id/nation/taiwan'
    >>> local_path("https://w3id.org/claimgraph//example.org/")
    """
    # two slashes would make the next part a host
    ours = iri.startswith(f"{ROOT}/") and not iri.startswith(f"{ROOT}//")
    return quote(iri[len(ROOT) :], safe="/#") if ours else None


def page_path(iri: str) -> str | None:
    """The path of the page itself, which saves the reader a redirect.

    >>> page_path("https://w3id.org/claimgraph/id/nation/taiwan")
    '/entities/nation/taiwan'
    """
    if iri == ROOT:
        return "/ontology"
    if iri.startswith(CG):
        return "/ontology#" + quote(iri.removeprefix(CG))
    kind, _, slug = iri.removeprefix(ID).partition("/")
    if iri.startswith(ID) and slug and "/" not in slug:
        if kind == "claim":
            return f"/claims/{quote(slug)}"
        if kind in ENTITY_KINDS:
            return f"/entities/{kind}/{quote(slug)}"
    path = local_path(iri)
    return f"{path}.html" if path and "#" not in path else None


def web_address(text: str) -> str | None:
    """The text if it is safe to link to: data may hold javascript: and worse."""
    return text if text.startswith(("https://", "http://")) else None
