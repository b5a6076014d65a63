"""What changed between the figures and relations of two claims, with both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from claimgraph.analysis.lineage.changes.figure_matching import FigurePair, pair_figures
from claimgraph.analysis.lineage.changes.figure_text import describe_figure
from claimgraph.analysis.lineage.changes.number_relations import NumberRelation
from claimgraph.analysis.lineage.changes.shifts import Aspect, WordingShift
from claimgraph.analysis.lineage.changes.strength import StrengthChange, compare_comparators
from claimgraph.analysis.lineage.measurement_vocabulary import MeasurementVocabulary
from claimgraph.edtf import Period
from claimgraph.model import QuantityProposition, RelationProposition
from claimgraph.quantities import exact_product, is_currency

Figures = Sequence[QuantityProposition]

_NOT_STATED = (None, "", "not stated")
_UNKNOWN = "unknown"
_PERCENT = "unit:PERCENT"
_OF_NUMBERS = {
    NumberRelation.ROUNDED: StrengthChange.REWORDED,
    NumberRelation.LOOSER: StrengthChange.SOFTENED,
    NumberRelation.TIGHTER: StrengthChange.HARDENED,
    NumberRelation.DIFFERENT: StrengthChange.ALTERED,
}


def compare_claimed_figures(
    earlier: Figures, later: Figures, vocabulary: MeasurementVocabulary
) -> Iterator[WordingShift]:
    """The shifts between the figures of two claims that belong together."""
    for pair in pair_figures(earlier, later, vocabulary):
        yield from _compare_numbers(pair, vocabulary)
        yield from _compare_measures(pair, vocabulary)
        yield from _compare_scopes(pair)
        yield from _compare_periods(pair.before.period, pair.after.period)
    yield from _find_part(earlier, later, vocabulary)


def compare_relations(
    earlier: Iterable[RelationProposition], later: Iterable[RelationProposition]
) -> Iterator[WordingShift]:
    """Relations that one claim states and the other denies."""
    for before in earlier:
        for after in later:
            same = (before.subject, before.predicate, before.object) == (
                after.subject,
                after.predicate,
                after.object,
            )
            if same and before.negated != after.negated:
                sides = ["denied" if side.negated else "stated" for side in (before, after)]
                yield WordingShift(Aspect.POLARITY, sides[0], sides[1], StrengthChange.ALTERED)


def numbers_in_base_units(figures: Figures, vocabulary: MeasurementVocabulary) -> frozenset[Decimal]:
    """The values and bounds of figures, as given and in the base unit of their kind, as texts are read."""
    numbers: set[Decimal] = set()
    for figure in figures:
        multiplier = vocabulary.unit_of(figure).multiplier
        for number in (figure.value, figure.low, figure.high):
            if number is not None:
                numbers |= {number, exact_product(number, multiplier or Decimal(1))}
    return frozenset(numbers)


def _compare_numbers(pair: FigurePair, vocabulary: MeasurementVocabulary) -> Iterator[WordingShift]:
    before, after = (describe_figure(figure, vocabulary) for figure in (pair.before, pair.after))
    if pair.same_numerals:
        units = (pair.before.unit, pair.after.unit)
        is_money = all(map(is_currency, units))
        yield WordingShift(
            Aspect.CURRENCY if is_money else Aspect.UNIT, before, after, StrengthChange.ALTERED
        )
    elif pair.relation is not NumberRelation.SAME and before != after:
        yield WordingShift(Aspect.FIGURE, before, after, _OF_NUMBERS[pair.relation])
    change = compare_comparators(pair.before.comparator, pair.after.comparator)
    if change and _compares_comparators(pair):
        yield WordingShift(Aspect.COMPARATOR, before, after, change)


def _compares_comparators(pair: FigurePair) -> bool:
    """Not those of "46,312" and "more than 46,000", which say the same, unless one is "about"."""
    is_about = "about" in (pair.before.comparator, pair.after.comparator)
    return (
        pair.same_numerals
        or pair.relation is NumberRelation.SAME
        or (is_about and pair.relation is NumberRelation.ROUNDED)
    )


def _compare_measures(pair: FigurePair, vocabulary: MeasurementVocabulary) -> Iterator[WordingShift]:
    if not vocabulary.is_same_metric(pair.before, pair.after):
        before, after = (vocabulary.metric_label(figure) for figure in (pair.before, pair.after))
        yield WordingShift(Aspect.MEASURE, before, after, StrengthChange.ALTERED)
    yield from _compare_subjects(pair.before.subjects, pair.after.subjects, vocabulary)
    yield from _compare_subjects(pair.before.partners, pair.after.partners, vocabulary)


def _compare_subjects(
    earlier: Sequence[str], later: Sequence[str], vocabulary: MeasurementVocabulary
) -> Iterator[WordingShift]:
    """Nobody knows whether those that are not known are the same."""
    if not earlier or not later or {*earlier} == {*later} or _UNKNOWN in (*earlier, *later):
        return
    before, after = (", ".join(map(vocabulary.label_of_thing, names)) for names in (earlier, later))
    yield WordingShift(Aspect.SUBJECT, before, after, StrengthChange.ALTERED)


def _compare_scopes(pair: FigurePair) -> Iterator[WordingShift]:
    """A restriction that is dropped hardens, like a condition; a share of something else is another share."""
    is_share = _PERCENT in (pair.before.unit, pair.after.unit)
    yield from _compare_restrictions(pair.before.scope, pair.after.scope, is_share=is_share)
    if pair.before.date_value and pair.after.date_value:  # what is to happen then stands in the definition
        before, after = pair.before.definition, pair.after.definition
        if before not in _NOT_STATED and after not in _NOT_STATED:
            yield from _compare_restrictions(before, after, is_share=False)


def _compare_restrictions(before: str | None, after: str | None, *, is_share: bool) -> Iterator[WordingShift]:
    before, after = (None if text in _NOT_STATED else text for text in (before, after))
    if _fold(before) == _fold(after):
        return
    change = StrengthChange.ALTERED
    if not is_share and not (before and after):
        change = StrengthChange.HARDENED if before else StrengthChange.SOFTENED
    yield WordingShift(Aspect.SCOPE, before, after, change)


def _fold(text: str | None) -> str:
    return " ".join((text or "").lower().strip(" .").split())


def _compare_periods(before: Period | None, after: Period | None) -> Iterator[WordingShift]:
    """A period left out, or given less precisely, is other wording; other days are another claim."""
    if before == after or (before and after and _days(before) == _days(after)):
        return
    change = StrengthChange.REWORDED
    if before and after and not (_is_date_within(before, after) or _is_date_within(after, before)):
        change = StrengthChange.ALTERED
    yield WordingShift(Aspect.PERIOD, before.text if before else None, after.text if after else None, change)


def _days(period: Period) -> tuple[object, object]:
    return period.earliest, period.latest


def _is_date_within(inner: Period, outer: Period) -> bool:
    """True for dates of which one is more precise, such as May 2025 and 2025; false for ranges."""
    if "/" in inner.text + outer.text:
        return False
    bounds = (outer.earliest, inner.earliest, inner.latest, outer.latest)
    first, start, end, last = bounds
    return bool(first and start and end and last) and first <= start and end <= last  # type: ignore[operator]


def _find_part(earlier: Figures, later: Figures, vocabulary: MeasurementVocabulary) -> Iterator[WordingShift]:
    """A part of an earlier sum that stands in for the whole."""
    before, after = _sums_of(earlier), _sums_of(later)
    for unit, numbers in before.items():
        replacement = find_part_for_whole([*numbers], [*after.get(unit, ())])
        if replacement:
            whole, part = (describe_figure(numbers[number], vocabulary) for number in replacement)
            yield WordingShift(Aspect.PART, f"{part} of {whole}", part, StrengthChange.ALTERED)


def _sums_of(figures: Figures) -> dict[tuple[str, str], dict[Decimal, QuantityProposition]]:
    """The values of each metric and unit."""
    sums: dict[tuple[str, str], dict[Decimal, QuantityProposition]] = {}
    for figure in figures:
        if figure.value is not None:
            sums.setdefault((figure.metric, figure.unit), {})[figure.value] = figure
    return sums


def find_part_for_whole(
    earlier: Sequence[Decimal], later: Sequence[Decimal]
) -> tuple[Decimal, Decimal] | None:
    """The whole and the part, if of an earlier whole and its parts only one part is left.

    >>> sums = [Decimal(number) for number in (2000, 300, 700, 1000)]
    >>> find_part_for_whole(sums, [Decimal(1000)])
    (Decimal('2000'), Decimal('1000'))
    """
    remaining = [number for number in earlier if number in later]
    if len(remaining) != 1 or len(later) != 1 or not remaining[0]:
        return None
    part = remaining[0]
    for whole in earlier:
        parts = [number for number in earlier if number and number < whole]
        for size in range(2, min(len(parts), 6) + 1):
            if any(
                part in combination and sum(combination) == whole for combination in combinations(parts, size)
            ):
                return whole, part
    return None
