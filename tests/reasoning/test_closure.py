"""Rules infer what they should, each on its own, and together no more than OWL 2 RL entails."""

from __future__ import annotations

from functools import cache

import owlrl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.collection import Collection

from claimgraph import namespaces
from claimgraph.exports import read_public_quads
from claimgraph.generations import Generation
from claimgraph.rdf import serialize_ntriples
from claimgraph.reasoning import infer_ntriples, infer_triples, load_inference_rules
from claimgraph.source_tree import default_source_tree
from claimgraph.validation import load_vocabulary, to_rdflib_graph

PREFIXES = (
    "".join(f"PREFIX {name}: <{base}>\n" for name, base in namespaces.PREFIXES.items()) + "PREFIX : <x:>\n"
)

OWL_RULES = [
    (
        "cax-sco.rq",
        ":a a :Fab . :Fab rdfs:subClassOf :Plant . :Plant rdfs:subClassOf :Thing .",
        ":a a :Plant, :Thing .",
    ),
    ("prp-spo1.rq", ":a :p :b . :p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .", ":a :q :b ; :r :b ."),
    ("prp-inv.rq", ":p owl:inverseOf :q . :a :p :b . :c :q :d .", ":b :q :a . :d :p :c ."),
    ("prp-symp.rq", ":p a owl:SymmetricProperty . :a :p :b .", ":b :p :a ."),
    (
        "prp-trp.rq",
        ":p a owl:TransitiveProperty . :a :p :b . :b :p :c . :c :p :d .",
        ":a :p :c, :d . :b :p :d .",
    ),
    ("prp-spo2.rq", ":r owl:propertyChainAxiom (:p :q) . :a :p :b . :b :q :c .", ":a :r :c ."),
]
OWN_RULES = [
    (
        "claim-relation.rq",
        ":j cg:fromClaim :a ; cg:claimRelation :k ; cg:toClaim :b . :k cg:relationProperty cg:qualifies .",
        ":a cg:qualifies :b .",
    ),
    (
        "evidence-link.rq",
        ":e cg:direction <https://w3id.org/claimgraph/vocab/evidence-direction/contradicts> ;"
        " cg:targetClaim :c ; cg:hasEvidenceItem :o .",
        ":o cito:disputes :c .",
    ),
    (
        "figures-published-by.rq",
        ":s dcterms:publisher :p . :o prov:hadPrimarySource :s ; cg:metric :m . :n cg:metric :other .",
        ":m cg:figuresPublishedBy :p .",
    ),
    (
        "figure-from.rq",
        ":m cg:knownFromDeveloper true . :v cg:developedBy :d . :p cg:metric :m ; cg:subject :v ."
        " :o a cg:Observation ; cg:metric :m ; cg:subject :v ."
        " :c a cg:Company . :r a cg:Observation ; cg:metric :m ; cg:subject :c ."
        " :q a cg:Observation ; cg:metric :other ; cg:subject :v .",
        ":o cg:hasFigureFrom :d . :r cg:hasFigureFrom :c .",
    ),
    (
        "scope.rq",
        ':s a cg:Scope ; skos:hiddenLabel "top 2 %", "the top 2 %" . :t a cg:Scope ; skos:hiddenLabel "all" .'
        ' :a a cg:Observation ; cg:scope "the top 2 %" .'
        ' :b a cg:QuantityProposition ; cg:definition "all" ; cg:scope "All" .',
        ":a cg:hasScope :s . :b cg:assertsScope :t .",
    ),
]


def parse_turtle(text: str) -> set[Triple]:
    return {quad.triple for quad in parse(PREFIXES + text, format=RdfFormat.TURTLE)}


@pytest.mark.parametrize(
    ("name", "data", "inferred"),
    OWL_RULES + OWN_RULES,
    ids=lambda value: value if value.endswith("rq") else "",
)
def test_a_rule_adds_what_follows_and_nothing_else(name: str, data: str, inferred: str) -> None:
    assert name in load_inference_rules()
    assert infer_triples(parse_turtle(data)) == parse_turtle(inferred)


def test_every_rule_has_an_example() -> None:
    assert {name for name, _, _ in OWL_RULES + OWN_RULES} == set(load_inference_rules())


@pytest.mark.parametrize(
    ("name", "data", "inferred"), OWL_RULES, ids=lambda value: value if value.endswith("rq") else ""
)
def test_owlrl_derives_the_same(name: str, data: str, inferred: str) -> None:
    graph = to_rdflib_graph(parse_turtle(data))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert set(to_rdflib_graph(parse_turtle(inferred))) <= set(graph)


AXIOMS = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf, OWL.propertyChainAxiom)
CHARACTERS = (OWL.SymmetricProperty, OWL.TransitiveProperty)


