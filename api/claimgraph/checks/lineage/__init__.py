"""Where a claim comes from: back from its utterances, by what they repeat and quote, to their origins.

docs/model.md, "Lineage", says by which rules; this package is a literal reading of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from claimgraph.checks.lineage.figures import carries
from claimgraph.checks.lineage.nodes import Named, Node, Told, told
from claimgraph.checks.lineage.origins import Group, groups
from claimgraph.checks.lineage.walk import distances, ends, firsts, loops, path, shortest
from claimgraph.checks.lineage.wording import Change, Shift, Wording, wording
from claimgraph.stores import Store

__all__ = [
    "Chain", "Change", "Edge", "FigureEnd", "Group", "How", "Lineage", "Named", "Node", "Shift", "Wording",
    "lineage",
]  # fmt: skip


class How(StrEnum):
    """How an utterance came from an earlier one: in its own words, or in the other's."""

    DERIVED = "derived"
    QUOTED = "quoted"


class FigureEnd(StrEnum):
    """Whether the claim's figure is found at the origin of a chain."""

    CARRIED = "carried"
    MISSING = "missing"  # the claim made there has no such figure
    NOT_SEEN = "not-seen"  # in which document the origin stands is not known
    NO_FIGURE = "no-figure"  # the claim has none that could get lost


@dataclass(frozen=True, slots=True)
class Edge:
    """A step back, from a later utterance to an earlier one; `wording` reads it forward."""

    later: str
    earlier: str
    how: How
    wording: Wording


@dataclass(frozen=True, slots=True)
class Chain:
    """The shortest way from an utterance of the claim back to an origin; both ends are in it.

    `wording`: from the origin to the utterance as a whole; None where they are the same.
    """

    utterances: tuple[str, ...]
    figure: FigureEnd
    wording: Wording | None

    @property
    def ends_without_figure(self) -> bool:
        return self.figure in (FigureEnd.MISSING, FigureEnd.NOT_SEEN)


@dataclass(frozen=True)
class Lineage:
    """Everything recorded on where a claim comes from.

    `distances`: fewest steps back from an utterance of the claim that no other of its own came from.
    """

    claim: str
    nodes: dict[str, Node]
    distances: dict[str, int]
    edges: tuple[Edge, ...]
    chains: tuple[Chain, ...]
    groups: tuple[Group, ...]
    loops: tuple[tuple[str, ...], ...]

    @property
    def independent(self) -> int:
        """The number of independent origins; 0 where every chain runs into a loop."""
        return len(self.groups)

    @property
    def starts(self) -> list[str]:
        return sorted(iri for iri, distance in self.distances.items() if distance == 0)

    @cached_property
    def origins(self) -> tuple[Node, ...]:
        """The utterances that nothing further back is recorded for."""
        return tuple(self.nodes[iri] for iri in sorted(iri for group in self.groups for iri in group.origins))


def lineage(store: Store, claim_iri: str) -> Lineage | None:
    """Where the claim with this IRI comes from; None where the graph does not hold it."""
    found = told(store, claim_iri)
    if found is None:
        return None
    back = {iri: {*node.derived_from, *node.quoted_from} for iri, node in found.nodes.items()}
    starts = firsts(back, found.own)
    steps = distances(back, starts)
    nodes = {iri: found.nodes.get(iri) or Node(iri=iri) for iri in steps}
    origins = ends(back, nodes)
    return Lineage(
        claim=claim_iri,
        nodes=nodes,
        distances=steps,
        edges=tuple(_edges(nodes, found)),
        chains=tuple(_chains(back, starts, origins, nodes, found)),
        groups=groups([nodes[iri] for iri in origins]),
        loops=tuple(loops(back)),
    )


def _edges(nodes: dict[str, Node], found: Told) -> Iterator[Edge]:
    for iri, node in sorted(nodes.items()):
        for how, earlier in ((How.DERIVED, node.derived_from), (How.QUOTED, node.quoted_from)):
            for each in earlier:
                yield Edge(iri, each, how, wording(nodes[each], node, found.units))


def _chains(
    back: dict[str, set[str]], starts: list[str], origins: list[str], nodes: dict[str, Node], found: Told
) -> Iterator[Chain]:
    for start in starts:
        before = shortest(back, start)
        for origin in origins:
            if origin in before:
                end = _figure(nodes[origin], found)
                whole = wording(nodes[origin], nodes[start], found.units) if origin != start else None
                yield Chain(path(before, origin), end, whole)


def _figure(origin: Node, found: Told) -> FigureEnd:
    if not found.figures:
        return FigureEnd.NO_FIGURE
    if origin.source is None:
        return FigureEnd.NOT_SEEN
    return FigureEnd.CARRIED if carries(origin.figures, found.figures, found.units) else FigureEnd.MISSING
