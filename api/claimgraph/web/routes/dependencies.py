"""What routes take from the application and from the address: the store, the claim, strict parameters."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Depends, HTTPException, Query, Request

from claimgraph.assessment import Knowledge
from claimgraph.namespaces import thing_iri
from claimgraph.stores import Store
from claimgraph.web.conditions import is_tracking
from claimgraph.web.routes.not_found import require_iri


def _take_store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def _take_knowledge(request: Request) -> Knowledge:
    knowledge: Knowledge = request.app.state.knowledge
    return knowledge


def _claim_iri(slug: str) -> str:
    return require_iri(thing_iri(f"claim/{slug}"))


def _choose_graphs(
    request: Request,
    sensitive: Annotated[
        Literal["exclude", "include"], Query(description='"include" also shows what is withheld by default')
    ] = "exclude",
) -> tuple[str, ...]:
    """The graphs to read in place of the default graph: all, withheld ones too; () for the default."""
    return tuple(sorted(request.app.state.manifest["graphs"])) if sensitive == "include" else ()


StoreDependency = Annotated[Store, Depends(_take_store)]
KnowledgeDependency = Annotated[Knowledge, Depends(_take_knowledge)]
ClaimIri = Annotated[str, Depends(_claim_iri)]
GraphsParameter = Annotated[tuple[str, ...], Depends(_choose_graphs)]


def allow_parameters(*names: str) -> Any:
    """A dependency that refuses any other parameter: a misspelt filter must not be a wider answer.

    Pages put up with what others append to a shared link.
    """
    allowed = f"Known here: {', '.join(names)}." if names else "This address takes none."

    def check(request: Request) -> None:
        is_page = not request.url.path.startswith("/api/")
        for name in request.query_params:
            if is_page and is_tracking(name):
                continue
            if name not in names:
                raise HTTPException(400, f"Unknown query parameter {name!r}. {allowed}")
            if len(request.query_params.getlist(name)) > 1:
                raise HTTPException(400, f"Query parameter {name!r} is given more than once.")

    return Depends(check)
