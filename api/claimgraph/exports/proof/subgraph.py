"""The part of the graph that is enough for one verdict; docs/decisions/012-proof-bundles.md says why it is.

It holds what people need to read (the claim, who said it, the observations used, their sources), and
what the checks need to be run again: all that their patterns matched, on each day that matters.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pyoxigraph import NamedNode, Quad

from claimgraph import namespaces
from claimgraph.assessment.assessor import Assessor
from claimgraph.assessment.evidence_queries import bind_evidence_query
from claimgraph.assessment.history import possible_change_days
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.policy import Policy, exclusions
from claimgraph.assessment.verdicts import ClaimVerdict
from claimgraph.errors import ClaimgraphError
from claimgraph.exports.proof.catalogue_terms import by_restriction, catalogue_statements, named_graphs
from claimgraph.exports.proof.pattern_match import match_pattern
from claimgraph.exports.proof.quads import canonicalize, load_store
from claimgraph.exports.proof.statement_reader import StatementReader
from claimgraph.exports.proof.verdict_record import record_verdict
from claimgraph.queries import bind_query
from claimgraph.stores import Store, Term

_CATALOG, _ONTOLOGY = namespaces.GRAPH + "catalog", namespaces.GRAPH + "ontology"
_ASSESSMENTS, _INFERRED = namespaces.GRAPH + "assessments", namespaces.GRAPH + "inferred"
_PERIOD, _RETRACTS = namespaces.thing_iri("period/"), NamedNode(namespaces.expand_iri("cg:retracts"))


class SubgraphError(ClaimgraphError):
    """What was taken out of the graph does not give the verdict that the whole graph gives."""

    def __init__(self, claim: str) -> None:
        super().__init__(
            f"No bundle for {claim}: the part of the graph that its checks matched does not give the same "
            f"verdict and comparisons. Fix the check: its outermost pattern has to match what it counts."
        )


def extract_subgraph(store: Store, claim: str, policy: Policy) -> bytes:
    """Canonical N-Quads that give the same verdict, rows, comparisons and history as the whole graph.

    A data set that nobody needs for that is left out, the most restricted first: what a bundle may be
    used for must not hang on a triple that another data set states, too.

    Raises:
        PartError: They would not give the same.
    """
    wanted, reader = record_verdict(store, claim, policy), StatementReader(store, (_ASSESSMENTS,))
    found = _VerdictSupport(store, claim, policy)
    told, matched = found.told(reader), found.matched(reader)
    told |= found.retractions(reader, told | matched)

    def enough(quads: set[Quad]) -> bool:
        return record_verdict(load_store(canonicalize(quads)), claim, policy) == wanted

    quads = told | matched
    if not enough(quads):
        raise SubgraphError(claim)
    read = named_graphs(quad for quad in told if not str(quad.subject).startswith(f"<{_PERIOD}"))
    kept = (read - {_INFERRED}) | {_CATALOG, _ONTOLOGY}
    for graph in by_restriction(reader, named_graphs(quads) - kept):
        fewer = {quad for quad in quads if quad.graph_name != NamedNode(graph)}
        quads = fewer if enough(fewer) else quads
    return canonicalize({*quads, *catalogue_statements(reader, named_graphs(quads) | {_CATALOG, _ONTOLOGY})})


class _VerdictSupport:
    """What a verdict rests on, by way of the checks that serve its claim."""

    def __init__(self, store: Store, claim: str, policy: Policy) -> None:
        self._store, self._claim, self._policy = store, claim, policy
        self._knowledge = Knowledge.load(store)
        self._judge = Assessor(self._knowledge, policy, claim)
        [self._content] = self._judge.contents
        self._days = sorted({policy.as_of, *possible_change_days(self._judge, self._content, policy.as_of)})

    def told(self, reader: StatementReader) -> set[Quad]:
        """What people read."""
        return {*reader.describe_things(self._told())}

    def matched(self, reader: StatementReader) -> set[Quad]:
        """What the checks matched."""
        return {quad for day in self._days for quad in self._matched(reader, day)}

    def retractions(self, reader: StatementReader, found: set[Quad]) -> set[Quad]:
        """The retractions of anything that is described."""
        described = {quad.subject for quad in found}
        rows = self._store.select(bind_query("retractions"))
        things = {row["thing"] for row in rows} & described
        return {*reader.describe_things(iri for each in things for iri in self._retractions_of(each))}

    def _told(self) -> set[str]:
        """What a reader wants to know all about."""
        content = self._content
        own = [
            content.iri,
            *(namespaces.thing_iri(f"proposition/{each.id}") for each in content.propositions),
        ]
        said = [namespaces.thing_iri(f"utterance/{each.id}") for each in content.utterances]
        serving = [check.iri for check in self._knowledge.evidence_queries_for(self._claim)]
        verdicts = [self._judge.assess(content, day) for day in self._days]
        return {*own, *said, *serving, *(iri for each in verdicts for iri in _rests(each))}

    def _matched(self, reader: StatementReader, day: date) -> Iterator[Quad]:
        without = exclusions(self._knowledge, self._policy.on(day))
        for check in self._knowledge.evidence_queries_for(self._claim):
            if found := match_pattern(self._store, bind_evidence_query(check, self._claim, day, without)):
                yield from reader.follow_properties(found.things, found.properties)

    def _retractions_of(self, thing: Term) -> set[str]:
        assert isinstance(thing, NamedNode)
        graph = self._store.construct(bind_query("retractions_of", thing=thing))
        return {
            each.subject.value
            for each in graph
            if each.predicate == _RETRACTS and isinstance(each.subject, NamedNode)
        }


def _rests(assessment: ClaimVerdict) -> Iterator[str]:
    """The observations and utterances behind a verdict, and the terms by which they were read."""
    kinds = (namespaces.thing_iri("observation/"), namespaces.thing_iri("utterance/"))
    yield from (each for each in assessment.rests_on if each.startswith(kinds))
    findings = (one.measurement for part in assessment.propositions for one in part.comparisons)
    yield from (term for each in findings for term in (each.metric, each.unit) if term)
