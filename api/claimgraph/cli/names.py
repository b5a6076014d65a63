"""How the command line reads a name: an IRI, cg:Claim, nation/taiwan, a slug, an identifier such as S18."""

from __future__ import annotations

import signal
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from claimgraph import namespaces
from claimgraph.cli.output import settings
from claimgraph.errors import ClaimgraphError
from claimgraph.generations import current_generation
from claimgraph.queries import bind_query
from claimgraph.stores import EmbeddedStore

_CLAIM = namespaces.thing_iri("claim/")


class NotFoundError(ClaimgraphError):
    """The graph does not describe this thing."""

    def __init__(self, iri: str) -> None:
        super().__init__(
            f"The graph says nothing about {iri}. `claimgraph query` can search: see docs/reference/api.md."
        )


class AmbiguousNameError(ClaimgraphError):
    """A short name that several things have."""

    def __init__(self, name: str, found: list[str]) -> None:
        paths = ", ".join(iri.removeprefix(namespaces.ID) for iri in found[:10])
        super().__init__(f"{name!r} may mean {len(found)} things: {paths}. Name one of them.")


class NotAClaimError(ClaimgraphError):
    """A name of something else, where a claim was asked for."""

    def __init__(self, name: str, iri: str) -> None:
        super().__init__(
            f"{name!r} is {iri.removeprefix(namespaces.ID)}, which is no claim. Name a claim, as S18."
        )


def opened(build_folder: Path | None) -> EmbeddedStore:
    """The graph of the build in use."""
    signal.signal(
        signal.SIGINT, signal.SIG_DFL
    )  # the engine does not look up from a long query: let Ctrl-C end it
    return EmbeddedStore.open(current_generation(settings(build_folder).build_folder))


def find(store: EmbeddedStore, thing: str) -> str:
    """The IRI of what was named, which the graph must know.

    Raises:
        NotFoundError, AmbiguousNameError: It names nothing, or several things.
    """
    found = _candidates(store, thing)
    if len(found) > 1:
        raise AmbiguousNameError(thing, found)
    return found[0]


def find_claim(store: EmbeddedStore, name: str) -> str:
    """The IRI of the claim that was named.

    Raises:
        NotFoundError, AmbiguousNameError, NotAClaimError: It names nothing, several claims, or no claim.
    """
    found = _candidates(store, name)
    claims = [iri for iri in found if iri.startswith(_CLAIM)]
    if len(claims) > 1:
        raise AmbiguousNameError(name, claims)
    if not claims:
        raise NotAClaimError(name, found[0])
    return claims[0]


def _candidates(store: EmbeddedStore, thing: str) -> list[str]:
    """What a name may mean, by IRI: one thing where it is an address, else each of that short name."""
    guesses = [namespaces.expand_iri(thing), namespaces.thing_iri(f"claim/{thing}")]
    for guess in guesses:
        if _is_iri(guess) and store.ask(bind_query("is_described", thing=NamedNode(guess))):
            return [guess]
    found = [row["thing"].value for row in store.select(bind_query("thing_by_name", name=Literal(thing)))]
    if not found:
        raise NotFoundError(guesses[0])
    return found


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True
