"""The step after reasoning: the checks go into the graph, and with them what they come to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pyoxigraph as ox
from pyoxigraph import Triple

from claimgraph.build.imports import lines_of
from claimgraph.build.part import Part
from claimgraph.bundle import Bundle
from claimgraph.checks import files, recorded
from claimgraph.checks.assess import Judge
from claimgraph.checks.history import when_said
from claimgraph.checks.policy import Policy
from claimgraph.stores.dataset import Graphs
from claimgraph.stores.oxigraph import OxigraphStore


def check_lines(bundle: Bundle) -> bytes:
    """What the graph says of the checks in data/checks.

    Raises:
        CheckError: A check is not written as checks are.
    """
    return lines_of(files.triples(files.read_checks(bundle.root / "data" / "checks")))


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
        yield from recorded.triples(judge.on(content, policy.as_of), recorded.COMPUTED)
        if content.parts and (said := when_said(judge, content, policy.as_of)):
            yield from recorded.triples(said, recorded.WHEN_SAID)
