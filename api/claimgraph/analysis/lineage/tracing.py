"""Puts the lineage of a claim together: steps back, chains to origins, independent origins, loops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import Triple

from claimgraph.analysis.lineage.chains import LineageChain, find_chains
from claimgraph.analysis.lineage.changes import WordingChange, compare_wording
from claimgraph.analysis.lineage.components import Loop, find_entry_nodes, find_loops
from claimgraph.analysis.lineage.graph_walk import distances_from, find_origins
from claimgraph.analysis.lineage.origin_groups import OriginGroup, group_origins
from claimgraph.analysis.lineage.utterance_nodes import RecordedLineage, UtteranceNode, read_recorded_lineage


class StepKind(StrEnum):
    """Whether an utterance repeats an earlier one in its own words, or quotes it."""

    DERIVED = "derived"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class LineageStep:
    """From a later utterance back to an earlier one. `wording` compares the earlier with the later."""

    later: str
    earlier: str
    how: StepKind
    wording: WordingChange


@dataclass(frozen=True)
class Lineage:
    """Where a claim comes from, as far as that is recorded; utterances are named by IRI.

    `starts` are the utterances of the claim that nothing else came from, `origins` those for which
    nothing further back is recorded. `distances` counts the fewest steps back from a start.
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
        """The number of independent origins; 0 if every chain ends in a loop."""
        return len(self.origin_groups)


def trace_lineage(triples: Iterable[Triple], claim: str) -> Lineage | None:
    """The lineage of the claim with this IRI, from the answer to lineage.rq; None if that lacks the claim."""
    recorded = read_recorded_lineage(triples, claim)
    if recorded is None:
        return None
    predecessors = recorded.predecessors
    starts = find_entry_nodes(predecessors, recorded.own_utterances)
    origins = find_origins(predecessors, recorded.nodes)
    return Lineage(
        claim=claim,
        nodes=recorded.nodes,
        starts=tuple(starts),
        origins=tuple(origins),
        distances=distances_from(predecessors, starts),
        steps=tuple(_steps(recorded)),
        chains=tuple(find_chains(recorded, starts, origins)),
        origin_groups=group_origins([recorded.nodes[iri] for iri in origins]),
        loops=tuple(find_loops(predecessors)),
    )


def _steps(recorded: RecordedLineage) -> Iterator[LineageStep]:
    """One step for each pair of utterances: what quotes another also repeats it."""
    for iri, node in sorted(recorded.nodes.items()):
        for earlier in dict.fromkeys((*node.quoted_from, *node.derived_from)):
            kind = StepKind.QUOTED if earlier in node.quoted_from else StepKind.DERIVED
            wording = compare_wording(
                recorded.nodes[earlier], node, recorded.vocabulary, is_quotation=kind is StepKind.QUOTED
            )
            yield LineageStep(iri, earlier, kind, wording)
