"""The step after reasoning: the checks go into the graph, and with them what they come to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pyoxigraph as ox
from pyoxigraph import Triple

from claimgraph.assessment import evidence_query_files, verdict_triples
from claimgraph.assessment.assessor import Assessor
from claimgraph.assessment.history import verdict_when_said
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.policy import Policy
from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.rdf import serialize_ntriples
from claimgraph.source_tree import SourceTree
from claimgraph.stores import EmbeddedStore, LoadedGraphs


def encode_evidence_query_lines(source_tree: SourceTree) -> bytes:
    """What the graph says of the checks in data/checks.

    Raises:
        EvidenceQueryError: A check is not written as checks are.
    """
    return serialize_ntriples(
        evidence_query_files.encode_evidence_queries(
            evidence_query_files.read_evidence_queries(source_tree.root / "data" / "checks")
        )
    )


def encode_verdict_lines(parts: list[DatasetGraph], texts: dict[str, bytes]) -> bytes:
    """The verdict on every claim that is shown, on the day of the data and on the day it was said.

    Not on today: the same input gives the same graph.
    """
    hidden = {part.dataset.graph_iri for part in parts if part.dataset.sensitive}
    store = prepare_graphs({graph: text for graph, text in texts.items() if graph not in hidden})
    return serialize_ntriples(_assessments(store, Policy(as_of=latest_issue_day(parts))))


def latest_issue_day(parts: list[DatasetGraph]) -> date:
    """The day of the data: the last on which a data set of this graph was issued."""
    return max((part.dataset.issued for part in parts), default=date.min)


def prepare_graphs(texts: dict[str, bytes]) -> EmbeddedStore:
    """Graphs as a store, each by its name and all together as the default graph."""
    store = ox.Store()
    for graph, text in texts.items():
        store.bulk_load(text, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))
        store.bulk_load(text, format=ox.RdfFormat.N_TRIPLES)
    return EmbeddedStore(LoadedGraphs(store, tuple(sorted(texts))), "being built")


def _assessments(store: EmbeddedStore, policy: Policy) -> Iterator[Triple]:
    judge = Assessor(Knowledge.load(store), policy)
    for content in judge.contents:
        yield from verdict_triples.encode_verdict(
            judge.assess(content, policy.as_of), verdict_triples.COMPUTED
        )
        if content.propositions and (said := verdict_when_said(judge, content, policy.as_of)):
            yield from verdict_triples.encode_verdict(said, verdict_triples.WHEN_SAID)
