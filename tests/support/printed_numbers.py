"""Reads the numbers in a figure as printed, for tests that hold tables to what they quote."""

from __future__ import annotations

import re
from decimal import Decimal

_SCALES = {
    **dict.fromkeys(("k", "thousand", "thousands"), 3),
    **dict.fromkeys(("m", "mln", "million", "millions"), 6),
    **dict.fromkeys(("b", "bn", "bln", "billion", "billions", "milliards", "milliarden"), 9),
    **dict.fromkeys(("t", "trillion", "trillions"), 12),
}
_NUMBER = re.compile(
    r"(?<![\w.])[^\w\s]{0,2}(?P<number>\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:e(?P<exponent>\d+))?"
    r"(?:\s?-?(?P<scale>[A-Za-z]+))?"
)


def printed_numbers(text: str) -> list[Decimal]:
    """The numbers in a printed text, each in full: "3.18 trillion" is 3180000000000.

    A word of size after the last number of a range counts for those before it, too: "30 to 50 billion".

    >>> [str(number) for number in printed_numbers("30-50 billion, up from 46,000")]
    ['30000000000', '50000000000', '46000']
    """
    numbers: list[tuple[Decimal, int]] = []
    end = 0
    for match in _NUMBER.finditer(text):
        number = Decimal(re.sub(r"[, \u00a0\u202f]", "", match["number"]))
        scale = _SCALES.get((match["scale"] or "").lower(), 0) + int(match["exponent"] or 0)
        is_range = bool(numbers) and re.fullmatch(
            r"\s*(?:-|–|to|and)\s*\D?", text[end : match.start("number")]
        )
        if is_range and scale and not numbers[-1][1]:
            numbers[-1] = numbers[-1][0], scale
        numbers.append((number, scale))
        end = match.end("number")
    return [number * 10**scale for number, scale in numbers]
