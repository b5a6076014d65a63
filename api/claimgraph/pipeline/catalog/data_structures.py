"""The structure of a data set's observations, for tools that read the RDF Data Cube vocabulary.

A component has one role in all data sets, because the vocabulary gives the role to the property. What every
observation has and what tells most of them apart is a dimension, the number is the measure, and whatever else
observations carry is an attribute, required if all of a data set carry it. See decision 018.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.pipeline.catalog.graph_counts import GraphCounts
from claimgraph.pipeline.catalog.void_statistics import integer_triple, term_segment
from claimgraph.rdf import named_node

_DIMENSIONS = tuple(map(namespaces.expand_iri, ("cg:metric", "cg:subject", "sosa:phenomenonTime")))
_MEASURE = namespaces.expand_iri("qudt:numericValue")
_NO_COMPONENTS = frozenset(map(namespaces.expand_iri, ("rdf:type", "qb:dataSet")))
_XSD_BOOLEAN = named_node("xsd:boolean")


def structure_triples(graph: NamedNode, counts: GraphCounts) -> Iterator[Triple]:
    """Describe the observations of a graph as a data cube; nothing for a graph without observations."""
    used = counts.observation_properties
    if _MEASURE not in used:
        return
    structure = NamedNode(f"{graph.value}/structure")
    yield _type_triple(graph, "qb:DataSet")
    yield Triple(graph, named_node("qb:structure"), structure)
    yield _type_triple(structure, "qb:DataStructureDefinition")
    observations = used[namespaces.expand_iri("rdf:type")]
    for order, dimension in enumerate(_DIMENSIONS, 1):
        component = yield from _component_triples(structure, dimension, "qb:dimension")
        yield integer_triple(component, "qb:order", order)
        # What any resource is in: the constraint wants a range, and one that leaves cg:unknown out is wrong.
        yield Triple(NamedNode(dimension), named_node("rdfs:range"), named_node("rdfs:Resource"))
    yield Triple(named_node("cg:metric"), named_node("qb:codeList"), NamedNode(f"{namespaces.VOCAB}metric"))
    yield from _component_triples(structure, _MEASURE, "qb:measure")
    for attribute in used.keys() - {*_DIMENSIONS, _MEASURE, *_NO_COMPONENTS}:
        component = yield from _component_triples(structure, attribute, "qb:attribute")
        required = Literal(str(used[attribute] == observations).lower(), datatype=_XSD_BOOLEAN)
        yield Triple(component, named_node("qb:componentRequired"), required)


def _component_triples(structure: NamedNode, property_: str, role: str) -> Generator[Triple, None, NamedNode]:
    """The component that has this role, stated in full, so that nobody has to normalise the cube first."""
    component, node = NamedNode(f"{structure.value}/{term_segment(property_)}"), NamedNode(property_)
    role_name = role.removeprefix("qb:").capitalize()
    yield Triple(structure, named_node("qb:component"), component)
    yield _type_triple(component, "qb:ComponentSpecification")
    yield Triple(component, named_node(role), node)
    yield Triple(component, named_node("qb:componentProperty"), node)
    yield _type_triple(node, "qb:ComponentProperty")
    yield _type_triple(node, f"qb:{role_name}Property")
    return component


def _type_triple(subject: NamedNode, class_: str) -> Triple:
    return Triple(subject, named_node("rdf:type"), named_node(class_))
