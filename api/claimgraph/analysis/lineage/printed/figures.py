"""The figures that a text prints: number, unit, comparator, and the year and the noun that stand with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from claimgraph.analysis.lineage.printed.nouns import CountedNoun, find_noun, nearest_year
from claimgraph.analysis.lineage.printed.numbers import (
    fractions,
    magnitudes,
    number_words,
    read_number,
    units,
)
from claimgraph.analysis.lineage.printed.patterns import CLAUSE_END, YEAR, figure_pattern, mask_dates
from claimgraph.analysis.lineage.printed.words import find_words, language_of

_EQUAL = "equal"
_SIGNS = {
    "≥": "greater-or-equal",
    "≤": "less-or-equal",
    ">": "greater",
    "<": "less",
    "~": "about",
    "≈": "about",
}
_LETTERS = {"k": Decimal(10) ** 3, "m": Decimal(10) ** 6, "b": Decimal(10) ** 9}
_UNCOUNTED = ("nm",)  # "2 nm chips": the noun counts another figure
_TIMES = ("months", "days", "years")  # "over five years" is no bound
_FILLER = r"[\s\W]*(?:(?:the|a|an|its|their|just|about|der|die|das|den|les?|la|el|los|las|Rs|at|of)[\s\W]+)?"
_TRAILING = frozenset(
    (
        *("or more", "以上", "以下", "以内", "以內", "左右", "前後", "程度", "未満", "超"),
        *("이상", "이하", "이내", "미만", "से अधिक", "से ज्यादा", "से कम", "तक"),
    )
)
_UNLIKELY = re.compile(r"(?:unlikely|not|n['’]t|cannot|never)(?: \w+){0,2} $", re.IGNORECASE)
_CONTEXT = 28  # characters before a comparator in which it may be denied


@dataclass(frozen=True, slots=True)
class TextFigure:
    """A figure as printed. `unit` is "" for a bare number; `low` and `high` differ for a range."""

    low: Decimal
    high: Decimal
    unit: str
    comparator: str
    printed: str
    noun: CountedNoun | None = None
    year: str | None = None

    @property
    def thing(self) -> str | None:
        """What the figure counts, as the lexicon names it."""
        return self.noun.thing if self.noun else None


@lru_cache(maxsize=4096)
def read_figures(text: str) -> tuple[TextFigure, ...]:
    """The figures of a text in order, without dates, and without numbers that are part of a name.

    >>> figures = read_figures("It has more than 50,000 H100 chips since May 2024, worth $1.6 billion.")
    >>> [(str(figure.high), figure.unit, figure.comparator, figure.thing) for figure in figures]
    [('50000', '', 'greater', 'chips'), ('1600000000.0', '$', 'equal', None)]
    """
    matches = figure_pattern(language_of(text)).finditer(mask_dates(text))
    return tuple(figure for match in matches for figure in _read_match(match, text))


def years_of(text: str) -> frozenset[str]:
    """The years that a text names.

    >>> sorted(years_of("From 2023 to May 2025 it used 2,048 chips and 2048 GPUs."))
    ['2023', '2025']
    """
    return frozenset(YEAR.findall(text))


def _read_match(match: re.Match[str], text: str) -> Iterator[TextFigure]:
    """One figure, or two where a change leads from one to the other."""
    language = language_of(text)
    if _is_pronoun(match, language):
        return
    try:
        low, high, unit = _read_numbers(match, language)
    except InvalidOperation:  # "27.11.2026" and "0..0" are no numbers
        return
    start, end = _start_of(match), match.end()
    is_change = bool(match["leading"] and match["second"])
    for least, greatest in ((low, low), (high, high)) if is_change else ((min(low, high), max(low, high)),):
        yield TextFigure(
            low=least,
            high=greatest,
            unit=unit,
            comparator=_find_comparator(text, match, unit),
            printed=text[start:end].strip(" -"),
            noun=None if unit in _UNCOUNTED else find_noun(text, start, end),
            year=nearest_year(text, start, end),
        )


def _start_of(match: re.Match[str]) -> int:
    """Where a figure begins, after "from" or "between"."""
    starts = [match.start(group) for group in ("currency", "first") if match[group]]
    return min(starts, default=match.start())


def _is_pronoun(match: re.Match[str], language: str) -> bool:
    """True for a "one" that no unit follows."""
    is_alone = match["word"] and not (match["word_unit"] or match["word_magnitude"])
    return bool(is_alone) and number_words(language)[match["word"].lower()] == 1


def _read_numbers(match: re.Match[str], language: str) -> tuple[Decimal, Decimal, str]:
    if match["fraction"]:
        share = fractions(language)[match["fraction"].lower()]
        return share, share, "%"
    factors = _LETTERS | magnitudes(language)
    if match["word"]:
        value = number_words(language)[match["word"].lower()]
        value *= factors.get((match["word_magnitude"] or "").lower(), Decimal(1))
        return _in_base_unit(value, value, match["word_unit"])
    first = (match["first_magnitude"] or match["second_magnitude"] or "").lower()
    low = high = read_number(match["first"], language) * factors.get(first, Decimal(1))
    if match["second"]:
        second = (match["second_magnitude"] or match["first_magnitude"] or "").lower()
        high = read_number(match["second"], language) * factors.get(second, Decimal(1))
    return _in_base_unit(low, high, match["unit"] or match["first_unit"] or match["currency"])


def _in_base_unit(low: Decimal, high: Decimal, unit: str | None) -> tuple[Decimal, Decimal, str]:
    symbol, factor = units().get((unit or "").lower(), ("", Decimal(1)))
    return low * factor, high * factor, symbol


def _find_comparator(text: str, match: re.Match[str], unit: str) -> str:
    """By the words or the sign right before the figure, else right after it."""
    start = _start_of(match)
    if match["plus"] or _is_plural(match):
        return "greater-or-equal"
    if (sign := text[:start].rstrip()[-1:]) in _SIGNS:
        return _SIGNS[sign]
    words = [word for word in find_words("comparator", text) if unit not in _TIMES or word.words != "over"]
    before = [word for word in words if word.end <= start and _is_near(text[word.end : start])]
    if before:
        return _negated(before[-1].concept, text[max(0, before[-1].start - _CONTEXT) : before[-1].start])
    after = [
        word for word in words if word.start >= match.end() and not text[match.end() : word.start].strip()
    ]
    return next((word.concept for word in after if word.words in _TRAILING), _EQUAL)


def _is_plural(match: re.Match[str]) -> bool:
    """True for "billions": nobody knows how many."""
    return (match["word"] or "").lower().endswith("llions")


def _negated(comparator: str, before: str) -> str:
    """A figure that is unlikely to be passed is a ceiling."""
    if comparator in ("greater", "greater-or-equal") and _UNLIKELY.search(before):
        return "less-or-equal"
    return comparator


def _is_near(between: str) -> bool:
    return bool(re.fullmatch(_FILLER, between, re.IGNORECASE)) and not CLAUSE_END.search(between)
