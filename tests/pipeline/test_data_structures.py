"""Observations of a graph are described as a data cube with the components that they carry."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from claimgraph.namespaces import CG, GRAPH, ID, expand_iri
from claimgraph.pipeline.catalog import count_graph, structure_triples

GRAPH_NODE = NamedNode(GRAPH + "example")


def observations(*bodies: dict[str, str]) -> bytes:
    lines = [
        f"<{ID}observation/{number}> <{expand_iri(name)}> {value} ."
        for number, body in enumerate(bodies)
        for name, value in ({"rdf:type": f"<{CG}Observation>"} | body).items()
    ]
    return "".join(f"{line}\n" for line in sorted(lines)).encode()


def structure(nt: bytes) -> set[tuple[str, str, str]]:
    triples = structure_triples(GRAPH_NODE, count_graph(nt))
    return {(_text(triple.subject), triple.predicate.value, _text(triple.object)) for triple in triples}


def _text(term: Triple | object) -> str:
    return str(getattr(term, "value", term))


FULL = {
    "cg:metric": "<urn:m>",
    "cg:subject": "<urn:s>",
    "sosa:phenomenonTime": "<urn:t>",
    "qudt:numericValue": '"1"',
    "qudt:hasUnit": "<urn:u>",
}


def role(nt: bytes, name: str) -> set[str]:
    """The roles of a property: "dimension", "measure" or "attribute"."""
    node = expand_iri(name)
    return {p.rpartition("#")[2] for _, p, o in structure(nt) if o == node} - {"componentProperty"}


def test_what_all_observations_have_is_a_dimension_and_the_number_the_measure() -> None:
    nt = observations(FULL)
    assert role(nt, "cg:metric") == role(nt, "cg:subject") == {"dimension"}
    assert role(nt, "qudt:numericValue") == {"measure"}
    assert role(nt, "qudt:hasUnit") == {"attribute"}
    assert role(nt, "cg:scope") == set()


def test_an_attribute_is_required_if_every_observation_carries_it() -> None:
    nt = observations(FULL, FULL | {"cg:scope": '"of chips"'})
    required = {
        s.rpartition("/")[2]: o for s, p, o in structure(nt) if p == expand_iri("qb:componentRequired")
    }
    assert required == {"qudt:hasUnit": "true", "cg:scope": "false"}


def test_an_observation_with_two_subjects_counts_once() -> None:
    two_subjects = observations(FULL).replace(
        b"<urn:s> .\n", f"<urn:s> .\n<{ID}observation/0> <{CG}subject> <urn:s2> .\n".encode()
    )
    assert count_graph(two_subjects).observation_properties[CG + "subject"] == 1


def test_a_graph_without_observations_has_no_structure() -> None:
    assert structure(b"<urn:x> <urn:y> <urn:z> .\n") == set()
