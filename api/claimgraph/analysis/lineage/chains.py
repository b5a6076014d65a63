"""The lineage of a claim put together: steps back, chains to origins, origins that count once, loops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import Triple

from claimgraph import namespaces
from claimgraph.analysis.lineage.components import Loop, find_entry_nodes, find_loops
from claimgraph.analysis.lineage.figure_matching import FigureStatus, figure_status
from claimgraph.analysis.lineage.graph_walk import (
    Predecessors,
    distances_from,
    find_origins,
    path_to,
    shortest_path_tree,
)
from claimgraph.analysis.lineage.origin_groups import OriginGroup, group_origins
from claimgraph.analysis.lineage.utterance_nodes import RecordedLineage, UtteranceNode, read_recorded_lineage
from claimgraph.analysis.lineage.wording_changes import WordingChange, compare_wording
from claimgraph.model import QuantityProposition


class StepKind(StrEnum):
    """How an utterance came from an earlier one: in its own words, or in the other's."""

    DERIVED = "derived"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class LineageStep:
    """From a later utterance back to an earlier one; `wording` reads it forward."""

    later: str
    earlier: str
    how: StepKind
    wording: WordingChange


@dataclass(frozen=True, slots=True)
class FigureAtOrigin:
    """What became of a figure of the claim, by the IRI of its proposition."""

    proposition: str
    at_origin: FigureStatus


@dataclass(frozen=True, slots=True)
class LineageChain:
    """The shortest way from an utterance of the claim back to an origin; both ends are in it.

    `figures`: those of the claim. `wording`: from the origin to the utterance as a whole; None where they
    are the same.
    """

    utterances: tuple[str, ...]
    figures: tuple[FigureAtOrigin, ...]
    wording: WordingChange | None

    @property
    def without_figure(self) -> bool:
        """Whether the claim made at the origin lacks a figure of the claim."""
        return any(
            each.at_origin in (FigureStatus.MISSING, FigureStatus.OF_SOMETHING_ELSE) for each in self.figures
        )


@dataclass(frozen=True)
class Lineage:
    """Everything recorded on where a claim comes from.

    `distances`: fewest steps back from one of `starts`, the utterances of the claim that nothing else
    leads to. `origins`: those that nothing further back is recorded for.
    """

    claim: str
    nodes: dict[str, UtteranceNode]
    starts: tuple[str, ...]
    origins: tuple[str, ...]
    distances: dict[str, int]
    steps: tuple[LineageStep, ...]
    chains: tuple[LineageChain, ...]
    origin_groups: tuple[OriginGroup, ...]
    loops: tuple[Loop, ...]

    @property
    def independent_origins(self) -> int:
        """The number of independent origins; 0 where every chain runs into a loop."""
        return len(self.origin_groups)


def trace_lineage(triples: Iterable[Triple], claim: str) -> Lineage | None:
    """Where the claim with this IRI comes from, by the answer to lineage.rq; None where it holds no such."""
    found = read_recorded_lineage(triples, claim)
    if found is None:
        return None
    back = found.predecessors
    starts, origins = find_entry_nodes(back, found.own_utterances), find_origins(back, found.nodes)
    return Lineage(
        claim=claim,
        nodes=found.nodes,
        starts=tuple(starts),
        origins=tuple(origins),
        distances=distances_from(back, starts),
        steps=tuple(_steps(found)),
        chains=tuple(_chains(back, starts, origins, found)),
        origin_groups=group_origins([found.nodes[iri] for iri in origins]),
        loops=tuple(find_loops(back)),
    )


def _steps(found: RecordedLineage) -> Iterator[LineageStep]:
    for iri, node in sorted(found.nodes.items()):
        for how, earlier in ((StepKind.QUOTED, node.quoted_from), (StepKind.DERIVED, node.derived_from)):
            for each in earlier:
                yield LineageStep(iri, each, how, compare_wording(found.nodes[each], node, found.vocabulary))


def _chains(
    back: Predecessors, starts: list[str], origins: list[str], found: RecordedLineage
) -> Iterator[LineageChain]:
    for start in starts:
        before = shortest_path_tree(back, start)
        for origin in (each for each in origins if each in before):
            last = found.nodes[origin]
            whole = compare_wording(last, found.nodes[start], found.vocabulary) if origin != start else None
            yield LineageChain(path_to(before, origin), _figures(last, found), whole)


def _figures(origin: UtteranceNode, found: RecordedLineage) -> tuple[FigureAtOrigin, ...]:
    return tuple(
        FigureAtOrigin(namespaces.thing_iri(f"proposition/{each.id}"), _at(origin, each, found))
        for each in found.figures
    )


def _at(origin: UtteranceNode, figure: QuantityProposition, found: RecordedLineage) -> FigureStatus:
    """What only those say who repeat it is not seen to be there; that it lacks the figure, they do say."""
    if origin.claim is None:
        return FigureStatus.NOT_SEEN
    result = figure_status(figure, origin.figures, found.vocabulary)
    return FigureStatus.NOT_SEEN if result is FigureStatus.CARRIED and not origin.has_document else result
