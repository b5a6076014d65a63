"""The ontology as one file for editors."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from claimgraph.exports import OntologyFileError, write_ontology
from claimgraph.namespaces import ROOT
from claimgraph.source_tree import default_source_tree

FILES = default_source_tree().ontology_files


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    file = tmp_path_factory.mktemp("export") / "claimgraph.ttl"
    write_ontology(FILES, file)
    return Graph().parse(file)


def test_the_file_is_one_ontology_with_every_term_and_no_import(exported: Graph) -> None:
    assert list(exported.subjects(RDF.type, OWL.Ontology)) == [URIRef(ROOT)]
    assert (None, OWL.imports, None) not in exported
    for file in FILES:
        assert named_triples(Graph().parse(file)) <= named_triples(exported)


def named_triples(graph: Graph) -> set[tuple[Node, Node, Node]]:
    return {triple for triple in graph if not any(isinstance(term, BNode) for term in triple)}


def test_lists_of_disjoint_classes_are_still_lists(exported: Graph) -> None:
    sizes = [len(Collection(exported, members)) for members in exported.objects(None, OWL.members)]
    assert len(sizes) == 3
    assert min(sizes) > 10


def test_concepts_have_the_labels_that_editors_show(exported: Graph) -> None:
    for concept, label in exported.subject_objects(SKOS.prefLabel):
        assert (concept, RDFS.label, label) in exported


def test_turtle_and_rdf_xml_say_the_same(exported: Graph, tmp_path: Path) -> None:
    write_ontology(FILES, tmp_path / "claimgraph.owl")
    other = Graph().parse(tmp_path / "claimgraph.owl", format="xml")
    assert named_triples(other) == named_triples(exported)
    assert len(other) == len(exported)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "claimgraph.json",
            "no format has the ending '.json'. End the name in one of .ttl, .owl, .rdf, .xml.",
        ),
        (
            "absent/claimgraph.ttl",
            "cannot be written: No such file or directory. Name a file in a folder that",
        ),
    ],
)
def test_a_file_that_cannot_be_written_is_named_with_the_remedy(
    tmp_path: Path, name: str, message: str
) -> None:
    with pytest.raises(OntologyFileError) as caught:
        write_ontology(FILES, tmp_path / name)
    assert message in str(caught.value)