@cache
def read_axioms() -> Graph:
    """The axioms of our ontology that the rules know, about named classes and properties."""
    vocabulary, axioms = load_vocabulary(default_source_tree()), Graph()
    for chain in vocabulary.objects(None, OWL.propertyChainAxiom):
        axioms += vocabulary.cbd(chain)
    for triple in vocabulary:
        restriction = triple[1] == RDFS.subClassOf and not isinstance(triple[2], URIRef)
        if (triple[1] in AXIOMS and not restriction) or triple[2] in CHARACTERS:
            axioms.add(triple)
    return axioms


def _named_ends(graph: Graph, *predicates: URIRef) -> list[str]:
    ends = {end for predicate in predicates for pair in graph.subject_objects(predicate) for end in pair}
    return sorted(str(end) for end in ends if isinstance(end, URIRef) and end not in (RDF.nil, OWL.Thing))


PROPERTIES = sorted(
    {*_named_ends(read_axioms(), RDFS.subPropertyOf, OWL.inverseOf, RDF.first)}
    | {str(property_) for kind in CHARACTERS for property_ in read_axioms().subjects(RDF.type, kind)}
)
CLASSES = _named_ends(read_axioms(), RDFS.subClassOf)
individuals = st.sampled_from("abc").map(lambda name: NamedNode(f"x:{name}"))
chainable = [
    f"{namespaces.CG}locatedIn",
    f"{namespaces.CG}partOf",
]  # often enough together for a chain to come up
properties = (st.sampled_from(chainable) | st.sampled_from(PROPERTIES)).map(NamedNode)
statements = st.builds(Triple, individuals, properties, individuals)
memberships = st.builds(
    Triple, individuals, st.just(NamedNode(str(RDF.type))), st.sampled_from(CLASSES).map(NamedNode)
)


@settings(max_examples=40, deadline=None)
@given(st.sets(statements | statements | memberships, min_size=2, max_size=8))
def test_on_any_data_owlrl_derives_the_same_from_our_ontology(data: set[Triple]) -> None:
    text = read_axioms().serialize(format="nt").encode()
    graph = to_rdflib_graph(data) + read_axioms()
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    derived = {triple for triple in graph if _is_ours(triple)} - set(to_rdflib_graph(data))
    added = parse(infer_ntriples([serialize_ntriples(data), text]), format=RdfFormat.N_TRIPLES)
    assert {triple for triple in to_rdflib_graph(added) if _is_ours(triple)} == derived


def _is_ours(triple: tuple[object, ...]) -> bool:
    """Between individuals by a property of ours, or the membership of one in a class of ours."""
    subject, predicate, object_ = map(str, triple)
    member = predicate == str(RDF.type) and object_ in CLASSES
    return subject.startswith("x:") and (member or (predicate in PROPERTIES and object_.startswith("x:")))


def test_the_ontology_has_axioms_of_every_kind_that_a_rule_is_for() -> None:
    assert {*AXIOMS, *CHARACTERS} <= set(read_axioms().predicates()) | set(read_axioms().objects())


def test_no_chain_of_the_ontology_is_longer_than_the_rule_for_chains() -> None:
    vocabulary = load_vocabulary(default_source_tree())
    chains = [Collection(vocabulary, chain) for chain in vocabulary.objects(None, OWL.propertyChainAxiom)]
    assert [len(chain) for chain in chains] == [2] * len(chains)
    assert chains


def test_text_gives_sorted_lines_that_no_part_had() -> None:
    schema = parse_turtle(":p a owl:SymmetricProperty .")
    added = infer_ntriples(
        [
            serialize_ntriples(schema),
            serialize_ntriples(parse_turtle(":b :p :c . :c :p :b . :d :p :a . :e :p :a .")),
        ]
    )
    assert added.splitlines() == [b"<x:a> <x:p> <x:d> .", b"<x:a> <x:p> <x:e> ."]


def test_blank_nodes_of_two_parts_stay_apart() -> None:
    chain = parse_turtle(":r owl:propertyChainAxiom (:p :q) . :a :p :b . :b :q :c .")
    lists = {term for triple in chain for term in triple if isinstance(term, BlankNode)}
    label = b"_:" + sorted(lists, key=str)[0].value.encode()
    same_label = label + b" <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> <x:q> .\n"
    assert infer_ntriples([serialize_ntriples(chain), same_label]) == b"<x:a> <x:r> <x:c> .\n"


def test_rules_are_applied_until_nothing_is_new() -> None:
    data = parse_turtle(
        ":within a owl:TransitiveProperty ; owl:inverseOf :holds . :a :within :b . :c :holds :b ."
        " :in rdfs:subPropertyOf :within . :c :in :d ."
    )
    assert parse_turtle(":d :holds :a . :a :within :d .") <= infer_triples(data)


def test_nothing_is_derived_about_unknown() -> None:
    data = parse_turtle("cg:operatedBy owl:inverseOf cg:operates . :fab cg:operatedBy cg:unknown .")
    assert infer_triples(data) == set()


def test_a_published_graph_is_closed_under_the_rules(generation: Generation) -> None:
    assert infer_triples({quad.triple for quad in read_public_quads(generation)}) == set()
