"""The words of a text that commit it to more or to less, by what they do: lexicon.toml, in its language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from claimgraph.analysis.lineage.printed.numbers import magnitudes, numerals

Category = Literal["comparator", "hedge", "condition", "negation", "state", "time", "thing"]
Terms = dict[str, dict[str, list[str]]]  # by concept and language

DEFAULT_LANGUAGE = "en"
_SCRIPTS = (  # the first whose characters occur decides
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_UNSPACED = re.compile(r"[^\u0000-\u024f\u0370-\u04ff]")  # scripts whose terms are not set off by spaces


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A term of the lexicon in a text: what it does, and where it stands."""

    concept: str
    words: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def language_of(text: str) -> str:
    """The language of a text, by its script, else by the commonest words; English if nothing tells.

    >>> [language_of(text) for text in ("wird es", "voraussichtlich 5 GW", "約 5 億", "약 5억", "5 GW")]
    ['de', 'de', 'zh', 'ko', 'en']
    """
    for language, characters in _SCRIPTS:
        if characters.search(text):
            return language
    words = re.findall(r"[^\W\d_]{2,}", text.lower())  # single letters are parts of names
    counts = {language: sum(map(words.count, common)) for language, common in numerals()["common"].items()}
    english = magnitudes(DEFAULT_LANGUAGE)
    for language in counts:
        own = {term for term in magnitudes(language) if term not in english}
        counts[language] += 2 * sum(word in own for word in words)
    most = max(counts.values())
    candidates = [language for language in counts if counts[language] == most]
    return (
        DEFAULT_LANGUAGE if most and DEFAULT_LANGUAGE in candidates else _language_of_terms(text, candidates)
    )


def _language_of_terms(text: str, candidates: Sequence[str]) -> str:
    """The first of some languages of which the text has a term of the lexicon, else the first."""
    categories: tuple[Category, ...] = ("comparator", "hedge")
    return next(
        (
            language
            for language in candidates
            if any(_pattern(category, language)[0].search(_straighten(text)) for category in categories)
        ),
        candidates[0],
    )


@lru_cache(maxsize=8192)
def find_words(category: Category, text: str) -> tuple[PrintedWord, ...]:
    """The terms of a category in a text, in order; of two that overlap, the longer."""
    pattern, concepts = _pattern(category, language_of(text))
    return tuple(
        PrintedWord(concepts[_fold(match.group())], match.group(), match.start(), match.end())
        for match in pattern.finditer(_straighten(text))
        if not _is_month(match.group())
    )


@cache
def lexicon() -> dict[str, Terms]:
    """All categories of lexicon.toml."""
    content = files(__package__).joinpath("lexicon.toml").read_text("utf-8")
    return tomllib.loads(content)


@cache
def _pattern(category: Category, language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds the terms of a language, and the concept of each."""
    terms = lexicon()[category]
    concepts = {
        _fold(term): concept
        for concept, by_language in terms.items()
        for term in by_language.get(language, ())
    }
    longest_first = sorted(concepts, key=lambda term: (-len(term), term))
    return re.compile("|".join(map(_term_pattern, longest_first)) or r"(?!)", re.IGNORECASE), concepts


def _term_pattern(term: str) -> str:
    return re.escape(term) if _UNSPACED.search(term) else rf"(?<!\w){re.escape(term)}(?!\w)"


def _fold(term: str) -> str:
    return term.lower()


def _straighten(text: str) -> str:
    """Apostrophes as the lexicon has them; the length stays."""
    return text.replace("\u2019", "'")


def _is_month(word: str) -> bool:
    return word == "May"
