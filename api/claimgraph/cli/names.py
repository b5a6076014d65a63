"""How commands read names: an IRI, cg:Claim, nation/taiwan, a slug, or an identifier such as S18."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from claimgraph import namespaces
from claimgraph.errors import ClaimgraphError
from claimgraph.queries import bind_query
from claimgraph.stores import Store

_CLAIM = namespaces.thing_iri("claim/")
_LISTED = 10  # things that an ambiguous name is said to mean


class NotFoundError(ClaimgraphError):
    """Nothing in the graph has this name."""

    def __init__(self, iri: str) -> None:
        super().__init__(
            f"The graph says nothing about {iri}. `claimgraph query` can search: see docs/reference/api.md."
        )


class AmbiguousNameError(ClaimgraphError):
    """Several things have this short name."""

    def __init__(self, name: str, iris: list[str]) -> None:
        paths = ", ".join(iri.removeprefix(namespaces.ID) for iri in iris[:_LISTED])
        super().__init__(f"{name!r} may mean {len(iris)} things: {paths}. Name one of them.")


class NotAClaimError(ClaimgraphError):
    """A claim was asked for, and the name is that of something else."""

    def __init__(self, name: str, iri: str) -> None:
        path = iri.removeprefix(namespaces.ID)
        super().__init__(f"{name!r} is {path}, which is no claim. Name a claim, as S18.")


def resolve_thing(store: Store, name: str) -> str:
    """The IRI of the thing with this name.

    Raises:
        NotFoundError, AmbiguousNameError: Nothing or several things have this name.
    """
    candidates = _candidates(store, name)
    if len(candidates) > 1:
        raise AmbiguousNameError(name, candidates)
    return candidates[0]


def resolve_claim(store: Store, name: str) -> str:
    """The IRI of the claim with this name.

    Raises:
        NotFoundError, AmbiguousNameError, NotAClaimError: Nothing, several claims or no claim has this name.
    """
    candidates = _candidates(store, name)
    claims = [iri for iri in candidates if iri.startswith(_CLAIM)]
    if len(claims) > 1:
        raise AmbiguousNameError(name, claims)
    if not claims:
        raise NotAClaimError(name, candidates[0])
    return claims[0]


def shorten_iris(*iris: str) -> str:
    """IRIs as they can be typed on the command line, separated by spaces."""
    short = (
        iri.removeprefix(namespaces.ID) if iri.startswith(namespaces.ID) else namespaces.compact_iri(iri)
        for iri in iris
    )
    return " ".join(short)


def _candidates(store: Store, name: str) -> list[str]:
    """The IRIs that a name may mean: one if it is an IRI or a claim's slug, else all of that short name."""
    guesses = [namespaces.expand_iri(name), namespaces.thing_iri(f"claim/{name}")]
    for guess in guesses:
        if _is_iri(guess) and store.ask(bind_query("is_described", thing=NamedNode(guess))):
            return [guess]
    rows = store.select(bind_query("thing_by_name", name=Literal(name)))
    if not rows:
        raise NotFoundError(guesses[0])
    return [row["thing"].value for row in rows]


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True
