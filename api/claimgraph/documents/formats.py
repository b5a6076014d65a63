"""The formats of documents, and which of them a client prefers (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """`suffix` is the ending of the address that always gives this format."""

    suffix: str
    media_type: str
    title: str


HTML = Format("html", "text/html", "Page")
TURTLE = Format("ttl", "text/turtle", "Turtle")
JSON_LD = Format("jsonld", "application/ld+json", "JSON-LD")
N_TRIPLES = Format("nt", "application/n-triples", "N-Triples")
RDF_XML = Format("rdf", "application/rdf+xml", "RDF/XML")
JSON = Format("json", "application/json", "JSON")
CLAIM_REVIEW = Format("claimreview", "application/ld+json", "ClaimReview")  # an address of its own

RDF_FORMATS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
RESOURCE_FORMATS = (HTML, *RDF_FORMATS, JSON)
PAGE_FORMATS = (HTML, *RDF_FORMATS)
BY_SUFFIX = {form.suffix: form for form in RESOURCE_FORMATS}


def split_suffix(path: str) -> tuple[str, Format | None]:
    """A path without the ending that names a format, and that format.

    Slugs may hold dots ("gpt-3.5"), so only the ending of a format counts.

    >>> split_suffix("nation/taiwan.ttl")[0]
    'nation/taiwan'
    """
    stem, dot, suffix = path.rpartition(".")
    return (stem, BY_SUFFIX[suffix]) if dot and suffix in BY_SUFFIX else (path, None)


def negotiate_format(accept: str | None, offered: Sequence[Format]) -> Format | None:
    """The offered format the client likes best; the first of equals. None: it accepts none of them.

    >>> negotiate_format("text/turtle;q=0.8, text/html;q=0.5", RESOURCE_FORMATS).suffix
    'ttl'
    """
    ranges = [_range(part) for part in (accept or "*/*").split(",") if part.strip()]
    qualities = [(_quality(form.media_type, ranges), form) for form in offered]
    quality, best = max(qualities, key=lambda pair: pair[0])
    return best if quality > 0 else None


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
    try:
        return media, min(max(float(quality), 0.0), 1.0)
    except ValueError:
        return media, 0.0


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """The most specific range that fits decides, whatever its quality."""
    for pattern in (media_type, media_type.partition("/")[0] + "/*", "*/*"):
        fitting = [quality for media, quality in ranges if media == pattern]
        if fitting:
            return max(fitting)
    return 0.0
