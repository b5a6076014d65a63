"""On which terms a verdict may be passed on: those of all that it rests on or shows, together.

A reading that decides nothing is shown with its figure, too, and so counts as one that decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from claimgraph.assessment.claim_contents import ClaimContent, proposition_iri
from claimgraph.assessment.gates import Gate
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.readings import Reading
from claimgraph.assessment.verdicts import ClaimVerdict
from claimgraph.datasets import REUSE_KINDS, JointTerms, ReuseTerms, joint_terms
from claimgraph.namespaces import GRAPH, concept_iri, licence_iri, thing_iri
from claimgraph.rdf import named_node

_YEAR = re.compile(r"\b\d{4}\b")
_NOT_STATED = ((REUSE_KINDS[-1], "LicenseRef-not-stated"),)
# What follows from all data sets together has the terms of none; those that state a thing are asked.
_DERIVED = (f"{GRAPH}inferred", f"{GRAPH}catalog")


def find_terms_of_verdict(verdict: ClaimVerdict, knowledge: Knowledge) -> JointTerms:
    """The terms of the claim and of everything behind the readings of a verdict, together."""
    readings = [reading for part in verdict.propositions for reading in part.readings]
    prices = list_price_observations(readings, knowledge)
    things = {*_list_statements(verdict.content), *verdict.rests_on, *prices}
    return _join_terms(things, knowledge)


def find_terms_of_claim(content: ClaimContent, knowledge: Knowledge) -> JointTerms:
    """The terms of a claim, its propositions and utterances, and the documents these stand in, together."""
    return _join_terms(_list_statements(content), knowledge)


def list_price_observations(readings: Iterable[Reading], knowledge: Knowledge) -> set[str]:
    """The IRIs of the prices and rates of the years between which amounts were converted."""
    marks = (reading.mark(Gate.MONEY) for reading in readings)
    years = {int(year) for mark in marks if mark for year in _YEAR.findall(mark.detail or "")}
    return {observation for year in years for observation in knowledge.price_observations.get(year, ())}


def encode_terms(subject: NamedNode, terms: JointTerms) -> Iterator[Triple]:
    """The triples that state these terms of a thing."""
    reuse, licences = terms
    yield Triple(subject, named_node("cg:reuse"), NamedNode(concept_iri("reuse", reuse)))
    for licence in licences:
        yield Triple(subject, named_node("dcterms:license"), NamedNode(licence_iri(licence)))


def _list_statements(content: ClaimContent) -> set[str]:
    utterances = (thing_iri(f"utterance/{utterance.id}") for utterance in content.utterances)
    return {content.iri, *map(proposition_iri, content.propositions), *utterances}


def _join_terms(things: Iterable[str], knowledge: Knowledge) -> JointTerms:
    things = set(things)
    knowledge.evidence_facts.load(things)
    return joint_terms(terms for thing in things for terms in _terms_of_thing(thing, knowledge))


def _terms_of_thing(thing: str, knowledge: Knowledge) -> list[ReuseTerms]:
    """The terms of a thing, of the data sets that state it, and of the documents it stands in."""
    facts, stated = knowledge.evidence_facts.find(thing), knowledge.stated_terms
    datasets = [dataset for dataset in facts.datasets if dataset not in _DERIVED]
    statements = [
        *(stated.get(dataset, _NOT_STATED) for dataset in datasets),
        *(stated[name] for name in (thing, *facts.sources) if name in stated),
    ]
    return [terms for statement in statements or [_NOT_STATED] for terms in statement]
