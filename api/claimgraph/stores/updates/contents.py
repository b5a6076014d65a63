"""Reads the triples that a client sends for a graph."""

from __future__ import annotations

from email.message import Message
from email.parser import BytesParser  # at once: a worker can open no files, not even modules

import pyoxigraph as ox

from claimgraph.stores.errors import QuerySyntaxError
from claimgraph.stores.result_formats import GRAPH_FORMATS
from claimgraph.stores.updates.change import ChangeRequest

_MULTIPART = "multipart/form-data"
_REMOTE_CONTEXT = "LoadDocumentCallback"


def read_content(request: ChangeRequest) -> set[ox.Triple]:
    """Return the triples that a request sends; relative IRIs are resolved against that of the graph.

    Blank nodes get names that no other graph has.

    Raises:
        QuerySyntaxError: They are not in the format that is stated, or name graphs.
    """
    if request.action == "delete":
        return set()
    if request.media_type.partition(";")[0].strip().lower() != _MULTIPART:
        return _parse(request.content, request.media_type, request.target)
    return {
        triple
        for part in _split_parts(request)
        for triple in _parse(part.get_payload(decode=True), part.get_content_type(), request.target)
    }


def find_rdf_format(media_type: str) -> ox.RdfFormat | None:
    """Return the format of triples that a media type means."""
    name = media_type.partition(";")[0].strip().lower()
    for offer in GRAPH_FORMATS:
        if name in (offer.media_type, *offer.media_type_aliases):
            return offer.engine_format if isinstance(offer.engine_format, ox.RdfFormat) else None
    return None


def _split_parts(request: ChangeRequest) -> list[Message]:
    header = f"Content-Type: {request.media_type}\r\n\r\n".encode("latin-1", "replace")
    message = BytesParser().parsebytes(header + request.content)
    if not message.is_multipart():
        raise QuerySyntaxError("The parts of the form cannot be told apart. Send one graph as the body.")
    return [part for part in message.get_payload() if isinstance(part, Message)]


def _parse(content: bytes | object, media_type: str, base: str) -> set[ox.Triple]:
    format_ = find_rdf_format(media_type)
    if format_ is None or not isinstance(content, bytes):
        raise QuerySyntaxError(f"{media_type[:80]!r} is no format of triples. Send text/turtle, for example.")
    try:
        quads = ox.parse(content, format=format_, base_iri=base, rename_blank_nodes=True)
        triples = set()
        for quad in quads:
            if quad.graph_name != ox.DefaultGraph():
                raise QuerySyntaxError(
                    f"The content names the graph {quad.graph_name}. Send its triples only."
                )
            triples.add(quad.triple)
    except SyntaxError as error:
        raise _explain(error) from None
    return triples


def _explain(error: SyntaxError) -> QuerySyntaxError:
    if _REMOTE_CONTEXT in error.msg:
        return QuerySyntaxError("The JSON-LD @context is an address, and nothing is fetched. Write it out.")
    place = f"Line {error.lineno}, column {error.offset}: " if error.lineno else ""
    return QuerySyntaxError(f"{place}{error.msg.rstrip('.')}.", error.lineno, error.offset)
