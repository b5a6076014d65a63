"""Whether two numbers are the same, roundings or bounds of each other, or different."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from claimgraph.quantities import TOLERANCE, exact_product

_ABOUT = "about"
_BOUNDS = {"greater": 1, "greater-or-equal": 1, "less": -1, "less-or-equal": -1}
_LEAST_DIGITS = 2  # a rounding to one digit, such as 47 to 50, is another figure
Bounds = tuple[Decimal | None, ...]


class NumberRelation(StrEnum):
    """How a later number relates to an earlier one."""

    SAME = "same"
    ROUNDED = "rounded"  # one is the other with fewer digits, two at least, or lies within its "about"
    LOOSER = "looser"  # a bound close by, which the earlier number keeps: 5.576 and "less than 6"
    TIGHTER = "tighter"  # a number that keeps the earlier bound, close by
    DIFFERENT = "different"


def relate_numbers(before: Bounds, after: Bounds, comparators: tuple[str, str]) -> NumberRelation:
    """Relate two figures in one unit, each a value or the bounds of a range.

    >>> relate_numbers((Decimal("46312"),), (Decimal("46000"),), ("equal", "greater")).value
    'rounded'
    >>> relate_numbers((Decimal("47"),), (Decimal("50"),), ("about", "about")).value
    'different'
    >>> relate_numbers((Decimal("5.576"),), (Decimal("6"),), ("equal", "less")).value
    'looser'
    """
    if before == after:
        return NumberRelation.SAME
    if [number is None for number in before] != [number is None for number in after]:
        return NumberRelation.DIFFERENT
    pairs = [(first, second) for first, second in zip(before, after, strict=True) if first is not None]
    relations = {_relate(first, second, comparators) for first, second in pairs if second is not None}
    relations -= {NumberRelation.SAME}
    return relations.pop() if len(relations) == 1 else NumberRelation.DIFFERENT


def _relate(before: Decimal, after: Decimal, comparators: tuple[str, str]) -> NumberRelation:
    if before == after:
        return NumberRelation.SAME
    if (
        is_rounding(before, after)
        or is_rounding(after, before)
        or _is_within_about(before, after, comparators)
    ):
        return NumberRelation.ROUNDED
    if not is_near(before, after, TOLERANCE):
        return NumberRelation.DIFFERENT
    was_bound, is_bound = (_BOUNDS.get(comparator) for comparator in comparators)
    if is_bound and not was_bound and (before - after) * is_bound > 0:
        return NumberRelation.LOOSER
    if was_bound and not is_bound and (after - before) * was_bound > 0:
        return NumberRelation.TIGHTER
    return NumberRelation.DIFFERENT


def is_near(first: Decimal, second: Decimal, tolerance: Decimal) -> bool:
    """True if two numbers differ by at most this part of the larger."""
    return abs(first - second) <= exact_product(max(abs(first), abs(second)), tolerance)


def is_rounding(exact: Decimal, rounded: Decimal) -> bool:
    """True if a number of two digits or more is another, of more digits, rounded.

    >>> [is_rounding(Decimal("5576000"), Decimal(rounded)) for rounded in ("5600000", "6000000")]
    [True, False]
    """
    digits = len(rounded.normalize().as_tuple().digits)
    if digits < _LEAST_DIGITS or digits >= len(exact.normalize().as_tuple().digits):
        return False
    exponent = rounded.normalize().as_tuple().exponent
    return isinstance(exponent, int) and abs(exact - rounded) <= Decimal(5).scaleb(exponent - 1)


def _is_within_about(before: Decimal, after: Decimal, comparators: tuple[str, str]) -> bool:
    """True if one figure is "about", the other is exact, and they are close."""
    return comparators.count(_ABOUT) == 1 and "equal" in comparators and is_near(before, after, TOLERANCE)
