"""Writes triples in the formats of documents, with the prefixes they use and no others."""

from __future__ import annotations

import json
from collections.abc import Collection

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from claimgraph import iris
from claimgraph.validation import graph_of
from claimgraph.web.formats import JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format

_ENGINE = {TURTLE: RdfFormat.TURTLE, N_TRIPLES: RdfFormat.N_TRIPLES, RDF_XML: RdfFormat.RDF_XML}


def write(triples: Collection[Triple], form: Format) -> bytes:
    """The document. The same triples give the same bytes."""
    ordered = sorted(triples, key=str)
    if form == JSON_LD:
        return _json_ld(ordered)
    prefixes = None if form == N_TRIPLES else _prefixes(ordered)
    return serialize(ordered, format=_ENGINE[form], prefixes=prefixes) or b""


def _prefixes(triples: list[Triple]) -> dict[str, str]:
    """A prefix for each kind of id, since "/" cannot stand in a short name; none is declared in vain."""
    used = {_namespace(term.value) for triple in triples for term in _nodes(triple)}
    kinds = {base[len(iris.ID) : -1]: base for base in used if base.startswith(iris.ID) and base != iris.ID}
    known = {prefix: base for prefix, base in iris.PREFIXES.items() if base in used}
    return dict(sorted((known | {kind: base for kind, base in kinds.items() if "/" not in kind}).items()))


def _nodes(triple: Triple) -> list[NamedNode]:
    object_ = triple.object
    if isinstance(object_, Literal):
        object_ = object_.datatype
    return [term for term in (triple.subject, triple.predicate, object_) if isinstance(term, NamedNode)]


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _json_ld(triples: list[Triple]) -> bytes:
    """Compacted with our prefixes, which the engine's own writer cannot do."""
    text = graph_of(triples).serialize(
        format="json-ld", context=_prefixes(triples), auto_compact=False, sort_keys=True
    )
    return json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
