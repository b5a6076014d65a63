"""Spells the catalogue as the application profile of European data portals asks (DCAT-AP 3.0.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph.rdf import named_node

_BYTE_SIZE = named_node("dcat:byteSize")
_NON_NEGATIVE = named_node("xsd:nonNegativeInteger")
_ALGORITHM = named_node("spdx:algorithm")


def adapt_to_dcat_ap(triples: Iterable[Triple]) -> list[Triple]:
    """The same statements, with sizes and algorithms of checksums as the profile's shapes want them."""
    return [adapted for triple in triples for adapted in _adapt(triple)]


def _adapt(triple: Triple) -> Iterator[Triple]:
    if triple.predicate == _BYTE_SIZE and isinstance(triple.object, Literal):
        # the engine keeps every whole number as an xsd:integer
        size = Literal(triple.object.value, datatype=_NON_NEGATIVE)
        yield Triple(triple.subject, triple.predicate, size)
    elif triple.predicate == _ALGORITHM and isinstance(triple.object, NamedNode):
        # SPDX's IRIs begin with http, those in the profile's list of algorithms with https
        algorithm = NamedNode(triple.object.value.replace("http:", "https:", 1))
        yield Triple(triple.subject, triple.predicate, algorithm)
        yield Triple(algorithm, named_node("rdf:type"), named_node("spdx:ChecksumAlgorithm"))
        yield Triple(algorithm, named_node("owl:sameAs"), triple.object)
    else:
        yield triple
