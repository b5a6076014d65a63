"""Regular expressions for figures, dates and the ends of clauses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from claimgraph.analysis.lineage.printed.numbers import fractions, magnitudes, number_words, units

_CURRENCY = r"US\$|C\$|CA\$|A\$|R\$|S\$|HK\$|NT\$|\$|€|£|¥|₹|₩|USD|EUR|GBP|CNY|RMB|JPY|KRW|INR|CAD"
_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d[\d.,]*\d|\d"
_NO_NAME = r"(?<![A-Za-z0-9.,])(?<![A-Za-z][-\u2011])"  # "H100", "GPT-4" and "FP16" are names
# "From 95 % to 0 %" is a change, and no range.
_BETWEEN = r"(?P<between>between|zwischen|entre|tra|fra|antara)"
_FRAME = rf"(?:(?<!\w)(?:{_BETWEEN}|(?P<leading>from|von|dari))\s)?"
_TO = (
    r"(?:\s(?:to|bis|auf|à|a|hingga)\s|\s?[-\u2013~至到から]\s?"
    r"|(?(between)\s(?:and|und|et|y|e|dan)\s|(?!)))"
)
_LETTER = r"(?(currency)[KMB](?![A-Za-z]))"  # "$78M"; without a currency, "910B" is a name
_OF = r"(?:d['\u2019]|de\s|di\s|of\s)?"
_MONTHS = "Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec"
_LATIN_END = re.compile(r"[a-zà-ÿ]$", re.IGNORECASE)

YEAR = re.compile(
    r"(?<![\d.,$€£¥])(?:19[89]\d|20[0-5]\d)(?![\d]|[.,]\d|-?[A-Za-z]*\s?(?:GPU|chip|H\d|A1|MW|GW))"
)
SENTENCE_END = re.compile(r"[;。；]|[.!?](?=\s|$)")
CLAUSE_END = re.compile(r"[;:。；]|[.!?](?=\s|$)|,(?=\s)")
NOUN_STOP = re.compile(
    r"[;:,.!?()“”\"–—]|(?<!\w)(?:of|in|from|to|for|at|by|with|on|and|or|that|which|who|are|is|was|were|have|has|"
    r"will|would|now|through|than|as|into|after|before|under|when|while|du|des|von|für|zu|par|pour)(?!\w)",
    re.IGNORECASE,
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY_AND_MONTH = re.compile(
    rf"\b(?:{_DAY}\.? )?(?:{_MONTHS})[a-zûéèäç]*\.?"
    rf"(?: {_DAY}\b(?!,\d|\.\d| (?:percent|per cent|%)))?,?(?= |$|\b)"
)


def mask_dates(text: str) -> str:
    """The text with days, months and years blanked out; the length stays.

    >>> mask_dates("by Nov. 27, 2026, 16 sites").split()
    ['by', ',', '16', 'sites']
    """
    return _DAY_AND_MONTH.sub(_blank_if_dated, YEAR.sub(lambda year: " " * len(year.group()), text))


@lru_cache
def figure_pattern(language: str) -> re.Pattern[str]:
    """What finds figures in a language: digits, a fraction or a number in words."""
    magnitude, unit = _alternatives(magnitudes(language)), _alternatives(units())
    first = rf"(?P<first>{_DIGITS})\s?(?P<first_magnitude>{magnitude}|{_LETTER})?"
    second = rf"(?P<second>{_DIGITS})\s?(?P<second_magnitude>{magnitude}|{_LETTER})?"
    words = _alternatives(number_words(language))
    return re.compile(
        rf"(?:{_FRAME}{_NO_NAME}(?P<currency>{_CURRENCY})?\s?{first}(?:[\s-]?{_OF}(?P<first_unit>{unit}))?"
        rf"(?:{_TO}(?:{_CURRENCY})?{second}(?:[\s-]?{_OF}(?P<unit>{unit}))?)?(?P<plus>\+)?(?![A-Za-z\d])"
        rf"|(?<!\w)(?P<fraction>{_alternatives(fractions(language))})(?!\w)"
        rf"|(?<!\w)(?P<word>{words})(?!\w)[\s-]?(?P<word_magnitude>{magnitude})?\s?{_OF}(?P<word_unit>{unit})?)",
        re.IGNORECASE,
    )


def _blank_if_dated(match: re.Match[str]) -> str:
    """A month alone stays: it may be a word."""
    text = match.group()
    return " " * len(text) if any(map(str.isdigit, text)) else text


def _alternatives(terms: Mapping[str, object]) -> str:
    """The longest first; those in Latin letters are whole words."""
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    patterns = [
        re.escape(term) + (r"(?![A-Za-zÀ-ÿ])" if _LATIN_END.search(term) else "") for term in longest_first
    ]
    return "|".join(patterns) or r"(?!)"
