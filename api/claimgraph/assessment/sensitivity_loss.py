"""The smallest set of evidence without which a claim would have another verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimgraph.assessment.decision_table import Verdict
from claimgraph.assessment.gates import Standing
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.provenance import group_origins
from claimgraph.assessment.readings import Reading
from claimgraph.assessment.sensitivity_variants import decide_with
from claimgraph.assessment.smallest_set import find_smallest_set
from claimgraph.assessment.verdicts import ClaimVerdict
from claimgraph.assessment.weighing import Side, side_of

Piece = frozenset[str]  # IRIs that are lost together: one thing, or all that was counted for a figure
_READINGS_WEIGHED = 25_000  # at most, in the search: this bounds what an answer can cost


@dataclass(frozen=True, slots=True)
class SmallestLoss:
    """`pieces`: evidence without which the verdict is `verdict`; () if no loss was found that changes it.

    `is_exact`: no fewer pieces would do. `searched`: all sets of up to that many pieces were tried.
    `piece_count`: how many pieces of evidence count in the verdict.
    """

    pieces: tuple[Piece, ...]
    verdict: Verdict | None
    is_exact: bool
    searched: int
    piece_count: int

    @property
    def things(self) -> tuple[str, ...]:
        """All that is lost, by IRI: what a policy has to be without."""
        return tuple(sorted(iri for piece in self.pieces for iri in piece))


def find_smallest_loss(verdict: ClaimVerdict, knowledge: Knowledge) -> SmallestLoss:
    """The fewest pieces of evidence whose loss changes the verdict on a claim."""
    readings = [reading for part in verdict.propositions for reading in part.readings]
    exposed = {id(reading): _find_exposed(reading, knowledge) for reading in readings}

    def decide_without(pieces: Iterable[Piece]) -> Verdict:
        lost = frozenset(iri for piece in pieces for iri in piece)
        return decide_with(
            verdict,
            lambda _, reading: reading if lost.isdisjoint(exposed[id(reading)]) else None,
        )

    pieces = list_pieces(readings, knowledge)
    smallest = find_smallest_set(
        pieces,
        lambda chosen: decide_without(chosen) is not verdict.verdict,
        _READINGS_WEIGHED // max(1, len(readings)),
    )
    after = decide_without(smallest.members) if smallest.members else None
    return SmallestLoss(smallest.members, after, smallest.is_exact, smallest.searched, len(pieces))


def list_pieces(readings: Iterable[Reading], knowledge: Knowledge) -> list[Piece]:
    """What can be lost of the evidence that counts, what decides first; what speaks for a claim stands last.

    A figure that is computed from many things would be another one without some of them, so these are lost
    together.
    """
    counting = sorted(filter(_counts, readings), key=_rank)
    bundles = group_origins(
        frozenset(reading.measurement.rests_on)
        for reading in counting
        if reading.measurement.evidence_query in knowledge.aggregated_queries
    )
    return list(
        dict.fromkeys(
            next((bundle for bundle in bundles if thing in bundle), frozenset({thing}))
            for reading in counting
            for thing in reading.measurement.rests_on
        )
    )


def _counts(reading: Reading) -> bool:
    return reading.standing is not Standing.SHOWN and side_of(reading) is not None


def _rank(reading: Reading) -> tuple[bool, int]:
    return side_of(reading) is Side.FOR, list(Standing).index(reading.standing)


def _find_exposed(reading: Reading, knowledge: Knowledge) -> frozenset[str]:
    """What a reading is lost with, by IRI: what it rests on, what that repeats, and the data sets."""
    return frozenset(_iterate_exposed(reading, knowledge))


def _iterate_exposed(reading: Reading, knowledge: Knowledge) -> Iterator[str]:
    for thing in reading.measurement.rests_on:
        yield thing
        yield from knowledge.evidence_facts.find(thing).datasets
        yield from knowledge.provenance.walk_back(thing)
