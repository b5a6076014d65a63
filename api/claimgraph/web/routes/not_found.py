"""What is raised for an address that names nothing: 404, or 410 for what was retracted and removed."""

from __future__ import annotations

from http import HTTPStatus
from typing import TypeVar

from pyoxigraph import NamedNode, Triple
from starlette.exceptions import HTTPException

from claimgraph.documents import Retraction, TripleIndex, read_retractions
from claimgraph.documents.lookups import load_retraction_triples
from claimgraph.namespaces import compact_iri, thing_iri
from claimgraph.stores import Store

T = TypeVar("T")


class GoneError(HTTPException):
    """A thing that was retracted and removed; its retractions as documents and as triples."""

    def __init__(self, iri: str, retractions: list[Retraction], triples: list[Triple]) -> None:
        super().__init__(HTTPStatus.GONE, " ".join(map(_retraction_text, retractions)))
        self.iri, self.retractions, self.triples = iri, retractions, triples


def not_found_error(what: str) -> HTTPException:
    return HTTPException(HTTPStatus.NOT_FOUND, f"The graph holds nothing about {what}.")


def missing_error(store: Store, iri: str, what: str, graphs: tuple[str, ...] = ()) -> HTTPException:
    """Why there is nothing at this IRI: it was removed (410), or nobody ever wrote it down (404)."""
    triples = load_retraction_triples(store, iri, graphs)
    retractions = read_retractions(TripleIndex(triples), iri)
    removals = [retraction for retraction in retractions if retraction.removed]
    return GoneError(iri, removals, triples) if removals else not_found_error(what)


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


def missing_claim_error(store: Store, iri: str, graphs: tuple[str, ...] = ()) -> HTTPException:
    """Why there is no claim with this IRI: see `missing_error`."""
    return missing_error(store, iri, f"a claim {iri.removeprefix(thing_iri('claim/'))!r}", graphs)


def require_claim(answer: T | None, store: Store, iri: str, graphs: tuple[str, ...] = ()) -> T:
    """What a lookup answers about a claim, unless that is None.

    Raises:
        HTTPException: 404, or 410 if the claim was removed.
    """
    if answer is None:
        raise missing_claim_error(store, iri, graphs)
    return answer


def _retraction_text(retraction: Retraction) -> str:
    """For a program's log or a person: what, when, why, and where to go instead."""
    thing = compact_iri(retraction.thing.iri) if retraction.thing else "It"
    day = f" ({retraction.retracted.edtf})" if retraction.retracted else ""
    instead = f" In its place: {retraction.replaced_by.iri}" if retraction.replaced_by else ""
    return f"{thing} was retracted and removed{day}: {retraction.reason}{instead}"
