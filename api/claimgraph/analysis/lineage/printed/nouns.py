"""What stands with a figure in its sentence: the noun that it counts, and the year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimgraph.analysis.lineage.printed.patterns import NOUN_STOP, SENTENCE_END, YEAR
from claimgraph.analysis.lineage.printed.words import PrintedWord, find_words

_EQUIVALENTS = "chip-equivalents"
_AI = re.compile(r"(?<!\w)(?:AI|A\.I\.|artificial intelligence)(?!\w)", re.IGNORECASE)
_REACH = 70  # characters from a figure to the noun that it counts
_MOST_GROUPS = 6  # of words between them


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """The concept of the lexicon, the noun as printed, and whether "AI" stands before it."""

    thing: str
    words: str
    of_ai: bool = False


def find_noun(text: str, start: int, end: int) -> CountedNoun | None:
    """The noun that the figure from `start` to `end` counts.

    It is the last noun of the first group of words after the figure that has one. "Equivalent" anywhere in
    the sentence says that the figure counts equivalents.
    """
    first, last = _sentence(text, start, end)
    nouns = [noun for noun in find_words("thing", text) if first <= noun.start < last]
    equivalents = [noun for noun in nouns if noun.concept == _EQUIVALENTS]
    if equivalents:
        return CountedNoun(_EQUIVALENTS, equivalents[0].words)
    position = end
    for _ in range(_MOST_GROUPS):
        stop = _next_stop(text, position, last, nouns)
        limit = stop.start() if stop else last
        group = [noun for noun in nouns if position <= noun.start and noun.end <= limit]
        if group and group[0].start - end < _REACH:
            is_of_ai = bool(_AI.search(text, position, group[-1].start))
            return CountedNoun(group[-1].concept, group[-1].words, is_of_ai)
        if not stop or stop.group() in ",;:.!?":
            break
        position = stop.end()
    return None


def nearest_year(text: str, start: int, end: int) -> str | None:
    """The year nearest to a figure in its sentence; one after it is nearer than one before it."""
    years = [
        (year.start() - end if year.start() >= end else 2 * (start - year.end()), year.group())
        for year in YEAR.finditer(text, *_sentence(text, start, end))
    ]
    return min(years)[1] if years else None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a figure begins and ends."""
    first = max((stop.end() for stop in SENTENCE_END.finditer(text, 0, start)), default=0)
    stop = SENTENCE_END.search(text, end)
    return first, stop.start() if stop else len(text)


def _next_stop(text: str, start: int, end: int, nouns: list[PrintedWord]) -> re.Match[str] | None:
    """Where a group of words ends; not within a noun, such as "research and development"."""
    for stop in NOUN_STOP.finditer(text, start, end):
        if not any(noun.start < stop.start() < noun.end for noun in nouns):
            return stop
    return None
