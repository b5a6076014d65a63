"""What a printed figure stands for: every number that rounds to it."""

from __future__ import annotations

import re
from decimal import Decimal

from claimgraph.quantities.intervals import TOLERANCE, Interval, exact_product

_NUMBER = re.compile(r"\d[\d,' \u00a0\u202f]*(?:\.\d+)?")
_HALF = Decimal("0.5")
_ROUNDING_ZEROS = 2


def rounding_interval(value: Decimal, as_printed: str | None = None, *, in_percent: bool = False) -> Interval:
    """The numbers that round to a value, as far as the digits that were printed tell.

    Where no printed text holds the value, its own digits count: two or more zeros at its end are taken as
    rounding, and no figure is looser than one said to be "about" that value. Zero is exact. The upper end
    is open.

    >>> str(rounding_interval(Decimal("3200000000000"), "3.2 trillion"))
    '[3150000000000, 3250000000000)'
    >>> str(rounding_interval(Decimal(13631)))
    '[13630.5, 13631.5)'
    """
    half = exact_product(_last_place(value, as_printed, in_percent=in_percent), _HALF)
    return Interval.point(value) if half == 0 else Interval((value - half, 0), (value + half, -1))


def printed_digits(value: Decimal, as_printed: str) -> Decimal | None:
    """The number in a printed text whose digits are those of the value, whatever its scale; or None.

    >>> printed_digits(Decimal(176000000000), "more than 176B tokens")
    Decimal('176')
    """
    for match in _NUMBER.finditer(as_printed):
        number = Decimal(re.sub(r"[,' \u00a0\u202f]", "", match[0]))
        if number and _digits(number) == _digits(value):
            return number
    return None


def _last_place(value: Decimal, as_printed: str | None, *, in_percent: bool) -> Decimal:
    """What one unit of the last digit that counts is worth; 0 for an exact figure."""
    printed = printed_digits(value, as_printed) if as_printed else None
    if as_printed is not None and printed is not None:
        place = _place_of_last_digit(printed, in_percent=in_percent or "%" in as_printed)
        return exact_product(place, abs(value) / printed)
    return min(_place_of_last_digit(value, in_percent=in_percent), exact_product(abs(value), TOLERANCE * 2))


def _place_of_last_digit(number: Decimal, *, in_percent: bool) -> Decimal:
    """The last place of a number as it is written; two or more zeros before its point are rounding."""
    text = format(number, "f")
    whole, _, decimals = text.partition(".")
    if decimals:
        return Decimal(1).scaleb(-len(decimals))
    zeros = len(whole) - len(whole.rstrip("0"))
    return Decimal(1) if in_percent or zeros < _ROUNDING_ZEROS else Decimal(1).scaleb(zeros)


def _digits(number: Decimal) -> str:
    """The digits of a number from its first to its last that is not zero."""
    return "".join(map(str, number.as_tuple().digits)).strip("0")
