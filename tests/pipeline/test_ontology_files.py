"""The ontology's files, read as one set of triples for tools of all kinds."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from claimgraph.pipeline import OntologyError, read_ontology
from claimgraph.rdf import named_node
from claimgraph.source_tree import default_source_tree

LABEL, PREFERRED = named_node("rdfs:label"), named_node("skos:prefLabel")


@pytest.fixture(scope="module")
def shipped() -> set[Triple]:
    return read_ontology(default_source_tree().ontology_files)


def write(folder: Path, turtle: str) -> list[Path]:
    file = folder / "vocabulary.ttl"
    file.write_text(f"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n{turtle}", encoding="utf-8")
    return [file]


def test_a_concept_has_each_preferred_label_as_label_too(tmp_path: Path) -> None:
    triples = read_ontology(write(tmp_path, '<urn:x> skos:prefLabel "chip"@en , "puce"@fr .'))
    labels = {triple.object for triple in triples if triple.predicate == LABEL}
    assert labels == {Literal("chip", language="en"), Literal("puce", language="fr")}


def test_every_term_of_the_shipped_vocabularies_has_an_english_label(shipped: set[Triple]) -> None:
    concepts = {triple.subject for triple in shipped if triple.predicate == PREFERRED}
    labelled = {
        triple.subject
        for triple in shipped
        if triple.predicate == LABEL and isinstance(triple.object, Literal) and triple.object.language == "en"
    }
    assert len(concepts) > 400
    assert concepts <= labelled


def test_blank_nodes_get_the_same_iris_in_every_run(tmp_path: Path) -> None:
    files = write(tmp_path, "<urn:x> skos:member [ skos:member <urn:y> ] .")
    triples = read_ontology(files)
    assert triples == read_ontology(files)
    assert not any(isinstance(triple.object, BlankNode) for triple in triples)
    assert all(isinstance(triple.subject, NamedNode) for triple in triples)


def test_a_file_that_is_not_turtle_is_named_with_the_line(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"vocabulary\.ttl:2: .*Fix the Turtle there"):
        read_ontology(write(tmp_path, "<urn:x> skos:member skos:member skos:member ."))


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"absent\.ttl: cannot be read: .*Check the path"):
        read_ontology([tmp_path / "absent.ttl"])
