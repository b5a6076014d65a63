"""Which figures of two claims belong together, and what became of a figure of the later one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claimgraph.analysis.lineage.changes.number_relations import NumberRelation, relate_numbers
from claimgraph.analysis.lineage.measurement_vocabulary import MeasurementVocabulary
from claimgraph.edtf import Period
from claimgraph.model import QuantityProposition
from claimgraph.quantities import conversion_factors, date_interval, exact_product

Propositions = Sequence[QuantityProposition]

_KINDS = ("rank", "multiple", "change")  # figures with one of these comparators compare with their like only
_UNKNOWN = "unknown"


class FigureStatus(StrEnum):
    """What became of a figure of the claim, seen from an origin."""

    CARRIED = "carried"
    CHANGED = "changed"  # the same thing is there with another number
    OF_SOMETHING_ELSE = "of-something-else"  # the number is there, and counts something else
    MISSING = "missing"
    NOT_SEEN = "not-seen"  # those who repeat it say so, and its document is not known


@dataclass(frozen=True, slots=True)
class FigurePair:
    """An earlier figure and the later one that came from it."""

    before: QuantityProposition
    after: QuantityProposition
    relation: NumberRelation
    same_measure: bool
    same_numerals: bool  # the same number in a unit that does not convert: euros that became dollars


def figure_status(
    figure: QuantityProposition, origin_figures: Propositions, vocabulary: MeasurementVocabulary
) -> FigureStatus:
    """What became of a figure, judged by the figures of the claim made at the origin."""
    pairs = [make_pair(candidate, figure, vocabulary) for candidate in origin_figures]
    same_numbers = [pair for pair in pairs if pair.relation is not NumberRelation.DIFFERENT]
    if any(pair.same_measure for pair in same_numbers):
        return FigureStatus.CARRIED
    if same_numbers:
        return FigureStatus.OF_SOMETHING_ELSE
    return FigureStatus.CHANGED if any(map(_is_of_same_thing, pairs)) else FigureStatus.MISSING


def pair_figures(
    earlier: Propositions, later: Propositions, vocabulary: MeasurementVocabulary
) -> list[FigurePair]:
    """Pair figures: by number and measure first, then by measure, then by number.

    What is left over is paired if each side has a single figure left in units that convert.
    """
    candidates = [make_pair(before, after, vocabulary) for before in earlier for after in later]
    ranked = sorted(filter(_belongs_together, candidates), key=_closeness)
    pairs = _pick_each_once(ranked)
    return pairs + list(_pair_leftovers(candidates, pairs, vocabulary))


def _pair_leftovers(
    candidates: Sequence[FigurePair], pairs: Sequence[FigurePair], vocabulary: MeasurementVocabulary
) -> Iterator[FigurePair]:
    """Figures that are the only ones left on their side whose units convert."""
    paired = {(side, figure.id) for pair in pairs for side, figure in enumerate((pair.before, pair.after))}
    unpaired = [
        pair
        for pair in candidates
        if not {(0, pair.before.id), (1, pair.after.id)} & paired
        and _is_convertible(pair, vocabulary)
        and not _is_apart(pair.before.period, pair.after.period)
    ]
    for pair in unpaired:
        rivals = [
            rival
            for rival in unpaired
            if rival.before.id == pair.before.id or rival.after.id == pair.after.id
        ]
        if len(rivals) == 1 and not pair.same_measure:
            yield pair


def make_pair(
    before: QuantityProposition, after: QuantityProposition, vocabulary: MeasurementVocabulary
) -> FigurePair:
    """Compare the numbers and the measures of two figures."""
    same_measure = is_same_measure(before, after, vocabulary)
    relation = _relate(before, after, vocabulary)
    is_convertible = conversion_factors(vocabulary.unit_of(before), vocabulary.unit_of(after)) is not None
    same_numerals = not is_convertible and _numbers_of(before) == _numbers_of(after)
    return FigurePair(before, after, relation, same_measure, same_numerals)


def is_same_measure(
    first: QuantityProposition, second: QuantityProposition, vocabulary: MeasurementVocabulary
) -> bool:
    """True if two figures are of the same or a comparable metric, and have a subject in common."""
    common_subjects = {*first.subjects} & {*second.subjects} - {_UNKNOWN}
    return vocabulary.is_same_metric(first, second) and bool(common_subjects)


def _relate(
    before: QuantityProposition, after: QuantityProposition, vocabulary: MeasurementVocabulary
) -> NumberRelation:
    """In whatever unit; dates are the same if they mean the same days."""
    if _kind_of(before) != _kind_of(after):
        return NumberRelation.DIFFERENT
    if before.date_value and after.date_value:
        is_same = date_interval(before.date_value) == date_interval(after.date_value)
        return NumberRelation.SAME if is_same else NumberRelation.DIFFERENT
    factors = conversion_factors(vocabulary.unit_of(before), vocabulary.unit_of(after))
    if factors is None or not _has_number(before) or not _has_number(after):
        return NumberRelation.DIFFERENT
    bounds = [
        tuple(None if number is None else exact_product(number, factor) for number in _numbers_of(figure))
        for figure, factor in zip((before, after), factors, strict=True)
    ]
    return relate_numbers(bounds[0], bounds[1], (before.comparator, after.comparator))


def _has_number(figure: QuantityProposition) -> bool:
    return any(number is not None for number in _numbers_of(figure))


def _belongs_together(pair: FigurePair) -> bool:
    return pair.relation is not NumberRelation.DIFFERENT or (
        pair.same_measure and (pair.same_numerals or _is_of_same_thing(pair))
    )


def _is_of_same_thing(pair: FigurePair) -> bool:
    """True unless another number is of another period or another scope as well: then it is another statement.

    A range and its bound are of one thing in any case.
    """
    before, after = pair.before, pair.after
    if not pair.same_measure or _kind_of(before) != _kind_of(after):
        return False
    shared = {*_numbers_of(before)} & {*_numbers_of(after)} - {None}
    return bool(shared) or not (
        _is_apart(before.period, after.period)
        or _differ(before.scope, after.scope)
        or _differ(before.partners, after.partners)
    )


def _differ(before: object, after: object) -> bool:
    return bool(before) and bool(after) and before != after


def _is_apart(before: Period | None, after: Period | None) -> bool:
    """True if two periods are stated and have no day in common."""
    if not before or not after:
        return False
    ends_first = bool(before.latest and after.earliest) and before.latest < after.earliest  # type: ignore[operator]
    starts_last = bool(after.latest and before.earliest) and after.latest < before.earliest  # type: ignore[operator]
    return ends_first or starts_last


def _closeness(pair: FigurePair) -> tuple[bool, int, bool, int, Decimal, str, str]:
    """The smaller, the closer."""
    before, after = pair.before, pair.after
    distance = abs((before.value or Decimal(0)) - (after.value or Decimal(0)))
    order = list(NumberRelation).index(pair.relation)
    return (
        not pair.same_measure,
        order,
        before.period != after.period,
        -_common_words(before.scope, after.scope),
        distance,
        before.id,
        after.id,
    )


def _pick_each_once(ranked: Sequence[FigurePair]) -> list[FigurePair]:
    paired_keys: set[tuple[str, str]] = set()
    picked: list[FigurePair] = []
    for pair in ranked:
        keys = {("before", pair.before.id), ("after", pair.after.id)}
        if not keys & paired_keys:
            paired_keys |= keys
            picked.append(pair)
    return picked


def _is_convertible(pair: FigurePair, vocabulary: MeasurementVocabulary) -> bool:
    units = (vocabulary.unit_of(pair.before), vocabulary.unit_of(pair.after))
    return conversion_factors(*units) is not None and _kind_of(pair.before) == _kind_of(pair.after)


def _common_words(before: str | None, after: str | None) -> int:
    first, second = ({word[:4].lower() for word in (text or "").split()} for text in (before, after))
    return len(first & second)


def _kind_of(figure: QuantityProposition) -> str:
    return figure.comparator if figure.comparator in _KINDS else ""


def _numbers_of(figure: QuantityProposition) -> tuple[Decimal | None, ...]:
    return (figure.value, figure.low, figure.high)
