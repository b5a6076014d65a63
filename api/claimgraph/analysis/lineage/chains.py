"""Chains from the utterances of a claim back to their origins, and what became of its figures there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from claimgraph import namespaces
from claimgraph.analysis.lineage.changes import (
    FigureStatus,
    StrengthChange,
    WordingChange,
    compare_wording,
    figure_status,
    merge_changes,
)
from claimgraph.analysis.lineage.graph_walk import path_to, shortest_path_tree
from claimgraph.analysis.lineage.utterance_nodes import RecordedLineage, UtteranceNode
from claimgraph.model import QuantityProposition

_LACKING = (FigureStatus.CHANGED, FigureStatus.MISSING, FigureStatus.OF_SOMETHING_ELSE)


@dataclass(frozen=True, slots=True)
class FigureAtOrigin:
    """What became of a figure of the claim, by the IRI of its proposition."""

    proposition: str
    at_origin: FigureStatus


@dataclass(frozen=True, slots=True)
class LineageChain:
    """A shortest path from an utterance of the claim back to an origin, both included.

    `figures` are those of the claim. `wording` compares the origin with the utterance; None if they are
    the same.
    """

    utterances: tuple[str, ...]
    figures: tuple[FigureAtOrigin, ...]
    wording: WordingChange | None

    @property
    def without_figure(self) -> bool:
        """True if the claim made at the origin lacks a figure of the claim."""
        return any(figure.at_origin in _LACKING for figure in self.figures)


def find_chains(recorded: RecordedLineage, starts: list[str], origins: list[str]) -> Iterator[LineageChain]:
    """One chain from each start to each origin that can be reached from it."""
    predecessors = recorded.predecessors
    for start in starts:
        parents = shortest_path_tree(predecessors, start)
        for origin in origins:
            if origin in parents:
                yield _make_chain(recorded, path_to(parents, origin))


def _make_chain(recorded: RecordedLineage, utterances: tuple[str, ...]) -> LineageChain:
    origin = recorded.nodes[utterances[-1]]
    wording = _compare_ends(recorded, utterances) if len(utterances) > 1 else None
    figures = (
        FigureAtOrigin(namespaces.thing_iri(f"proposition/{figure.id}"), _status_at(origin, figure, recorded))
        for figure in recorded.figures
    )
    return LineageChain(utterances, tuple(figures), wording)


def _compare_ends(recorded: RecordedLineage, utterances: tuple[str, ...]) -> WordingChange:
    """From the origin to the utterance; if they cannot be compared, all steps between them together."""
    nodes = [recorded.nodes[iri] for iri in reversed(utterances)]
    steps = list(pairwise(nodes))
    is_quotation = all(earlier.iri in later.quoted_from for earlier, later in steps)
    whole = compare_wording(nodes[0], nodes[-1], recorded.vocabulary, is_quotation=is_quotation)
    if whole.change is not StrengthChange.UNKNOWN or len(steps) == 1:
        return whole
    return merge_changes(
        compare_wording(earlier, later, recorded.vocabulary, is_quotation=earlier.iri in later.quoted_from)
        for earlier, later in steps
    )


def _status_at(origin: UtteranceNode, figure: QuantityProposition, recorded: RecordedLineage) -> FigureStatus:
    """Those who repeat an unseen origin are believed that it lacks a figure, but not that it carries one."""
    if origin.claim is None:
        return FigureStatus.NOT_SEEN
    status = figure_status(figure, origin.figures, recorded.vocabulary)
    if status is FigureStatus.CARRIED and not origin.has_document:
        return FigureStatus.NOT_SEEN
    return status
