"""Chooses the format of a result, and what to call it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import HTTPException

from claimgraph.documents import Format, negotiate_format
from claimgraph.stores import FORMATS_BY_FORM, ResultFormat, find_format
from claimgraph.web.sparql.protocol import SparqlRequest


@dataclass(frozen=True, slots=True)
class NegotiatedFormat:
    """The short name of a format, and its media type: an alias, if that is what the client accepts."""

    name: str
    media_type: str


def negotiate_result_format(sparql_request: SparqlRequest, form: str | None) -> NegotiatedFormat:
    """The format for the result of a query of this form; None: it is not SPARQL, and the store will say why.

    Raises:
        UnknownFormatError: The parameter `format` names none that fits the query.
        HTTPException: 406, naming the formats there are.
    """
    if form is None:
        return NegotiatedFormat("json", find_format("json", "SELECT").media_type)
    if sparql_request.format:
        result_format = find_format(sparql_request.format, form)
        return NegotiatedFormat(result_format.name, result_format.media_type)
    formats = FORMATS_BY_FORM[form]
    chosen = negotiate_format(sparql_request.accept, list_offers(formats))
    if chosen is None:
        media_types = ", ".join(result_format.media_type for result_format in formats)
        raise HTTPException(406, f"The result of {form} can be had as: {media_types}.")
    return NegotiatedFormat(chosen.suffix, chosen.media_type)


def list_offers(formats: tuple[ResultFormat, ...]) -> tuple[Format, ...]:
    """All media types, the aliases last: among those a client likes alike, the first is chosen."""
    offers = [(offer.name, offer.media_type) for offer in formats]
    offers += [(offer.name, alias) for offer in formats for alias in offer.media_type_aliases]
    return tuple(Format(name, media_type, name) for name, media_type in offers)
