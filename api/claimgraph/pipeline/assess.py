"""The steps after reasoning: evidence queries go into the graph, and with them the verdicts they give."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

import pyoxigraph as ox
from pyoxigraph import Triple

from claimgraph.analysis.contradictions import encode_pairs, find_contradictions
from claimgraph.assessment import (
    COMPUTED,
    WHEN_SAID,
    Assessor,
    EvidenceQueryError,
    Knowledge,
    Policy,
    SentenceWriter,
    encode_evidence_queries,
    encode_verdict,
    is_described,
    read_evidence_queries,
    verdict_when_said,
)
from claimgraph.namespaces import compact_iri
from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.rdf import serialize_ntriples
from claimgraph.source_tree import SourceTree
from claimgraph.stores import EmbeddedStore, LoadedGraphs


def encode_evidence_query_lines(source_tree: SourceTree) -> bytes:
    """The N-Triples about the evidence queries in data/checks.

    Raises:
        EvidenceQueryError: A file is not written as evidence queries are.
    """
    files = read_evidence_queries(source_tree.root / "data" / "checks")
    return serialize_ntriples(encode_evidence_queries(files))


def encode_verdict_lines(graphs: list[DatasetGraph], texts: dict[str, bytes]) -> bytes:
    """The N-Triples about the verdicts on every claim that is shown: on the day of the data, and when made.

    With them, the pairs of claims that contradict each other or seem to.

    The day of the build plays no part, so that the same input gives the same graph.

    Raises:
        EvidenceQueryError: An evidence query serves a metric or a relation that the vocabularies lack.
    """
    withheld = {graph.dataset.graph_iri for graph in graphs if graph.dataset.sensitive}
    store = _load_store({iri: text for iri, text in texts.items() if iri not in withheld})
    knowledge = Knowledge.load(store)
    _check_scopes(knowledge)
    verdicts = _encode_verdicts(knowledge, Policy(as_of=latest_issue_day(graphs)))
    return serialize_ntriples(chain(verdicts, encode_pairs(find_contradictions(knowledge))))


def latest_issue_day(graphs: list[DatasetGraph]) -> date:
    """The day of the data: the last on which a data set of this graph was issued."""
    return max((graph.dataset.issued for graph in graphs), default=date.min)


def _load_store(texts: dict[str, bytes]) -> EmbeddedStore:
    """A store on these graphs, each by its name and all together as the default graph."""
    store = ox.Store()
    for graph, text in texts.items():
        store.bulk_load(text, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))
        store.bulk_load(text, format=ox.RdfFormat.N_TRIPLES)
    return EmbeddedStore(LoadedGraphs(store, tuple(sorted(texts))), "being built")


def _check_scopes(knowledge: Knowledge) -> None:
    """A misspelt metric would keep a query from ever being run, and nobody would notice."""
    for query in knowledge.evidence_queries:
        for iri in query.scope.vocabulary_iris:
            if not is_described(knowledge.store, iri):
                raise EvidenceQueryError(
                    f"{compact_iri(query.iri)}: its header names {compact_iri(iri)}, in no vocabulary. "
                    f"Fix the spelling in data/checks, or add the term to ontology/vocabularies."
                )


def _encode_verdicts(knowledge: Knowledge, policy: Policy) -> Iterator[Triple]:
    assessor, writer = Assessor(knowledge, policy), SentenceWriter(knowledge)
    for content in assessor.contents:
        current = assessor.assess(content, policy.as_of)
        yield from encode_verdict(current, COMPUTED, writer.write(current))
        if content.propositions and (verdict := verdict_when_said(assessor, content, policy.as_of)):
            yield from encode_verdict(verdict, WHEN_SAID, writer.write(verdict))
