"""Every rule of shapes/ is broken by its counter-examples, which break nothing else.

They are tests/shapes/<Class>/<rule>.ttl, or <rule>--<variant>.ttl, each checked together with base.ttl.
"""

from __future__ import annotations

from pathlib import Path

import pyshacl as reference
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, BNode, Graph, Namespace, URIRef

from claimgraph.namespaces import CG, ENTITY_KINDS, PREFIXES, VOCAB, compact_iri
from claimgraph.source_tree import default_source_tree
from claimgraph.validation import (
    load_shapes,
    load_vocabulary,
    read_rdf_file,
    run_pyshacl,
    shape_rules_from_graphs,
    validate_graph,
    validate_ntriples,
)

EXAMPLES = Path(__file__).parents[1] / "shapes"
COUNTER_EXAMPLES = sorted(EXAMPLES.glob("*/*.ttl"))
QUDT = Namespace(PREFIXES["qudt"])
CONTAINER = {RDF.type, RDFS.label, SH.property, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return load_shapes(default_source_tree())


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    """Without metrics and units: base.ttl brings its own, and 200 runs take half the time."""
    graph = load_vocabulary(default_source_tree())
    for kind in (URIRef(f"{CG}Metric"), QUDT.Unit, QUDT.CurrencyUnit):
        for term in list(graph.subjects(RDF.type, kind)):
            graph.remove((term, None, None))
    return graph


@pytest.fixture(scope="module")
def base() -> Graph:
    return read_rdf_file(EXAMPLES / "base.ttl")


def rules(shapes: Graph) -> set[str]:
    """The named shapes that constrain something, beyond gathering others under a target."""
    named = {shape for kind in (SH.NodeShape, SH.PropertyShape) for shape in shapes.subjects(RDF.type, kind)}
    return {
        compact_iri(str(shape))
        for shape in named
        if not isinstance(shape, BNode) and set(shapes.predicates(shape)) - CONTAINER
    }


def broken_by(file: Path) -> str:
    return f"cgs:{file.parent.name}-{file.stem.partition('--')[0]}"


def test_a_good_example_of_everything_breaks_no_rule(shapes: Graph, vocabulary: Graph, base: Graph) -> None:
    assert validate_graph(base, shapes, vocabulary=vocabulary, engine=run_pyshacl) == []
    assert validate_ntriples(base.serialize(format="nt"), shape_rules_from_graphs(shapes, vocabulary)) == []


def test_there_is_a_good_example_of_every_class_with_rules(
    shapes: Graph, vocabulary: Graph, base: Graph
) -> None:
    def members(target: URIRef) -> set[object]:
        kinds = vocabulary.transitive_subjects(RDFS.subClassOf, target)
        return {member for kind in kinds for member in base.subjects(RDF.type, kind)}

    targets = {target for target in shapes.objects(None, SH.targetClass) if isinstance(target, URIRef)}
    assert {target for target in targets if not members(target)} == set()


def test_every_rule_has_a_counter_example_and_every_counter_example_a_rule(shapes: Graph) -> None:
    assert {broken_by(file) for file in COUNTER_EXAMPLES} == rules(shapes)


@pytest.mark.parametrize("file", COUNTER_EXAMPLES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_counter_example_breaks_its_rule_and_no_other(
    file: Path, shapes: Graph, vocabulary: Graph, base: Graph
) -> None:
    data = base + read_rdf_file(file)
    findings = validate_graph(data, shapes, vocabulary=vocabulary, engine=run_pyshacl)
    assert {finding.rule for finding in findings} == {broken_by(file)}
    assert (
        validate_ntriples(data.serialize(format="nt"), shape_rules_from_graphs(shapes, vocabulary))
        == findings
    )


@pytest.mark.parametrize("term", ["name", "description", "message", "severity"])
def test_every_rule_says_what_it_is_why_and_what_to_do(term: str, shapes: Graph) -> None:
    said = {compact_iri(str(shape)) for shape in shapes.subjects(SH[term], None)}
    assert rules(shapes) - said == set()


def test_every_message_is_a_sentence_of_its_own(shapes: Graph) -> None:
    messages = [str(message) for message in shapes.objects(None, SH.message)]
    assert [message for message in messages if not message.endswith((".", "…"))] == []


def test_rules_are_named_after_the_file_they_stand_in() -> None:
    for file in default_source_tree().shape_files:
        if file.stem != "prefixes":
            assert {rule.partition("-")[0] for rule in rules(read_rdf_file(file))} == {f"cgs:{file.stem}"}


def test_the_shapes_are_valid_shacl(shapes: Graph) -> None:
    conforms, _, text = reference.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_rules_use_only_words_the_ontology_has(shapes: Graph, vocabulary: Graph) -> None:
    used = {str(term) for triple in shapes for term in triple if isinstance(term, URIRef)}
    ours = {term for term in used if term.startswith((CG, VOCAB))}
    assert {compact_iri(term) for term in ours if (URIRef(term), RDF.type, None) not in vocabulary} == set()


def test_every_kind_of_thing_claims_are_about_is_an_entity_class(vocabulary: Graph) -> None:
    entities = set(vocabulary.transitive_subjects(RDFS.subClassOf, URIRef(f"{CG}Entity")))
    assert {kind for kind, name in ENTITY_KINDS.items() if URIRef(CG + name) not in entities} == set()


def test_no_entity_class_is_a_concept_too(vocabulary: Graph) -> None:
    assert (URIRef(f"{CG}Entity"), OWL.disjointWith, SKOS.Concept) in vocabulary
