"""What reasoning adds: each rule on its own, and never more than OWL 2 RL allows."""

from __future__ import annotations

from functools import cache

import owlrl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse, serialize
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.collection import Collection

from claimgraph import namespaces
from claimgraph.exports import read_public_quads
from claimgraph.generations import Generation
from claimgraph.reasoning import infer_ntriples, infer_triples, load_inference_rules
from claimgraph.source_tree import default_source_tree
from claimgraph.validation import load_vocabulary, to_rdflib_graph

PREFIXES = (
    "".join(f"PREFIX {name}: <{base}>\n" for name, base in namespaces.PREFIXES.items()) + "PREFIX : <x:>\n"
)

RULES = [
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
OURS = [
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
]


def turtle(text: str) -> set[Triple]:
    return {quad.triple for quad in parse(PREFIXES + text, format=RdfFormat.TURTLE)}


@pytest.mark.parametrize(
    ("name", "given", "then"), RULES + OURS, ids=lambda value: value if value.endswith("rq") else ""
)
def test_a_rule_adds_what_follows_and_nothing_else(name: str, given: str, then: str) -> None:
    assert name in load_inference_rules()
    assert infer_triples(turtle(given)) == turtle(then)


def test_every_rule_has_an_example() -> None:
    assert {name for name, _, _ in RULES + OURS} == set(load_inference_rules())


@pytest.mark.parametrize(
    ("name", "given", "then"), RULES, ids=lambda value: value if value.endswith("rq") else ""
)
def test_owlrl_derives_the_same(name: str, given: str, then: str) -> None:
    graph = to_rdflib_graph(turtle(given))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert set(to_rdflib_graph(turtle(then))) <= set(graph)


AXIOMS = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf, OWL.propertyChainAxiom)
CHARACTERS = (OWL.SymmetricProperty, OWL.TransitiveProperty)


@cache
def axioms() -> Graph:
    """Those of our ontology that are about named classes and properties, and that the rules know."""
    vocabulary, kept = load_vocabulary(default_source_tree()), Graph()
    for chain in vocabulary.objects(None, OWL.propertyChainAxiom):
        kept += vocabulary.cbd(chain)
    for triple in vocabulary:
        restriction = triple[1] == RDFS.subClassOf and not isinstance(triple[2], URIRef)
        if (triple[1] in AXIOMS and not restriction) or triple[2] in CHARACTERS:
            kept.add(triple)
    return kept


def _named(graph: Graph, *predicates: URIRef) -> list[str]:
    ends = {end for predicate in predicates for pair in graph.subject_objects(predicate) for end in pair}
    return sorted(str(end) for end in ends if isinstance(end, URIRef) and end not in (RDF.nil, OWL.Thing))


PROPERTIES = sorted(
    {*_named(axioms(), RDFS.subPropertyOf, OWL.inverseOf, RDF.first)}
    | {str(each) for kind in CHARACTERS for each in axioms().subjects(RDF.type, kind)}
)
CLASSES = _named(axioms(), RDFS.subClassOf)
individuals = st.sampled_from("abc").map(lambda name: NamedNode(f"x:{name}"))
chained = [
    f"{namespaces.CG}locatedIn",
    f"{namespaces.CG}partOf",
]  # often enough together for a chain to come up
properties = (st.sampled_from(chained) | st.sampled_from(PROPERTIES)).map(NamedNode)
statements = st.builds(Triple, individuals, properties, individuals)
memberships = st.builds(
    Triple, individuals, st.just(NamedNode(str(RDF.type))), st.sampled_from(CLASSES).map(NamedNode)
)


@settings(max_examples=40, deadline=None)
@given(st.sets(statements | statements | memberships, min_size=2, max_size=8))
def test_on_any_data_owlrl_derives_the_same_from_our_ontology(data: set[Triple]) -> None:
    text = axioms().serialize(format="nt").encode()
    graph = to_rdflib_graph(data) + axioms()
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    derived = {triple for triple in graph if _is_ours(triple)} - set(to_rdflib_graph(data))
    added = parse(infer_ntriples([n_triples(data), text]), format=RdfFormat.N_TRIPLES)
    assert {triple for triple in to_rdflib_graph(added) if _is_ours(triple)} == derived


def _is_ours(triple: tuple[object, ...]) -> bool:
    """Between individuals by a property of ours, or the membership of one in a class of ours."""
    subject, predicate, object_ = map(str, triple)
    member = predicate == str(RDF.type) and object_ in CLASSES
    return subject.startswith("x:") and (member or (predicate in PROPERTIES and object_.startswith("x:")))


def test_the_axioms_hold_every_sort_that_a_rule_is_for() -> None:
    assert {*AXIOMS, *CHARACTERS} <= set(axioms().predicates()) | set(axioms().objects())


def test_no_chain_of_the_ontology_is_longer_than_the_rule_for_chains() -> None:
    vocabulary = load_vocabulary(default_source_tree())
    chains = [Collection(vocabulary, each) for each in vocabulary.objects(None, OWL.propertyChainAxiom)]
    assert [len(chain) for chain in chains] == [2] * len(chains)
    assert chains


def n_triples(triples: set[Triple]) -> bytes:
    text = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert text is not None
    return text


def test_text_gives_sorted_lines_that_no_part_had() -> None:
    schema = turtle(":p a owl:SymmetricProperty .")
    added = infer_ntriples(
        [n_triples(schema), n_triples(turtle(":b :p :c . :c :p :b . :d :p :a . :e :p :a ."))]
    )
    assert added.splitlines() == [b"<x:a> <x:p> <x:d> .", b"<x:a> <x:p> <x:e> ."]


def test_blank_nodes_of_two_parts_stay_apart() -> None:
    chain = turtle(":r owl:propertyChainAxiom (:p :q) . :a :p :b . :b :q :c .")
    lists = {term for triple in chain for term in triple if isinstance(term, BlankNode)}
    label = b"_:" + sorted(lists, key=str)[0].value.encode()
    other = label + b" <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> <x:q> .\n"
    assert infer_ntriples([n_triples(chain), other]) == b"<x:a> <x:r> <x:c> .\n"


def test_rules_feed_each_other_to_a_fixpoint() -> None:
    given = turtle(
        ":within a owl:TransitiveProperty ; owl:inverseOf :holds . :a :within :b . :c :holds :b ."
        " :in rdfs:subPropertyOf :within . :c :in :d ."
    )
    assert turtle(":d :holds :a . :a :within :d .") <= infer_triples(given)


def test_nothing_is_derived_about_unknown() -> None:
    given = turtle("cg:operatedBy owl:inverseOf cg:operates . :fab cg:operatedBy cg:unknown .")
    assert infer_triples(given) == set()


def test_the_closure_of_what_was_published_adds_nothing(generation: Generation) -> None:
    assert infer_triples({quad.triple for quad in read_public_quads(generation)}) == set()
