"""What routes share: the store, strict parameters, and how a thing that is not there is said."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Depends, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response
from pyoxigraph import NamedNode

from claimgraph.assessment.knowledge import Knowledge
from claimgraph.documents.formats import Format, negotiate_format
from claimgraph.stores import Store


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


StoreDependency = Annotated[Store, Depends(_store)]


def _knowledge(request: Request) -> Knowledge:
    knowledge: Knowledge = request.app.state.knowledge
    return knowledge


KnowledgeDependency = Annotated[Knowledge, Depends(_knowledge)]


def allow_parameters(*names: str) -> Any:
    """A dependency that refuses any other parameter: a misspelt filter must not be a wider answer."""
    known = f"Known here: {', '.join(names)}." if names else "This address takes none."

    def check(request: Request) -> None:
        for name in request.query_params:
            if name not in names:
                raise HTTPException(400, f"Unknown query parameter {name!r}. {known}")
            if len(request.query_params.getlist(name)) > 1:
                raise HTTPException(400, f"Query parameter {name!r} is given more than once.")

    return Depends(check)


def not_found_error(what: str) -> HTTPException:
    return HTTPException(404, f"The graph holds nothing about {what}.")


def require_iri(iri: str) -> str:
    """The IRI itself. Text that no IRI may hold names nothing.

    Raises:
        HTTPException: 404.
    """
    try:
        NamedNode(iri)
    except ValueError:
        raise not_found_error(repr(iri)) from None
    return iri


def redirect_to(path: str) -> Response:
    """303: what you asked for is not a document, but this document describes it."""
    return RedirectResponse(path, 303, {"Vary": "Accept"})


def negotiate(request: Request, offered: tuple[Format, ...]) -> Format:
    """The format the client asks for in its Accept header.

    Raises:
        HTTPException: 406, naming what there is.
    """
    form = negotiate_format(request.headers.get("accept"), offered)
    if form is None:
        there_is = ", ".join(each.media_type for each in offered)
        raise HTTPException(406, f"Not available in the formats you accept. Available: {there_is}.")
    return form


def _graphs(
    request: Request,
    sensitive: Annotated[
        Literal["exclude", "include"], Query(description='"include" also shows what is withheld by default')
    ] = "exclude",
) -> tuple[str, ...]:
    """The graphs to read instead of the default graph: every one, withheld ones too; () for the default."""
    return tuple(sorted(request.app.state.manifest["graphs"])) if sensitive == "include" else ()


GraphsParameter = Annotated[tuple[str, ...], Depends(_graphs)]
