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
    ClaimVerdict,
    EvidenceQueryError,
    Knowledge,
    Policy,
    SentenceWriter,
    encode_evidence_queries,
    encode_verdict,
    find_terms_of_claim,
    find_terms_of_verdict,
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
    day = latest_issue_day(graphs)
    assessor = Assessor(knowledge, Policy(as_of=day))
    terms_by_claim = {
        content.claim.id: find_terms_of_claim(content, knowledge) for content in assessor.contents
    }
    pairs = encode_pairs(find_contradictions(knowledge), terms_by_claim)
    return serialize_ntriples(chain(_encode_verdicts(knowledge, assessor, day), pairs))


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


def _encode_verdicts(knowledge: Knowledge, assessor: Assessor, day: date) -> Iterator[Triple]:
    writer = SentenceWriter(knowledge)

    def encode(verdict: ClaimVerdict, name: str) -> Iterator[Triple]:
        terms = find_terms_of_verdict(verdict, knowledge)
        return encode_verdict(verdict, name, writer.write(verdict), terms)

    for content in assessor.contents:
        yield from encode(assessor.assess(content, day), COMPUTED)
        if content.propositions and (verdict := verdict_when_said(assessor, content, day)):
            yield from encode(verdict, WHEN_SAID)
