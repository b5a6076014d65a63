"""The ontology keeps its own rules, and each rule notices when it is broken."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from claimgraph.namespaces import CG, ENTITY_KINDS, ROOT, SHAPES, VOCAB
from claimgraph.source_tree import default_source_tree
from claimgraph.validation import run_pyshacl, run_shifty

ONTOLOGY = default_source_tree().root / "ontology"
RULES = default_source_tree().root / "shapes" / "ontology-lint.ttl"
HEADER = URIRef(ROOT)
cg = Namespace(CG)
status = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
modality, hedged = URIRef(VOCAB + "modality"), URIRef(VOCAB + "modality/hedged")
MATCHES = {SKOS.closeMatch, SKOS.exactMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
Mutation = Callable[[Graph], object]


def read(*files: Path) -> Graph:
    graph = Graph()
    for file in files:
        graph.parse(file)
    return graph


@pytest.fixture(scope="module")
def core() -> Graph:
    return read(ONTOLOGY / "core.ttl")


@pytest.fixture(scope="module")
def rules() -> Graph:
    return read(RULES)


@pytest.fixture(scope="module")
def everything() -> Graph:
    return read(*default_source_tree().ontology_files)


def broken_rules(
    graph: Graph, rules: Graph, engine: Callable[[Graph, Graph], Graph] = run_shifty
) -> dict[str, list[str]]:
    """The rules that `graph` breaks, each with its messages."""
    report, found = engine(graph, rules), dict[str, list[str]]()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        rule = str(report.value(result, SH.sourceShape)).removeprefix(SHAPES)
        found.setdefault(rule, []).append(str(report.value(result, SH.resultMessage)))
    return found


# ---- the rules hold, and each is noticed when broken ----


def test_the_ontology_and_its_vocabularies_keep_every_rule(rules: Graph) -> None:
    vocabularies = sorted((ONTOLOGY / "vocabularies").glob("*.ttl"))
    assert broken_rules(read(ONTOLOGY / "core.ttl", *vocabularies), rules) == {}


def drop(subject: Node, predicate: Node) -> Mutation:
    return lambda graph: graph.remove((subject, predicate, None))


def put(subject: Node, predicate: Node, value: Node) -> Mutation:
    return lambda graph: graph.set((subject, predicate, value))


def add(subject: Node, predicate: Node, value: Node) -> Mutation:
    return lambda graph: graph.add((subject, predicate, value))


def both(*mutations: Mutation) -> Mutation:
    return lambda graph: [mutate(graph) for mutate in mutations]


def rename(old: URIRef, new: URIRef) -> Mutation:
    def mutate(graph: Graph) -> None:
        for triple in list(graph):
            if old in triple:
                graph.remove(triple)
                subject, predicate, value = (new if term == old else term for term in triple)
                graph.add((subject, predicate, value))

    return mutate


def en(text: str) -> Literal:
    return Literal(text, lang="en")


BREAKS: list[tuple[str, Mutation]] = [
    ("Lint-label", drop(cg.Fab, RDFS.label)),
    ("Lint-label", add(cg.Fab, RDFS.label, en("wafer plant"))),
    ("Lint-label-language", put(cg.Fab, RDFS.label, Literal("Chipfabrik", lang="de"))),
    ("Lint-label-unique", put(cg.Fab, RDFS.label, en("nation"))),
    ("Lint-definition", drop(cg.Fab, SKOS.definition)),
    ("Lint-definition", add(cg.Fab, SKOS.definition, en("Another thing altogether."))),
    ("Lint-definition-full-stop", put(cg.Fab, SKOS.definition, en("Somewhere chips are made"))),
    ("Lint-definition-circular", put(cg.Fab, SKOS.definition, en("A fab is a fab."))),
    ("Lint-definition-circular", put(cg.checks, SKOS.definition, en("Checks a claim."))),
    ("Lint-defined-by", put(cg.Fab, RDFS.isDefinedBy, cg.Claim)),
    ("Lint-term-status", drop(cg.Fab, status)),
    ("Lint-term-status", put(cg.Fab, status, Literal("done"))),
    ("Lint-class-example", drop(cg.Fab, SKOS.example)),
    ("Lint-class-name", rename(cg.Fab, cg.chip_fab)),
    ("Lint-property-name", rename(cg.fabStatus, cg.FabStatus)),
    ("Lint-property-reach", both(drop(cg.reuse, RDFS.domain), drop(cg.reuse, SKOS.scopeNote))),
    ("Lint-one-category", add(cg.reuse, RDF.type, OWL.DatatypeProperty)),
    ("Lint-one-category", add(SKOS.notation, RDF.type, OWL.AnnotationProperty)),
    ("Lint-declared", put(cg.fabStatus, RDFS.domain, cg.Fabb)),
    ("Lint-no-imports", add(HEADER, OWL.imports, URIRef("http://www.w3.org/ns/prov-o#"))),
    ("Lint-header", drop(HEADER, DCTERMS.license)),
    ("Lint-header", drop(HEADER, DCTERMS.creator)),
    ("Lint-header", drop(HEADER, OWL.versionIRI)),
    ("Lint-version", put(HEADER, OWL.versionInfo, Literal("0.2.0"))),
    ("Lint-version", put(HEADER, DCTERMS.modified, Literal("2026-11-01", datatype=XSD.date))),
    ("Lint-no-same-as", add(cg.Fab, OWL.sameAs, URIRef("https://example.org/Fab"))),
    ("Lint-blank-nodes", add(BNode(), RDF.type, SKOS.Concept)),
    ("Lint-scheme", drop(modality, DCTERMS.title)),
    ("Lint-concept-label", drop(hedged, SKOS.prefLabel)),
    ("Lint-concept-label", add(hedged, SKOS.prefLabel, en("guarded"))),
    ("Lint-concept-label-unique", put(hedged, SKOS.prefLabel, en("goal"))),
    ("Lint-concept-definition", drop(hedged, SKOS.definition)),
    ("Lint-concept-full-stop", put(hedged, SKOS.definition, en("Left open"))),
    ("Lint-concept-notation", drop(hedged, SKOS.notation)),
    ("Lint-concept-notation", put(hedged, SKOS.notation, Literal("Hedged"))),
    ("Lint-concept-scheme", drop(modality, RDF.type)),
    ("Lint-concept-defined-by", drop(hedged, RDFS.isDefinedBy)),
    ("Lint-concept-status", put(hedged, status, Literal("final"))),
]


@pytest.fixture
def excerpt(core: Graph) -> Graph:
    """A few terms of the ontology and one vocabulary: enough to break every rule, and linted in no time."""
    names = ("Entity", "Fab", "Nation", "Claim", "Check", "checks", "fabStatus", "reuse")
    small = read(ONTOLOGY / "vocabularies" / "modalities.ttl")
    for triple in core:
        ours = {term for term in triple if isinstance(term, URIRef) and term.startswith(CG)}
        if ours <= {cg[name] for name in names} and not has_blank(triple):
            small.add(triple)
    return small


def test_the_excerpt_keeps_every_rule_before_it_is_broken(excerpt: Graph, rules: Graph) -> None:
    assert broken_rules(excerpt, rules) == {}


@pytest.mark.parametrize(
    ("rule", "mutate"), BREAKS, ids=[f"{n}-{rule}" for n, (rule, _) in enumerate(BREAKS)]
)
def test_a_broken_rule_is_reported_alone_and_says_what_to_do(
    rule: str, mutate: Mutation, excerpt: Graph, rules: Graph
) -> None:
    mutate(excerpt)
    found = broken_rules(excerpt, rules)
    assert list(found) == [rule]
    assert all("{?value}" not in message for message in found[rule])


def test_the_reference_engine_reports_the_same_where_many_rules_are_broken(
    excerpt: Graph, rules: Graph
) -> None:
    """It takes as long for one break as Shifty takes for all, and writes terms without their marks."""
    for _, mutate in BREAKS:
        mutate(excerpt)
    ours, theirs = broken_rules(excerpt, rules), broken_rules(excerpt, rules, run_pyshacl)
    assert len(ours) > 15
    assert without_marks(ours) == without_marks(theirs)


def without_marks(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {
        rule: sorted(re.sub("[<>]|_:", "", message) for message in messages)
        for rule, messages in found.items()
    }


def test_every_rule_is_broken_by_some_test_and_explains_itself(rules: Graph) -> None:
    named = {str(shape).removeprefix(SHAPES) for shape in rules.subjects(RDF.type, SH.NodeShape)}
    assert named == {rule for rule, _ in BREAKS}
    for shape in rules.subjects(RDF.type, SH.NodeShape):
        assert None not in (rules.value(shape, part) for part in (SH.name, SH.description, SH.message))


# ---- OWL 2 RL, checked on the syntax ----

BEYOND_RL = [
    OWL.someValuesFrom,  # fine left of a subclass axiom, which we do not use either
    OWL.allValuesFrom,
    OWL.unionOf,
    OWL.oneOf,
    OWL.disjointUnionOf,
    OWL.hasSelf,
    OWL.minCardinality,
    OWL.maxCardinality,
    OWL.cardinality,
    OWL.minQualifiedCardinality,
    OWL.maxQualifiedCardinality,
    OWL.qualifiedCardinality,
    OWL.datatypeComplementOf,
    OWL.onDatatype,
]
RL_DATATYPES = {XSD.string, XSD.boolean, XSD.decimal, XSD.integer}


@pytest.mark.parametrize("construct", BEYOND_RL, ids=[str(term).partition("#")[2] for term in BEYOND_RL])
def test_no_construct_leaves_owl_2_rl(everything: Graph, construct: URIRef) -> None:
    assert list(everything.subject_objects(construct)) == []


def test_every_axiom_is_between_named_terms(everything: Graph) -> None:
    axioms = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf, OWL.disjointWith)
    odd = [
        triple for axiom in axioms for triple in everything.triples((None, axiom, None)) if has_blank(triple)
    ]
    assert odd == []


def has_blank(triple: Iterable[Node]) -> bool:
    return any(isinstance(term, BNode) for term in triple)


def test_datatype_ranges_are_in_owl_2_rl_and_known_to_hermit(core: Graph) -> None:
    ranges = {core.value(name, RDFS.range) for name in core.subjects(RDF.type, OWL.DatatypeProperty)} - {None}
    assert ranges <= RL_DATATYPES


def test_no_property_is_reflexive_or_functional(core: Graph) -> None:
    unwanted = (OWL.ReflexiveProperty, OWL.FunctionalProperty, OWL.InverseFunctionalProperty)
    assert [name for kind in unwanted for name in core.subjects(RDF.type, kind)] == []


def test_a_transitive_property_has_no_trait_reserved_for_simple_ones(core: Graph) -> None:
    simple_only = {OWL.IrreflexiveProperty, OWL.AsymmetricProperty}
    for name in core.subjects(RDF.type, OWL.TransitiveProperty):
        assert simple_only.isdisjoint(core.objects(name, RDF.type))
        assert (name, OWL.propertyDisjointWith, None) not in core


# ---- the terms the rest of the project relies on ----


@pytest.mark.parametrize("name", sorted(set(ENTITY_KINDS.values())))
def test_every_kind_of_entity_is_a_class_below_entity(core: Graph, name: str) -> None:
    assert (cg[name], RDF.type, OWL.Class) in core
    assert cg.Entity in core.transitive_objects(cg[name], RDFS.subClassOf)


def test_the_levels_of_entities_exclude_each_other(core: Graph) -> None:
    groups = [
        set(Collection(core, members))
        for members in core.objects(None, OWL.members)
        if isinstance(members, BNode)
    ]
    levels = {
        cg.AIModel,
        cg.ModelFamily,
        cg.Chip,
        cg.ChipClass,
        cg.Organization,
        cg.Fab,
        cg.FabClass,
        cg.Nation,
    }
    assert any(levels <= group for group in groups)


def test_every_claim_relation_names_a_property_between_claims(everything: Graph) -> None:
    scheme = URIRef(VOCAB + "claim-relation")
    for term in everything.subjects(SKOS.inScheme, scheme):
        named = everything.value(term, cg.relationProperty)
        assert everything.value(named, RDFS.domain) == everything.value(named, RDFS.range) == cg.Claim


def test_every_property_between_claims_has_its_term(everything: Graph) -> None:
    named = {str(name).removeprefix(CG) for name in everything.objects(None, cg.relationProperty)}
    terms = {"contradicts", "inTensionWith", "counterexampleTo", "qualifies", "corroborates", "restates"}
    assert terms | {"supersedes"} <= named


# ---- alignments: the Turtle files and the SSSOM table say the same ----

Mapping = tuple[str, str, str]


def turtle_mappings() -> set[Mapping]:
    graph = read(*sorted((ONTOLOGY / "alignments").glob("*.ttl")))
    wanted = {*MATCHES, RDFS.subClassOf, RDFS.subPropertyOf}
    return {(str(s), str(p), str(o)) for s, p, o in graph if p in wanted}


def sssom_rows() -> tuple[dict[str, str], list[dict[str, str]]]:
    """The prefixes of the table's header, and its rows."""
    lines = (ONTOLOGY / "alignments" / "alignments.sssom.tsv").read_text(encoding="utf-8").splitlines()
    indented = (line[4:].split(": ", 1) for line in lines if line.startswith("#   "))
    return dict(indented), list(csv.DictReader((line for line in lines if line[:1] != "#"), delimiter="\t"))


def sssom_mappings() -> list[Mapping]:
    prefixes, rows = sssom_rows()

    def full(curie: str) -> str:
        prefix, _, local = curie.partition(":")
        return prefixes[prefix] + local

    return [(full(row["subject_id"]), full(row["predicate_id"]), full(row["object_id"])) for row in rows]


def test_the_sssom_table_carries_the_mappings_of_the_turtle_files_once_each() -> None:
    assert sorted(sssom_mappings()) == sorted(turtle_mappings())


def test_the_sssom_labels_are_those_of_the_ontology(core: Graph) -> None:
    for (subject, _, _), row in zip(sssom_mappings(), sssom_rows()[1], strict=True):
        assert row["subject_label"] == str(core.value(URIRef(subject), RDFS.label))


def test_every_mapping_leads_from_a_term_of_ours_to_one_that_is_not(core: Graph) -> None:
    for subject, _, target in turtle_mappings():
        assert (URIRef(subject), RDF.type, None) in core
        assert not target.startswith(ROOT)
