"""Units, and whether figures in two units can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """`multiplier` converts to the base unit of its kinds, as in QUDT; None: there is no conversion."""

    name: str
    multiplier: Decimal | None = None
    kinds: frozenset[str] = frozenset()


def conversion_factors(unit: Unit, other: Unit) -> tuple[Decimal, Decimal] | None:
    """Return what to multiply figures in two units with before comparing them; None: they cannot be compared.

    The factors convert to the base unit of a common kind. The same unit needs no conversion.
    """
    if unit.name == other.name:
        return Decimal(1), Decimal(1)
    if unit.multiplier is None or other.multiplier is None or not unit.kinds & other.kinds:
        return None
    return unit.multiplier, other.multiplier


def is_currency(unit: str) -> bool:
    """Return whether a unit, by its IRI or as a cell has it, is money: QUDT names currencies CCY_USD.

    >>> is_currency("unit:CCY_EUR"), is_currency("http://qudt.org/vocab/unit/PERCENT")
    (True, False)
    """
    return re.split(r"[/:]", unit)[-1].startswith("CCY_")
