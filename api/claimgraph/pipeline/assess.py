"""The step after reasoning: the checks go into the graph, and with them what they come to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pyoxigraph as ox
from pyoxigraph import Triple

from claimgraph.assessment import evidence_query_files, verdict_triples
from claimgraph.assessment.assessor import Judge
from claimgraph.assessment.history import when_said
from claimgraph.assessment.policy import Policy
from claimgraph.pipeline.dataset_graph import Part
from claimgraph.pipeline.encode_rows import lines_of
from claimgraph.source_tree import Bundle
from claimgraph.stores.dataset import Graphs
from claimgraph.stores.embedded import OxigraphStore


def check_lines(bundle: Bundle) -> bytes:
    """What the graph says of the checks in data/checks.

    Raises:
        CheckError: A check is not written as checks are.
    """
    return lines_of(
        evidence_query_files.triples(evidence_query_files.read_checks(bundle.root / "data" / "checks"))
    )


def assessment_lines(parts: list[Part], texts: dict[str, bytes]) -> bytes:
    """The verdict on every claim that is shown, on the day of the data and on the day it was said.

    Not on today: the same input gives the same graph.
    """
    hidden = {part.dataset.graph for part in parts if part.dataset.sensitive}
    store = loaded({graph: text for graph, text in texts.items() if graph not in hidden})
    return lines_of(_assessments(store, Policy(as_of=day_of(parts))))


def day_of(parts: list[Part]) -> date:
    """The day of the data: the last on which a data set of this graph was issued."""
    return max((part.dataset.issued for part in parts), default=date.min)


def loaded(texts: dict[str, bytes]) -> OxigraphStore:
    """Graphs as a store, each by its name and all together as the default graph."""
    store = ox.Store()
    for graph, text in texts.items():
        store.bulk_load(text, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))
        store.bulk_load(text, format=ox.RdfFormat.N_TRIPLES)
    return OxigraphStore(Graphs(store, tuple(sorted(texts)), (), ox.BlankNode()), "being built")


def _assessments(store: OxigraphStore, policy: Policy) -> Iterator[Triple]:
    judge = Judge(store, policy)
    for content in judge.contents:
        yield from verdict_triples.triples(judge.on(content, policy.as_of), verdict_triples.COMPUTED)
        if content.parts and (said := when_said(judge, content, policy.as_of)):
            yield from verdict_triples.triples(said, verdict_triples.WHEN_SAID)
