"""The data sets of a bundle: what its graph states about each of its named graphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph import namespaces
from claimgraph.datasets import REUSE_KINDS

Values = dict[tuple[str, str], str]  # by subject and property


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetTerms:
    """Title, licence and credit of a named graph; `here` is the number of its triples in the bundle."""

    iri: str
    name: str
    here: int
    title: str
    licence: str
    licence_iri: str
    reuse: str
    attribution: str | None
    publisher: str | None
    url: str | None
    version: str | None
    issued: str | None
    retrieved: str | None


def read_values(quads: Iterable[Quad]) -> Values:
    """The value of each property of each thing; the first in order if there are several."""
    values: Values = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            key, value = (quad.subject.value, quad.predicate.value), quad.object.value
            values[key] = min(values.get(key, value), value)
    return values


def read_dataset_terms(quads: Iterable[Quad], values: Values) -> list[DatasetTerms]:
    """The terms of every named graph of these quads, by name. `values` are those of the quads."""
    counts = Counter(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode))
    return [_read_terms(graph, counts[graph], values) for graph in sorted(counts)]


def _read_terms(graph: str, triples: int, values: Values) -> DatasetTerms:
    def value_of(name: str) -> str | None:
        return values.get((graph, namespaces.expand_iri(name)))

    licence = value_of("dcterms:license") or ""
    reuse = (value_of("cg:reuse") or "").removeprefix(namespaces.concept_iri("reuse", ""))
    return DatasetTerms(
        iri=graph,
        name=graph.removeprefix(namespaces.GRAPH),
        here=triples,
        title=value_of("dcterms:title") or graph,
        licence=values.get((licence, namespaces.expand_iri("rdfs:label")), licence),
        licence_iri=licence,
        reuse=reuse or REUSE_KINDS[-1],
        attribution=value_of("cg:attributionText"),
        publisher=value_of("cg:publisherAsPrinted"),
        url=value_of("dcat:landingPage"),
        version=value_of("dcat:version"),
        issued=value_of("dcterms:issued"),
        retrieved=value_of("cg:retrieved"),
    )
