"""Figures as documents write them: field by field, and in words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TypedDict

from claimgraph.assessment import Measurement, attach_unit, round_to_digits, trim_zeros
from claimgraph.quantities import Figure, Interval, is_currency

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LONG_DECIMAL = re.compile(r"\d+\.\d{5,}")
_INTERVAL = re.compile(r"[\[(](.+), (.+)[\])]")
_DIGITS = 6
DECIMAL = "Decimals are strings, so that no digit is lost"


class FigureFields(TypedDict):
    """A figure; a date is written in EDTF."""

    value: str | None
    low: str | None
    high: str | None
    date: str | None


def figure_fields(figure: Figure) -> FigureFields:
    """The fields of a figure, without losing a digit."""
    return {
        "value": _decimal_text(figure.value),
        "low": _decimal_text(figure.low),
        "high": _decimal_text(figure.high),
        "date": figure.date_value.text if figure.date_value else None,
    }


def figure_text(figure: FigureFields) -> str:
    """The value of a figure, else its bounds, else its date; "" where it has none of them.

    >>> figure_text({"value": None, "low": "40", "high": None, "date": None})
    '[40, ∞]'
    """
    low, high = figure["low"], figure["high"]
    if figure["value"] is not None:
        return figure["value"]
    if low is not None or high is not None:
        return str(Interval.between(_decimal(low), _decimal(high)))
    return figure["date"] or ""


def measurement_text(measurement: Measurement) -> str:
    """A measurement in words: what was measured, the figure, the period."""
    return reading_text(
        measurement.reading or measurement.metric,
        figure_text(figure_fields(measurement.figure)),
        measurement.period.text if measurement.period else None,
        holds=measurement.holds,
    )


def reading_text(name: str | None, figure: str, period: str | None, *, holds: bool | None) -> str:
    """What was found, in words; of a relation, whether it `holds`.

    >>> reading_text("papers", "9660", "2020/2024", holds=None)
    'papers, 9660, 2020/2024'
    """
    result = figure or {True: "holds", False: "does not hold", None: ""}[holds]
    return ", ".join(word for word in (name, result, period) if word)


def shorten_numbers(text: str) -> str:
    """A text with each number rounded to six digits; an interval whose ends are the same then as one number.

    >>> shorten_numbers("[8.3333333333333333325, 8.3333333333333333335)"), shorten_numbers("[99.5, 100.5)")
    ('≈ 8.33333', '[99.5, 100.5)')
    """
    shortened = _NUMBER.sub(lambda match: _shorten(Decimal(match[0])), text)
    ends = _INTERVAL.fullmatch(shortened)
    return f"≈ {ends[1]}" if ends and ends[1] == ends[2] else shortened


def say_interval(text: str, unit: str | None) -> str:
    """An interval or a number in words, rounded to six digits, with its unit as people write it.

    >>> say_interval("[51000000, ∞]", "unit:CCY_USD"), say_interval("[1.5, 2.5)", "unit:CCY_USD")
    ('at least $51,000,000', '$1.5 to $2.5')
    >>> say_interval("[14.5, 15.5)", "unit:PERCENT")
    '14.5 to 15.5 %'
    """
    shortened = shorten_numbers(text)
    if not (ends := _INTERVAL.fullmatch(shortened)):
        sign, _, number = shortened.rpartition("≈ ")
        return "≈ " * ("≈" in shortened) + attach_unit(number or sign, unit)
    low, high = (None if end.endswith("∞") else end for end in ends.groups())
    if low and high and is_currency(unit or ""):
        return f"{attach_unit(low, unit)} to {attach_unit(high, unit)}"
    if low and high:
        return attach_unit(f"{low} to {high}", unit)
    if low:
        return f"{'more than' if text.startswith('(') else 'at least'} {attach_unit(low, unit)}"
    below = "less than" if text.endswith(")") else "at most"
    return f"{below} {attach_unit(high, unit)}" if high else "any figure"


def shorten_decimals(text: str) -> str:
    """A text with each long decimal fraction in it rounded to six digits; years and days stay.

    >>> shorten_decimals("listed fabs, 8.333333333333333333, 2025-03")
    'listed fabs, 8.33333, 2025-03'
    """
    return _LONG_DECIMAL.sub(lambda match: _shorten(Decimal(match[0])), text)


def group_digits(text: str) -> str:
    """A text with the digits of each number in groups of three, without losing one.

    >>> group_digits("46000")
    '46,000'
    """
    return _NUMBER.sub(lambda match: f"{Decimal(match[0]):,f}", text)


def _shorten(number: Decimal) -> str:
    return trim_zeros(f"{round_to_digits(number, _DIGITS):,f}")


def _decimal_text(number: Decimal | None) -> str | None:
    return None if number is None else str(Interval.point(number))


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
