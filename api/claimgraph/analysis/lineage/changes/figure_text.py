"""Figures of propositions in words, as a reader would write them."""

from __future__ import annotations

from decimal import Decimal

from claimgraph import namespaces
from claimgraph.analysis.lineage.measurement_vocabulary import MeasurementVocabulary
from claimgraph.model import QuantityProposition

_PREFIXES = {
    "about": "about ", "greater": "more than ", "greater-or-equal": "at least ", "less": "less than ",
    "less-or-equal": "up to ", "rank": "rank ",
}  # fmt: skip
_SYMBOLS = {
    "unit:PERCENT": " %",
    "unit:CCY_USD": " US dollars",
    "unit:CCY_EUR": " euros",
    "unit:UNITLESS": "",
}
_MAGNITUDES = ((12, "trillion"), (9, "billion"), (6, "million"))


def describe_figure(figure: QuantityProposition, vocabulary: MeasurementVocabulary) -> str:
    """The figure with its comparator and unit, such as "more than 30 billion US dollars"."""
    if figure.date_value:
        return _PREFIXES.get(figure.comparator, "") + figure.date_value.text
    numbers = [number for number in (figure.low, figure.high) if number is not None]
    if figure.value is not None:
        numbers = [figure.value]
    text = " to ".join(map(format_number, numbers))
    return _PREFIXES.get(figure.comparator, "") + text + _unit(figure, vocabulary)


def format_number(number: Decimal) -> str:
    """A number with its magnitude in words, exactly.

    >>> [format_number(Decimal(text)) for text in ("30000000000", "5576000", "46312", "0.10")]
    ['30 billion', '5.576 million', '46,312', '0.1']
    """
    for power, name in _MAGNITUDES:
        if abs(number) >= 10**power:
            return f"{_plain(number.scaleb(-power))} {name}"
    return _plain(number)


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit(figure: QuantityProposition, vocabulary: MeasurementVocabulary) -> str:
    if figure.unit in _SYMBOLS:
        return _SYMBOLS[figure.unit]
    iri = namespaces.unit_iri(figure.unit)
    return " " + vocabulary.label_of(iri)
