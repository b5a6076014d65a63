"""Writes triples in the formats of documents, with the prefixes they use and no others."""

from __future__ import annotations

import io
import json
from collections.abc import Collection
from typing import Any

from pyoxigraph import RdfFormat, Triple, serialize

from claimgraph.documents.formats import JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format
from claimgraph.rdf import prefixes_for
from claimgraph.stores import write_rdf_xml

_ENGINE = {TURTLE: RdfFormat.TURTLE, N_TRIPLES: RdfFormat.N_TRIPLES}


def write_document(triples: Collection[Triple], form: Format) -> bytes:
    """The document. The same triples give the same bytes.

    Raises:
        QueryEvaluationError: RDF/XML, if it is asked for, cannot hold them.
    """
    ordered = sorted(triples, key=str)
    if form == JSON_LD:
        return _json_ld(ordered)
    prefixes = {} if form == N_TRIPLES else prefixes_for(ordered)
    if form == RDF_XML:
        document = io.BytesIO()
        write_rdf_xml(ordered, document, prefixes)
        return document.getvalue()
    return serialize(ordered, format=_ENGINE[form], prefixes=prefixes or None) or b""


def _json_ld(triples: list[Triple]) -> bytes:
    """Compacted with our prefixes, which the engine's own writer cannot do."""
    from claimgraph.validation import to_rdflib_graph  # imports rdflib

    text = to_rdflib_graph(triples).serialize(
        format="json-ld", context=prefixes_for(triples), auto_compact=False, sort_keys=True
    )
    return (
        json.dumps(_sort_arrays(json.loads(text)), ensure_ascii=False, indent=1, sort_keys=True).encode()
        + b"\n"
    )


def _sort_arrays(value: Any) -> Any:
    """The same document in one order: rdflib's differs from process to process. Only lists are ordered."""
    if isinstance(value, dict):
        return {key: item if key == "@list" else _sort_arrays(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted(map(_sort_arrays, value), key=lambda item: json.dumps(item, sort_keys=True))
    return value
