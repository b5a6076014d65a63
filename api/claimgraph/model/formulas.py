"""Formulas: what the figures of one claim have to do with each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from claimgraph.model.fields import ClaimId, Concept, PropositionId, Reference
from claimgraph.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula(Record):
    """What a claim itself says that some of its figures have to do with others of it.

    Of a change, the operand is the figure after it and the base the figure before. A part has no result:
    the base is the whole.
    """

    id: Annotated[str, Reference("formula")]
    claim: ClaimId
    operator: Annotated[str, Concept("operator")]
    operands: tuple[PropositionId, ...]
    base: PropositionId | None  # what is divided by: the figure before a change, the whole
    result: PropositionId | None
    note: str | None

    @property
    def answer(self) -> str | None:
        """The proposition that the formula computes, or bounds; None if the claim does not state it."""
        return self.base if self.operator == "part" else self.result
