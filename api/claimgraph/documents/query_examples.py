"""The published queries as examples of the endpoint, in the terms of SHACL that SIB's sparql-examples use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph.namespaces import PREFIXES, ROOT
from claimgraph.queries import CatalogQuery

_FORMS = {
    "SELECT": ("SPARQLSelectExecutable", "select"),
    "ASK": ("SPARQLAskExecutable", "ask"),
    "CONSTRUCT": ("SPARQLConstructExecutable", "construct"),
}
_DECLARATIONS = NamedNode(f"{ROOT}/queries#prefixes")


def describe_examples(queries: Iterable[CatalogQuery], endpoint: str) -> list[Triple]:
    """Each query with its summary, its text with example values, and the endpoint that it can be sent to."""
    triples = [*_declare_prefixes()]
    for query in queries:
        triples += _describe_example(query, NamedNode(endpoint))
    return triples


def _describe_example(query: CatalogQuery, endpoint: NamedNode) -> Iterator[Triple]:
    example = NamedNode(f"{ROOT}/queries/{query.name}")
    kind, has_text = _FORMS[query.header.form]
    yield Triple(example, _node("rdf:type"), _node("sh:SPARQLExecutable"))
    yield Triple(example, _node("rdf:type"), _node(f"sh:{kind}"))
    yield Triple(example, _node("rdfs:comment"), Literal(query.header.summary, language="en"))
    yield Triple(example, _node("sh:prefixes"), _DECLARATIONS)
    yield Triple(example, _node(f"sh:{has_text}"), Literal(query.text))
    yield Triple(example, _node("schema:target"), endpoint)
    yield Triple(example, _node("schema:keywords"), Literal(query.group, language="en"))


def _declare_prefixes() -> Iterator[Triple]:
    for prefix, namespace in PREFIXES.items():
        declaration = NamedNode(f"{ROOT}/queries#prefix-{prefix}")
        iri = Literal(namespace, datatype=_node("xsd:anyURI"))
        yield Triple(_DECLARATIONS, _node("sh:declare"), declaration)
        yield Triple(declaration, _node("sh:prefix"), Literal(prefix))
        yield Triple(declaration, _node("sh:namespace"), iri)


def _node(name: str) -> NamedNode:
    prefix, _, local_name = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local_name)
