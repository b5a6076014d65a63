"""Whether an origin carries a figure of the claim: docs/reference/model.md, "Lineage"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from claimgraph.analysis.lineage.measurement_vocabulary import MeasurementVocabulary
from claimgraph.model import QuantityProposition
from claimgraph.quantities import TOLERANCE, conversion_factors, date_interval, exact_product

Propositions = Sequence[QuantityProposition]

_EXACT_COMPARATORS = ("equal", "rank")
_KINDS = ("rank", "multiple", "change")  # figures with one of these comparators compare with their like only
_UNKNOWN = "unknown"


class FigureStatus(StrEnum):
    """What became of a figure of the claim, seen from an origin."""

    CARRIED = "carried"
    OF_SOMETHING_ELSE = "of-something-else"  # the number is there, and counts something else
    MISSING = "missing"
    NOT_SEEN = "not-seen"  # those who repeat it say so, and its document is not known


def figure_status(
    figure: QuantityProposition, origin_figures: Propositions, vocabulary: MeasurementVocabulary
) -> FigureStatus:
    """What became of a figure, judged by the figures of the claim made at the origin."""
    matches = [candidate for candidate in origin_figures if is_same_number(candidate, figure, vocabulary)]
    if any(is_same_measure(match, figure, vocabulary) for match in matches):
        return FigureStatus.CARRIED
    return FigureStatus.OF_SOMETHING_ELSE if matches else FigureStatus.MISSING


def matching_figures(
    earlier: Propositions, later: Propositions, vocabulary: MeasurementVocabulary
) -> list[tuple[QuantityProposition, QuantityProposition]]:
    """The pairs with the same number. If any of them measure the same, only those."""
    pairs = [
        (before, after) for before in earlier for after in later if is_same_number(before, after, vocabulary)
    ]
    return [pair for pair in pairs if is_same_measure(*pair, vocabulary)] or pairs


def is_same_measure(
    first: QuantityProposition, second: QuantityProposition, vocabulary: MeasurementVocabulary
) -> bool:
    """True if two figures are of the same or a comparable metric, and have a subject in common."""
    common_subjects = {*first.subjects} & {*second.subjects} - {_UNKNOWN}
    return vocabulary.is_same_metric(first, second) and bool(common_subjects)


def is_same_number(
    first: QuantityProposition,
    second: QuantityProposition,
    vocabulary: MeasurementVocabulary,
    *,
    exactly: bool = False,
) -> bool:
    """True if a value or bound of one figure is one of the other, in whatever unit; for dates, the same days.

    Unless both figures are exact or `exactly` is set, numbers may differ by the tolerance of "about".
    """
    if _kind_of(first) != _kind_of(second):
        return False
    if first.date_value and second.date_value:
        return date_interval(first.date_value) == date_interval(second.date_value)
    factors = conversion_factors(vocabulary.unit_of(first), vocabulary.unit_of(second))
    if factors is None:
        return False
    tolerance = Decimal(0) if exactly or (_is_exact(first) and _is_exact(second)) else TOLERANCE
    return any(
        _is_near(exact_product(first_number, factors[0]), exact_product(second_number, factors[1]), tolerance)
        for first_number in _numbers_of(first)
        for second_number in _numbers_of(second)
    )


def _is_near(first: Decimal, second: Decimal, tolerance: Decimal) -> bool:
    return abs(first - second) <= exact_product(max(abs(first), abs(second)), tolerance)


def _is_exact(figure: QuantityProposition) -> bool:
    return figure.comparator in _EXACT_COMPARATORS


def _kind_of(figure: QuantityProposition) -> str:
    return figure.comparator if figure.comparator in _KINDS else ""


def _numbers_of(figure: QuantityProposition) -> list[Decimal]:
    return [number for number in (figure.value, figure.low, figure.high) if number is not None]
