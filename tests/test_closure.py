"""What reasoning adds: each rule on its own, and never more than OWL 2 RL allows."""

from __future__ import annotations

import owlrl
import pytest
from pyoxigraph import RdfFormat, Triple, parse, serialize
from rdflib import Graph

from claimgraph import iris
from claimgraph.exports.files import shown_quads
from claimgraph.generations import Generation
from claimgraph.reasoning.closure import closure, rules
from claimgraph.validation import graph_of

PREFIXES = "".join(f"PREFIX {name}: <{base}>\n" for name, base in iris.PREFIXES.items()) + "PREFIX : <x:>\n"

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
    assert name in rules()
    assert closure(turtle(given)) == turtle(then)


def test_every_rule_has_an_example() -> None:
    assert {name for name, _, _ in RULES + OURS} == set(rules())


@pytest.mark.parametrize(
    ("name", "given", "then"), RULES, ids=lambda value: value if value.endswith("rq") else ""
)
def test_owlrl_derives_the_same(name: str, given: str, then: str) -> None:
    text = serialize(turtle(given), format=RdfFormat.N_TRIPLES)
    assert text is not None
    graph = Graph().parse(data=text.decode(), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert set(graph_of(turtle(then))) <= set(graph)


def test_rules_feed_each_other_to_a_fixpoint() -> None:
    given = turtle(
        ":within a owl:TransitiveProperty ; owl:inverseOf :holds . :a :within :b . :c :holds :b ."
        " :in rdfs:subPropertyOf :within . :c :in :d ."
    )
    assert turtle(":d :holds :a . :a :within :d .") <= closure(given)


def test_nothing_is_derived_about_unknown() -> None:
    given = turtle("cg:operatedBy owl:inverseOf cg:operates . :fab cg:operatedBy cg:unknown .")
    assert closure(given) == set()


def test_the_closure_of_what_was_published_adds_nothing(generation: Generation) -> None:
    assert closure({quad.triple for quad in shown_quads(generation)}) == set()
