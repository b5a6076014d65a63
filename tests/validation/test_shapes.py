"""Every rule of shapes/ is broken by its counter-examples, which break no other rule.

They are tests/shapes/<Class>/<rule>.ttl, or <rule>--<variant>.ttl, each validated together with base.ttl: by
Shifty alone, and by pySHACL, which takes long even for base.ttl, with as many others as have nothing to do
with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pyshacl as reference
import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import OWL, RDF, RDFS, SH, SKOS, BNode, Graph, Literal, Namespace, URIRef

from claimgraph.namespaces import CG, ENTITY_KINDS, PREFIXES, VOCAB, compact_iri
from claimgraph.source_tree import default_source_tree
from claimgraph.validation import (
    ShapeRules,
    Violation,
    load_shapes,
    load_vocabulary,
    read_ntriples,
    read_rdf_file,
    run_pyshacl,
    run_shifty,
    shape_rules_from_graphs,
    to_rdflib_graph,
    validate_graph,
    validate_ntriples,
)

EXAMPLES = Path(__file__).parents[1] / "shapes"
COUNTER_EXAMPLES = sorted(EXAMPLES.glob("*/*.ttl"))
BASE = read_ntriples([EXAMPLES / "base.ttl"])
QUDT = Namespace(PREFIXES["qudt"])
CONTAINER = {RDF.type, RDFS.label, SH.property, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return load_shapes(default_source_tree())


@pytest.fixture(scope="module")
def whole_vocabulary() -> Graph:
    """Everything that the ontology and its vocabularies say."""
    return load_vocabulary(default_source_tree())


@pytest.fixture(scope="module")
def vocabulary(shapes: Graph, whole_vocabulary: Graph) -> Graph:
    """What shapes look up in the vocabulary, without metrics and units, which base.ttl has of its own.

    Most of the vocabulary is definitions and notes. Without them a run takes half the time.
    """
    in_queries = _predicates_in_queries(shapes, whole_vocabulary)
    predicates, needed = set(shapes.objects()) | {RDF.type, RDFS.subClassOf, *in_queries}, Graph()
    for triple in whole_vocabulary:
        if triple[1] in predicates:
            needed.add(triple)
    for kind in (URIRef(f"{CG}Metric"), QUDT.Unit, QUDT.CurrencyUnit):
        for term in list(needed.subjects(RDF.type, kind)):
            needed.remove((term, None, None))
    return needed


def _predicates_in_queries(shapes: Graph, vocabulary: Graph) -> set[object]:
    queries = " ".join(str(query) for query in shapes.objects(None, SH.select))
    return {predicate for predicate in vocabulary.predicates() if compact_iri(str(predicate)) in queries}


@pytest.fixture(scope="module")
def rules(shapes: Graph, vocabulary: Graph) -> ShapeRules:
    return shape_rules_from_graphs(shapes, vocabulary)


@pytest.fixture(scope="module")
def base() -> Graph:
    return read_rdf_file(EXAMPLES / "base.ttl")


def rule_names(shapes: Graph) -> set[str]:
    """The named shapes that constrain something themselves, and do not only combine others."""
    named_shapes = {
        shape for kind in (SH.NodeShape, SH.PropertyShape) for shape in shapes.subjects(RDF.type, kind)
    }
    return {
        compact_iri(str(shape))
        for shape in named_shapes
        if not isinstance(shape, BNode) and set(shapes.predicates(shape)) - CONTAINER
    }


def rule_broken_by(file: Path) -> str:
    return f"cgs:{file.parent.name}-{file.stem.partition('--')[0]}"


def test_a_good_example_of_everything_breaks_no_rule(
    shapes: Graph, vocabulary: Graph, rules: ShapeRules, base: Graph
) -> None:
    assert validate_graph(base, shapes, vocabulary=vocabulary, engine=run_pyshacl) == []
    assert validate_ntriples(base.serialize(format="nt"), rules) == []


def test_there_is_a_good_example_of_every_class_with_rules(
    shapes: Graph, vocabulary: Graph, base: Graph
) -> None:
    def members(target: URIRef) -> set[object]:
        kinds = vocabulary.transitive_subjects(RDFS.subClassOf, target)
        return {member for kind in kinds for member in base.subjects(RDF.type, kind)}

    targets = {target for target in shapes.objects(None, SH.targetClass) if isinstance(target, URIRef)}
    assert {target for target in targets if not members(target)} == set()


def test_every_rule_has_a_counter_example_and_every_counter_example_a_rule(shapes: Graph) -> None:
    assert {rule_broken_by(file) for file in COUNTER_EXAMPLES} == rule_names(shapes)


@dataclass(frozen=True)
class CounterExample:
    """A file as N-Triples, in which what the other files have, too, has names and identifiers of its own."""

    text: str

    @classmethod
    def read(cls, file: Path) -> CounterExample:
        number = COUNTER_EXAMPLES.index(file)
        text = read_ntriples([file]).replace("broken>", f"broken-{number}>")
        return cls(
            re.sub(
                r'/identifier> "[^"]*(?=")',
                lambda found: found[0] if f'{found[0]}"' in BASE else f"{found[0]}-{number}",
                text,
            )
        )

    @cached_property
    def described(self) -> set[str]:
        return set(re.findall("^<[^>]*>", self.text, re.MULTILINE))

    @cached_property
    def mentioned(self) -> set[str]:
        return set(re.findall("<[^>]*>", self.text)) - set(re.findall("^<[^>]*>", BASE, re.MULTILINE))

    @cached_property
    def introduced(self) -> set[str]:
        """What it refers to that neither base.ttl nor the vocabulary has, such as an entry in a register."""
        objects = set(
            re.findall(r"(<[^>]*>|\"[A-Z]{2,3}\") \.$", self.text, re.MULTILINE)
        )  # or a nation's code
        return {term for term in objects if term not in BASE and not term.startswith((f"<{CG}", f"<{VOCAB}"))}

    def is_independent_of(self, other: CounterExample) -> bool:
        """True if neither describes what the other mentions, and both introduce nothing alike."""
        return (
            self.described.isdisjoint(other.described | other.mentioned)
            and other.described.isdisjoint(self.mentioned)
            and self.introduced.isdisjoint(other.introduced)
        )


@pytest.fixture(scope="module")
def found(rules: ShapeRules) -> Callable[[Path], list[Violation]]:
    """The violations in a counter-example alone, by Shifty."""
    return cache(lambda file: validate_ntriples(BASE + CounterExample.read(file).text, rules))


@pytest.mark.parametrize("file", COUNTER_EXAMPLES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_counter_example_breaks_its_rule_and_no_other(
    file: Path, found: Callable[[Path], list[Violation]]
) -> None:
    assert {violation.rule for violation in found(file)} == {rule_broken_by(file)}


def test_the_reference_engine_finds_the_same_in_every_counter_example(
    shapes: Graph, vocabulary: Graph, found: Callable[[Path], list[Violation]]
) -> None:
    """What each breaks alone is all that they break together, so none lends another what it lacks."""
    for files in independent_files():
        text = BASE + "".join(CounterExample.read(file).text for file in files)
        data = to_rdflib_graph(parse(text, format=RdfFormat.N_TRIPLES))
        alone = [violation for file in files for violation in found(file)]
        assert validate_graph(data, shapes, vocabulary=vocabulary, engine=run_pyshacl) == sorted(
            alone, key=lambda violation: violation.sort_key
        )


def independent_files() -> Iterator[list[Path]]:
    """All files of counter-examples, in groups in which each is independent of each."""
    groups: list[list[tuple[Path, CounterExample]]] = []
    for file in COUNTER_EXAMPLES:
        example = CounterExample.read(file)
        fitting = (group for group in groups if all(example.is_independent_of(other) for _, other in group))
        group = next(fitting, None)
        if group is None:
            groups.append(group := [])
        group.append((file, example))
    return ([file for file, _ in group] for group in groups)


@pytest.mark.parametrize("term", ["name", "description", "message", "severity"])
def test_every_rule_has_a_name_a_reason_a_remedy_and_a_severity(term: str, shapes: Graph) -> None:
    described = {compact_iri(str(shape)) for shape in shapes.subjects(SH[term], None)}
    assert rule_names(shapes) - described == set()


def test_every_message_is_a_sentence_of_its_own(shapes: Graph) -> None:
    messages = [str(message) for message in shapes.objects(None, SH.message)]
    assert [message for message in messages if not message.endswith((".", "…"))] == []


def test_rules_are_named_after_the_file_they_stand_in() -> None:
    for file in default_source_tree().shape_files:
        if file.stem != "prefixes":
            assert {rule.partition("-")[0] for rule in rule_names(read_rdf_file(file))} == {
                f"cgs:{file.stem}"
            }


@pytest.fixture(scope="module")
def shapes_of_shapes() -> Graph:
    """The shapes for shapes that W3C has written, as pySHACL brings them along."""
    return read_rdf_file(Path(reference.__file__).with_name("assets") / "shacl-shacl.ttl")


def test_the_shapes_are_valid_shacl(shapes: Graph, shapes_of_shapes: Graph) -> None:
    report = run_shifty(shapes, shapes_of_shapes)
    assert (None, SH.result, None) not in report, report.serialize()


def test_a_shape_that_is_not_valid_shacl_is_noticed(shapes: Graph, shapes_of_shapes: Graph) -> None:
    spoilt = Graph() + shapes
    shape = next(spoilt.subjects(SH.minCount, None))
    spoilt.set((shape, SH.minCount, Literal("one")))
    report = run_shifty(spoilt, shapes_of_shapes)
    assert set(report.objects(None, SH.value)) == {Literal("one")}


def test_rules_use_only_terms_the_ontology_defines(shapes: Graph, whole_vocabulary: Graph) -> None:
    used = {str(term) for triple in shapes for term in triple if isinstance(term, URIRef)}
    ours = {term for term in used if term.startswith((CG, VOCAB))}
    undefined = {term for term in ours if (URIRef(term), RDF.type, None) not in whole_vocabulary}
    assert set(map(compact_iri, undefined)) == set()


def test_every_kind_of_thing_claims_are_about_is_an_entity_class(vocabulary: Graph) -> None:
    entities = set(vocabulary.transitive_subjects(RDFS.subClassOf, URIRef(f"{CG}Entity")))
    assert {kind for kind, name in ENTITY_KINDS.items() if URIRef(CG + name) not in entities} == set()


def test_no_entity_class_is_a_concept_too() -> None:
    ontology = read_rdf_file(default_source_tree().root / "ontology" / "core.ttl")
    assert (URIRef(f"{CG}Entity"), OWL.disjointWith, SKOS.Concept) in ontology
