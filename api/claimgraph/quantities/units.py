"""Units, and when a figure in one can be set against a figure in another."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """`multiplier` leads to the base unit of its kind, as in QUDT; None: there is no conversion."""

    name: str
    multiplier: Decimal | None = None
    kinds: frozenset[str] = frozenset()


def conversion_factor(unit: Unit, to: Unit) -> Decimal | None:
    """What a figure in `unit` is multiplied with, and one in `to` divided by, to meet in the base unit.

    None where the two cannot be compared. The same unit needs no conversion.
    """
    if unit.name == to.name:
        return Decimal(1)
    if unit.multiplier is None or to.multiplier is None or not unit.kinds & to.kinds:
        return None
    return unit.multiplier
