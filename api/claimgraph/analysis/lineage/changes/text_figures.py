"""What changed between the figures that two texts print, with both sides as printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claimgraph.analysis.lineage.changes.claimed_figures import find_part_for_whole
from claimgraph.analysis.lineage.changes.number_relations import NumberRelation, relate_numbers
from claimgraph.analysis.lineage.changes.shifts import Aspect, WordingShift
from claimgraph.analysis.lineage.changes.strength import StrengthChange, compare_comparators
from claimgraph.analysis.lineage.printed import TextFigure, read_figures, years_of

TextFigures = Sequence[TextFigure]

_CURRENCIES = frozenset(("USD", "$", "EUR", "GBP", "CNY", "JPY", "KRW", "INR", "CAD", "AUD", "TWD", "BRL"))
_DOLLARS = frozenset(("USD", "$", "CAD", "AUD", "TWD"))  # "$" may be any of them
_OF_TABLES = (Aspect.FIGURE, Aspect.COMPARATOR)
_RESEARCH = ("papers", "patent-applications", "patents", "research-spending", "researchers")
_OF_AI = frozenset((*_RESEARCH, "companies", "money-invested", "start-ups"))  # those of AI are a part of them
_LARGE = 1000  # a smaller number without a unit may count anything
_NOT_FIGURES = frozenset(("days", "years", "months"))  # too common beside a figure to stand for it


@dataclass(frozen=True, slots=True)
class _TextPair:
    before: TextFigure
    after: TextFigure
    relation: NumberRelation


def compare_printed_figures(
    earlier: str,
    later: str,
    *,
    settled: frozenset[Decimal] = frozenset(),
    contexts: tuple[str, str] = ("", ""),
) -> Iterator[WordingShift]:
    """The shifts between the figures of two texts that belong together.

    `settled`: numbers whose comparators and periods are compared elsewhere. `contexts`: other texts of the
    two sides; a figure that the other side has there has not been replaced.
    """
    before, after = read_figures(earlier), read_figures(later)
    pairs = _pair(before, after)
    for pair in pairs:
        is_known = bool({pair.before.high, pair.after.high} & settled)
        yield from (shift for shift in _compare_pair(pair) if not (is_known and shift.aspect in _OF_TABLES))
        if not is_known:
            yield from _compare_years(pair, earlier, later)
    elsewhere = [read_figures(context) for context in contexts]
    yield from _compare_leftovers(
        [figure for figure in before if figure.high not in settled and not _find_same(figure, elsewhere[1])],
        [figure for figure in after if figure.high not in settled and not _find_same(figure, elsewhere[0])],
        pairs,
    )
    yield from _find_part(before, after)


def compare_with_claim(claim: str, earlier: str | None, later: str) -> Iterator[WordingShift]:
    """Compare figures of a quote that the earlier quote lacks with how the common claim puts them."""
    in_quote = read_figures(earlier) if earlier else ()
    of_claim = [figure for figure in read_figures(claim) if not _find_same(figure, in_quote)]
    new = [figure for figure in read_figures(later) if not _find_same(figure, in_quote)]
    pairs = _pair(of_claim, new)
    for pair in pairs:
        yield from (shift for shift in _compare_pair(pair) if not _may_hold_for_both(shift, of_claim))
    yield from _compare_leftovers(of_claim, new, pairs)


def _may_hold_for_both(shift: WordingShift, of_claim: TextFigures) -> bool:
    """In "around 80 % of gallium and 60 % of germanium" the "around" may hold for both."""
    is_about = (shift.after or "").startswith(_PREFIXES["about"])
    return (
        shift.aspect is Aspect.COMPARATOR
        and is_about
        and "about" in {figure.comparator for figure in of_claim}
    )


def has_common_figure(earlier: str, later: str) -> bool:
    """True if two texts print the same figure."""
    return bool(_pair(read_figures(earlier), read_figures(later)))


def _find_same(figure: TextFigure, figures: TextFigures) -> bool:
    return bool(_pair(figures, [figure]))


def _pair(earlier: TextFigures, later: TextFigures) -> list[_TextPair]:
    """Figures of the same number, each once, those of the same noun first."""
    candidates = [
        _TextPair(before, after, relation)
        for before in earlier
        for after in later
        if (relation := _relate(before, after)) is not NumberRelation.DIFFERENT
    ]
    paired_ids: set[int] = set()
    pairs: list[_TextPair] = []
    for pair in sorted(candidates, key=_closeness):
        if not {id(pair.before), id(pair.after)} & paired_ids:
            paired_ids |= {id(pair.before), id(pair.after)}
            pairs.append(pair)
    return pairs


def _closeness(pair: _TextPair) -> tuple[int, bool, bool, bool]:
    return (
        list(NumberRelation).index(pair.relation),
        pair.before.unit != pair.after.unit,
        pair.before.thing != pair.after.thing,
        pair.before.comparator != pair.after.comparator,
    )


def _relate(before: TextFigure, after: TextFigure) -> NumberRelation:
    is_money = before.unit in _CURRENCIES and after.unit in _CURRENCIES
    if before.unit != after.unit and not is_money and "" not in (before.unit, after.unit):
        return NumberRelation.DIFFERENT
    if before.unit != after.unit and not is_money and max(before.high, after.high) < _LARGE:
        return NumberRelation.DIFFERENT
    comparators = (before.comparator, after.comparator)
    return relate_numbers((before.low, before.high), (after.low, after.high), comparators)


def _compare_pair(pair: _TextPair) -> Iterator[WordingShift]:
    before, after = pair.before, pair.after
    sides = (_in_context(before), _in_context(after))
    if pair.relation is not NumberRelation.SAME:
        change = _OF_NUMBERS[pair.relation]
        yield WordingShift(Aspect.FIGURE, before.printed, after.printed, change)
    comparator = compare_comparators(before.comparator, after.comparator)
    is_about = "about" in (before.comparator, after.comparator)
    if comparator and (is_about or pair.relation is NumberRelation.SAME):
        yield WordingShift(Aspect.COMPARATOR, *sides, comparator)
    if (
        {before.unit, after.unit} <= _CURRENCIES
        and before.unit != after.unit
        and not _may_be_same(before, after)
    ):
        yield WordingShift(Aspect.CURRENCY, before.printed, after.printed, StrengthChange.ALTERED)
    if _is_of_other_thing(before, after):
        yield WordingShift(Aspect.MEASURE, _with_noun(before), _with_noun(after), StrengthChange.ALTERED)


_OF_NUMBERS = {
    NumberRelation.ROUNDED: StrengthChange.REWORDED,
    NumberRelation.LOOSER: StrengthChange.SOFTENED,
    NumberRelation.TIGHTER: StrengthChange.HARDENED,
}
_PREFIXES = {
    "about": "about ",
    "greater": "more than ",
    "greater-or-equal": "at least ",
    "less": "less than ",
    "less-or-equal": "up to ",
}


def _is_of_other_thing(before: TextFigure, after: TextFigure) -> bool:
    """True for another noun, or for research that became AI research."""
    first, second = before.noun, after.noun
    if not first or not second:
        return False
    return first.thing != second.thing or (first.thing in _OF_AI and first.of_ai != second.of_ai)


def _may_be_same(before: TextFigure, after: TextFigure) -> bool:
    return "$" in (before.unit, after.unit) and {before.unit, after.unit} <= _DOLLARS


def _in_context(figure: TextFigure) -> str:
    return _PREFIXES.get(figure.comparator, "") + figure.printed


def _with_noun(figure: TextFigure) -> str:
    assert figure.noun
    return f"{figure.printed} ({'AI ' if figure.noun.of_ai else ''}{figure.noun.words})"


def _compare_years(pair: _TextPair, earlier: str, later: str) -> Iterator[WordingShift]:
    """The year that stands with a figure, unless each text has both years."""
    before, after = pair.before.year, pair.after.year
    if (
        before
        and after
        and before != after
        and not (before in years_of(later) and after in years_of(earlier))
    ):
        yield WordingShift(Aspect.PERIOD, before, after, StrengthChange.ALTERED)


def _compare_leftovers(
    earlier: TextFigures, later: TextFigures, pairs: list[_TextPair]
) -> Iterator[WordingShift]:
    """Another number in its place, where each side has one figure of a unit that the other lacks."""
    paired = {id(figure) for pair in pairs for figure in (pair.before, pair.after)}
    before, after = (
        [figure for figure in figures if id(figure) not in paired and figure.unit not in _NOT_FIGURES]
        for figures in (earlier, later)
    )
    for figure in after:
        later_alike = [candidate for candidate in after if _is_alike(candidate, figure)]
        earlier_alike = [candidate for candidate in before if _is_alike(candidate, figure)]
        if len(later_alike) == 1 and len(earlier_alike) == 1:
            yield WordingShift(
                Aspect.FIGURE, _in_context(earlier_alike[0]), _in_context(figure), StrengthChange.ALTERED
            )
            if _is_of_other_thing(earlier_alike[0], figure):
                yield WordingShift(
                    Aspect.MEASURE, _with_noun(earlier_alike[0]), _with_noun(figure), StrengthChange.ALTERED
                )


def _is_alike(first: TextFigure, second: TextFigure) -> bool:
    """True if two figures may be of the same thing: of one unit, or bare numbers that count the same."""
    if not first.unit and not second.unit:
        return first.thing is not None and first.thing == second.thing
    return first.unit == second.unit


def _find_part(earlier: TextFigures, later: TextFigures) -> Iterator[WordingShift]:
    """A part of an earlier sum that stands in for the whole."""
    for unit in {figure.unit for figure in earlier}:
        before = {figure.high: figure for figure in earlier if figure.unit in _same_money(unit)}
        after = {figure.high: figure for figure in later if figure.unit in _same_money(unit)}
        replacement = find_part_for_whole([*before], [*after])
        if replacement:
            whole, part = replacement
            sides = (f"{before[part].printed} of {before[whole].printed}", after[part].printed)
            yield WordingShift(Aspect.PART, *sides, StrengthChange.ALTERED)


def _same_money(unit: str) -> frozenset[str]:
    """Bare numbers beside a sum of money count as money: "two billion dollars: 300 million for …"."""
    return (_DOLLARS if unit in _DOLLARS else frozenset((unit,))) | {""}
