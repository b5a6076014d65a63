"""The lineage of a claim put together: steps back, chains to origins, origins that count once, loops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import Triple

from claimgraph import namespaces
from claimgraph.analysis.lineage.carried_figures import Carried, carried
from claimgraph.analysis.lineage.loops import Loop, firsts, loops
from claimgraph.analysis.lineage.nodes import Node, Told, told
from claimgraph.analysis.lineage.origins import Group, groups
from claimgraph.analysis.lineage.walk import Back, distances, ends, path, shortest
from claimgraph.analysis.lineage.wording import Wording, wording
from claimgraph.model import QuantityProposition


class How(StrEnum):
    """How an utterance came from an earlier one: in its own words, or in the other's."""

    DERIVED = "derived"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class Step:
    """From a later utterance back to an earlier one; `wording` reads it forward."""

    later: str
    earlier: str
    how: How
    wording: Wording


@dataclass(frozen=True, slots=True)
class FigureAtOrigin:
    """What became of a figure of the claim, by the IRI of its proposition."""

    proposition: str
    at_origin: Carried


@dataclass(frozen=True, slots=True)
class Chain:
    """The shortest way from an utterance of the claim back to an origin; both ends are in it.

    `figures`: those of the claim. `wording`: from the origin to the utterance as a whole; None where they
    are the same.
    """

    utterances: tuple[str, ...]
    figures: tuple[FigureAtOrigin, ...]
    wording: Wording | None

    @property
    def without_figure(self) -> bool:
        """Whether the claim made at the origin lacks a figure of the claim."""
        return any(each.at_origin in (Carried.MISSING, Carried.OTHER) for each in self.figures)


@dataclass(frozen=True)
class Lineage:
    """Everything recorded on where a claim comes from.

    `distances`: fewest steps back from one of `starts`, the utterances of the claim that nothing else
    leads to. `origins`: those that nothing further back is recorded for.
    """

    claim: str
    nodes: dict[str, Node]
    starts: tuple[str, ...]
    origins: tuple[str, ...]
    distances: dict[str, int]
    steps: tuple[Step, ...]
    chains: tuple[Chain, ...]
    groups: tuple[Group, ...]
    loops: tuple[Loop, ...]

    @property
    def independent(self) -> int:
        """The number of independent origins; 0 where every chain runs into a loop."""
        return len(self.groups)


def lineage(triples: Iterable[Triple], claim: str) -> Lineage | None:
    """Where the claim with this IRI comes from, by the answer to lineage.rq; None where it holds no such."""
    found = told(triples, claim)
    if found is None:
        return None
    back = found.back
    starts, origins = firsts(back, found.own), ends(back, found.nodes)
    return Lineage(
        claim=claim,
        nodes=found.nodes,
        starts=tuple(starts),
        origins=tuple(origins),
        distances=distances(back, starts),
        steps=tuple(_steps(found)),
        chains=tuple(_chains(back, starts, origins, found)),
        groups=groups([found.nodes[iri] for iri in origins]),
        loops=tuple(loops(back)),
    )


def _steps(found: Told) -> Iterator[Step]:
    for iri, node in sorted(found.nodes.items()):
        for how, earlier in ((How.QUOTED, node.quoted_from), (How.DERIVED, node.derived_from)):
            for each in earlier:
                yield Step(iri, each, how, wording(found.nodes[each], node, found.known))


def _chains(back: Back, starts: list[str], origins: list[str], found: Told) -> Iterator[Chain]:
    for start in starts:
        before = shortest(back, start)
        for origin in (each for each in origins if each in before):
            last = found.nodes[origin]
            whole = wording(last, found.nodes[start], found.known) if origin != start else None
            yield Chain(path(before, origin), _figures(last, found), whole)


def _figures(origin: Node, found: Told) -> tuple[FigureAtOrigin, ...]:
    return tuple(
        FigureAtOrigin(namespaces.thing_iri(f"proposition/{each.id}"), _at(origin, each, found))
        for each in found.figures
    )


def _at(origin: Node, figure: QuantityProposition, found: Told) -> Carried:
    """What only those say who repeat it is not seen to be there; that it lacks the figure, they do say."""
    if origin.claim is None:
        return Carried.NOT_SEEN
    result = carried(figure, origin.figures, found.known)
    return Carried.NOT_SEEN if result is Carried.CARRIED and not origin.seen else result
