"""Extracts the part of the graph that is enough for one verdict (docs/decisions/012-proof-bundles.md).

It has what people read: the claim, its utterances, the observations used, and their sources. And it has what
the evidence queries need to run again: everything that their patterns matched, on each day that matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from pyoxigraph import NamedNode, Quad

from claimgraph import namespaces
from claimgraph.assessment import (
    Assessor,
    ClaimVerdict,
    Knowledge,
    Policy,
    Proposition,
    bind_evidence_query,
    evidence_exclusions,
    list_measured,
    possible_change_days,
    verdict_history,
)
from claimgraph.documents import VerdictDocument, describe_verdict
from claimgraph.errors import ClaimgraphError
from claimgraph.exports.proof.catalogue_terms import catalogue_statements, list_graphs, sort_by_restriction
from claimgraph.exports.proof.gate_support import list_gate_support
from claimgraph.exports.proof.pattern_match import match_pattern
from claimgraph.exports.proof.quads import canonicalize, load_store
from claimgraph.exports.proof.statement_reader import StatementReader
from claimgraph.exports.proof.verdict_record import record_verdict
from claimgraph.queries import bind_query
from claimgraph.stores import Store

_CATALOG, _ONTOLOGY = namespaces.GRAPH + "catalog", namespaces.GRAPH + "ontology"
_ASSESSMENTS, _INFERRED = namespaces.GRAPH + "assessments", namespaces.GRAPH + "inferred"
_EVIDENCE_KINDS = (namespaces.thing_iri("observation/"), namespaces.thing_iri("utterance/"))
_CITING = {namespaces.expand_iri("dcterms:source")}
_NAMING = set(map(namespaces.expand_iri, ("dcterms:publisher", "dcterms:title", "foaf:name")))
_LABELS = {namespaces.expand_iri("rdfs:label")}
_PERIOD = namespaces.thing_iri("period/")
_RETRACTS = NamedNode(namespaces.expand_iri("cg:retracts"))


class SubgraphError(ClaimgraphError):
    """A subgraph does not give the verdict that the whole graph gives."""

    def __init__(self, claim: str) -> None:
        super().__init__(
            f"No bundle for {claim}: what its evidence queries matched does not give the same verdict and "
            f"comparisons. Fix the query: its outermost pattern has to match what it counts."
        )


def extract_subgraph(store: Store, claim: str, policy: Policy) -> bytes:
    """Extract the subgraph that gives the same verdict, comparisons and history, as canonical N-Quads.

    Data sets that it does not need are left out, the most restricted first, so that a bundle's licence does
    not depend on a triple that another data set states, too.

    Raises:
        SubgraphError: The subgraph would not give the same verdict.
    """
    support = _VerdictSupport(store, claim, policy)
    expected = support.record_verdict()
    described = support.collect_descriptions()
    matched = support.collect_matches() | support.collect_names()
    described |= support.collect_retractions(described | matched)
    subgraph = described | matched
    is_enough = partial(_gives_record, claim=claim, policy=policy, expected=expected)
    if not is_enough(subgraph):
        raise SubgraphError(claim)
    optional_graphs = list_graphs(subgraph) - _required_graphs(described)
    for graph in sort_by_restriction(support.reader, optional_graphs):
        smaller = {quad for quad in subgraph if quad.graph_name != NamedNode(graph)}
        subgraph = smaller if is_enough(smaller) else subgraph
    graphs = list_graphs(subgraph) | {_CATALOG, _ONTOLOGY}
    return canonicalize({*subgraph, *catalogue_statements(support.reader, graphs)})


def _gives_record(quads: Iterable[Quad], *, claim: str, policy: Policy, expected: object) -> bool:
    return record_verdict(load_store(canonicalize(quads)), claim, policy) == expected


def _required_graphs(described: set[Quad]) -> set[str]:
    """Graphs that describe something for people; periods are described by many."""
    graphs = list_graphs(quad for quad in described if not _is_about_period(quad))
    return (graphs - {_INFERRED}) | {_CATALOG, _ONTOLOGY}


def _is_about_period(quad: Quad) -> bool:
    return isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(_PERIOD)


class _VerdictSupport:
    """The statements that a verdict rests on, found through the evidence queries that serve its claim."""

    def __init__(self, store: Store, claim: str, policy: Policy) -> None:
        self.reader = StatementReader(store, (_ASSESSMENTS,))
        self._store, self._claim, self._policy = store, claim, policy
        self._knowledge = Knowledge.load(store)
        self._assessor = Assessor(self._knowledge, policy, claim)
        [self._content] = self._assessor.contents
        self._queries = self._knowledge.evidence_queries_for(self._content)
        change_days = possible_change_days(self._assessor, self._content, policy.as_of)
        self._days = sorted({policy.as_of, *change_days})

    def record_verdict(self) -> VerdictDocument:
        """The verdict with its history. What its evidence queries find serves whatever is asked later."""
        history = verdict_history(self._assessor, self._content, self._policy.as_of)
        return describe_verdict(history, self._knowledge)

    def collect_descriptions(self) -> set[Quad]:
        """Statements for people: about the claim, its utterances, and what its verdicts rest on."""
        content = self._content
        propositions = (namespaces.thing_iri(f"proposition/{record.id}") for record in content.propositions)
        utterances = (namespaces.thing_iri(f"utterance/{record.id}") for record in content.utterances)
        formulas = (namespaces.thing_iri(f"formula/{record.id}") for record in content.formulas)
        queries = (query.iri for query in self._queries)
        verdicts = [self._assessor.assess(content, day) for day in self._days]
        measurements = self._assessor.measurements_for(content, self._policy.as_of)
        evidence = {iri for verdict in verdicts for iri in _evidence_iris(verdict)}
        evidence |= {iri for measurement in measurements for iri in _list_evidence(measurement.rests_on)}
        gates = list_gate_support(self._knowledge, content, verdicts, measurements)
        iris = {content.iri, *propositions, *utterances, *formulas, *queries, *evidence, *gates}
        return {*self.reader.describe_things(iris), *self._collect_citations(_list_counted(verdicts))}

    def _collect_citations(self, counted: Iterable[str]) -> Iterator[Quad]:
        """What says where counted things come from: their addresses, else the data sets that state them."""
        for iri in counted:
            yield from self.reader.select_statements(iri, _CITING)
            for dataset in {iri, *self._knowledge.evidence_facts.find(iri).datasets}:
                yield from self.reader.select_statements(dataset, _NAMING)
                yield from self.reader.select_statements(f"{dataset}/publisher", _NAMING)

    def collect_matches(self) -> set[Quad]:
        """What the patterns of the evidence queries matched, on each day that matters."""
        return {quad for day in self._days for quad in self._matches_on(day)}

    def collect_names(self) -> set[Quad]:
        """The names of what would have to be measured, which the sentence says where nothing was."""
        things = (iri for record in self._content.propositions for iri in _list_named(record))
        return {quad for iri in things for quad in self.reader.select_statements(iri, _LABELS)}

    def collect_retractions(self, quads: set[Quad]) -> set[Quad]:
        """Statements about the retractions of anything that these quads describe."""
        subjects = {quad.subject for quad in quads}
        rows = self._store.select(bind_query("retractions"))
        retracted = {row["thing"] for row in rows if row["thing"] in subjects}
        nodes = (node for node in retracted if isinstance(node, NamedNode))
        retractions = (iri for node in nodes for iri in self._retractions_of(node))
        return set(self.reader.describe_things(retractions))

    def _matches_on(self, day: date) -> Iterator[Quad]:
        excluded = evidence_exclusions(self._knowledge, self._policy.on(day))
        for query in self._queries:
            text = bind_evidence_query(query, self._claim, day, excluded)
            if match := match_pattern(self._store, text):
                yield from self.reader.follow_properties(match.iris, match.properties)

    def _retractions_of(self, node: NamedNode) -> set[str]:
        triples = self._store.construct(bind_query("retractions_of", thing=node))
        retractions = (triple.subject for triple in triples if triple.predicate == _RETRACTS)
        return {retraction.value for retraction in retractions if isinstance(retraction, NamedNode)}


def _list_named(proposition: Proposition) -> tuple[str, ...]:
    metric, subjects, partners = list_measured(proposition)
    return metric, *subjects, *partners


def _list_counted(verdicts: Iterable[ClaimVerdict]) -> set[str]:
    """What was counted and is described only as far as the query needs it, such as fabs."""
    return {iri for verdict in verdicts for iri in verdict.rests_on if not iri.startswith(_EVIDENCE_KINDS)}


def _list_evidence(things: Iterable[str]) -> Iterator[str]:
    """The observations and utterances among these things."""
    return (iri for iri in things if iri.startswith(_EVIDENCE_KINDS))


def _evidence_iris(verdict: ClaimVerdict) -> Iterator[str]:
    """The observations and utterances behind a verdict, and the metrics and units they were read with."""
    yield from _list_evidence(verdict.rests_on)
    for proposition in verdict.propositions:
        for reading in proposition.readings:
            measurement = reading.measurement
            yield from (term for term in (measurement.metric, measurement.unit) if term)
