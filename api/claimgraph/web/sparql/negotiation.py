"""Chooses the formats of a result, before anybody knows whether it is a table or a graph."""

from __future__ import annotations

from functools import lru_cache

from claimgraph.documents import Format, negotiate_format
from claimgraph.stores import (
    GRAPH_FORMATS,
    TABLE_FORMATS,
    FormatChoice,
    ResultFormat,
    UnknownFormatError,
)

FormatChoices = tuple[FormatChoice | None, FormatChoice | None]  # for a table, and for a graph


@lru_cache(maxsize=512)
def choose_formats(name: str | None, accept: str | None) -> FormatChoices:
    """The formats that a client accepts; `name`, if it gave one, is the short name of the only one.

    Raises:
        UnknownFormatError: No result has a format of that name.
    """
    if not name:
        return _negotiate(accept, TABLE_FORMATS), _negotiate(accept, GRAPH_FORMATS)
    choices = _find_format(name, TABLE_FORMATS), _find_format(name, GRAPH_FORMATS)
    if choices == (None, None):
        names = [result_format.name for result_format in (*TABLE_FORMATS, *GRAPH_FORMATS)]
        raise UnknownFormatError(f"There is no format {name[:50]!r}. Choose one of: {', '.join(names)}.")
    return choices


def list_offers(formats: tuple[ResultFormat, ...]) -> tuple[Format, ...]:
    """All media types, the aliases last: among those a client likes alike, the first is chosen."""
    offers = [(offer.name, offer.media_type) for offer in formats]
    offers += [(offer.name, alias) for offer in formats for alias in offer.media_type_aliases]
    return tuple(Format(name, media_type, name) for name, media_type in offers)


def _negotiate(accept: str | None, formats: tuple[ResultFormat, ...]) -> FormatChoice | None:
    chosen = negotiate_format(accept, list_offers(formats))
    return FormatChoice(chosen.suffix, chosen.media_type) if chosen else None


def _find_format(name: str, formats: tuple[ResultFormat, ...]) -> FormatChoice | None:
    for offer in formats:
        if name in (offer.name, *offer.name_aliases):
            return FormatChoice(offer.name, offer.media_type)
    return None
