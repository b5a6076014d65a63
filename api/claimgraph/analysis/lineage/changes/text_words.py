"""What changed between the words of two texts: state, polarity, hedges, and the wording of a quote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimgraph.analysis.lineage.changes.shifts import Aspect, WordingShift
from claimgraph.analysis.lineage.changes.strength import StrengthChange
from claimgraph.analysis.lineage.changes.text_figures import has_common_figure
from claimgraph.analysis.lineage.printed import Category, find_words, language_of

_HEARSAY = "hearsay"
_LIFTED = "lifted"
_LEAST_COMMON_WORDS = 4  # that two excerpts of one speech share where they meet
_LONG, _STEM = 4, 5  # letters of a word that says something, and of its stem
_SIMILAR = 0.6  # the part of content words that two texts share, if one is to deny the other


def compare_states(earlier: str, later: str) -> Iterator[WordingShift]:
    """A ban that was suspended and is said to be in force, or the reverse."""
    before, after = _state_of(earlier), _state_of(later)
    if before and after and before[0] != after[0]:
        yield WordingShift(Aspect.STATE, before[1], after[1], StrengthChange.ALTERED)


def compare_polarity(earlier: str, later: str) -> Iterator[WordingShift]:
    """A negation that only one of two otherwise similar texts has."""
    before, after = _negations(earlier), _negations(later)
    if bool(before) != bool(after) and are_similar(earlier, later):
        yield WordingShift(Aspect.POLARITY, before or "affirmed", after or "affirmed", StrengthChange.ALTERED)


def compare_hedges(earlier: str, later: str, *, is_relay: bool) -> Iterator[WordingShift]:
    """Hedging that was dropped hardens, hedging that was added softens; a relay may add that it passes on."""
    before, after = _concepts("hedge", earlier), _concepts("hedge", later)
    if is_relay:
        after = {
            concept: words for concept, words in after.items() if concept != _HEARSAY or concept in before
        }
    dropped, added = before.keys() - after.keys(), after.keys() - before.keys()
    if dropped and added:
        change = StrengthChange.REWORDED
    elif dropped or added:
        change = StrengthChange.HARDENED if dropped else StrengthChange.SOFTENED
    else:
        return
    sides = [", ".join(sorted(words[concept] for concept in words)) or None for words in (before, after)]
    yield WordingShift(Aspect.HEDGE, sides[0], sides[1], change)


def has_condition(text: str) -> bool:
    """True if a text has an "if"."""
    return bool(find_words("condition", text))


def is_to_come(text: str) -> bool:
    """True if a text speaks of what is still to come."""
    return bool(find_words("time", text))


def are_related(earlier: str, later: str) -> bool:
    """True if two texts say the same in part: in two languages, of one figure, or with common words."""
    return (
        language_of(earlier) != language_of(later)
        or has_common_figure(earlier, later)
        or len(_content(earlier) & _content(later)) > 1
    )


def are_similar(earlier: str, later: str) -> bool:
    """True if most of the content words of two texts are the same."""
    before, after = _content(earlier), _content(later)
    return bool(before) and len(before & after) >= _SIMILAR * len(before | after)


def compare_quotes(earlier: str, later: str, *, is_quotation: bool) -> Iterator[WordingShift]:
    """Other words, unless one is an excerpt of the other or both are of one speech."""
    before, after = _words(earlier), _words(later)
    if not (
        _contains(before, after) or _contains(after, before) or _meet(before, after) or _meet(after, before)
    ):
        aspect = Aspect.QUOTATION if is_quotation else Aspect.WORDS
        yield WordingShift(aspect, earlier, later, StrengthChange.REWORDED)


def _state_of(text: str) -> tuple[str, str] | None:
    states = find_words("state", text)
    lifted = [word for word in states if word.concept == _LIFTED]
    decisive = (lifted or states)[:1]
    return (decisive[0].concept, decisive[0].words) if decisive else None


def _negations(text: str) -> str:
    """The negations of a text, without those that are part of a comparator, such as "no more than"."""
    bounds = find_words("comparator", text)
    return ", ".join(
        word.words
        for word in find_words("negation", text)
        if not any(bound.start <= word.start < bound.end for bound in bounds)
    )


def _concepts(category: Category, text: str) -> dict[str, str]:
    """The first term of each concept in a text."""
    terms: dict[str, str] = {}
    for word in find_words(category, text):
        terms.setdefault(word.concept, word.words.lower())
    return terms


def _words(text: str) -> list[str]:
    """The words of a text without punctuation; of a script without spaces, the characters."""
    folded = re.sub(r"['\u2018\u2019]", "", text.lower())
    return re.findall(r"[\u3040-\u9fff]|[^\W_\u3040-\u9fff]+", folded)


def _content(text: str) -> set[str]:
    """The longer words, cut to their stem."""
    return {
        word[:_STEM] for word in _words(text) if len(word) >= _LONG or not word.isascii() or word.isdigit()
    }


def _contains(whole: list[str], part: list[str]) -> bool:
    starts = range(len(whole) - len(part) + 1)
    return any(whole[start : start + len(part)] == part for start in starts)


def _meet(first: list[str], second: list[str]) -> bool:
    """True if the end of one text is the beginning of the other."""
    longest = min(len(first), len(second))
    return any(first[-size:] == second[:size] for size in range(_LEAST_COMMON_WORDS, longest + 1))
