"""How the wording of a claim changed from an earlier utterance to a later one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimgraph.analysis.lineage.figure_matching import (
    MeasurementVocabulary,
    is_same_number,
    matching_figures,
)
from claimgraph.analysis.lineage.utterance_nodes import UtteranceNode
from claimgraph.analysis.lineage.wording_strength import (
    COMPARATORS,
    MODALITIES,
    StrengthChange,
    compare_levels,
    find_hedges,
)

_ABOVE, _BELOW = ("greater", "greater-or-equal"), ("less", "less-or-equal")
_ABOUT = "about"


@dataclass(frozen=True, slots=True)
class WordingShift:
    """One thing that changed. `aspect`: modality, condition, comparator, words."""

    aspect: str
    before: str | None
    after: str | None
    change: StrengthChange


@dataclass(frozen=True, slots=True)
class WordingChange:
    """How a later utterance words what an earlier one said."""

    change: StrengthChange
    shifts: tuple[WordingShift, ...] = ()


def compare_wording(
    earlier: UtteranceNode, later: UtteranceNode, vocabulary: MeasurementVocabulary
) -> WordingChange:
    """Compare two utterances. UNKNOWN where nobody here saw one of them, or nothing can be compared."""
    if not (earlier.has_document and later.has_document):
        return WordingChange(StrengthChange.UNKNOWN)
    compared = [
        *_modality(earlier, later),
        *_condition(earlier, later),
        *_comparator(earlier, later, vocabulary),
        *_words(earlier, later),
    ]
    said = dict.fromkeys(compared)  # claims of many figures say the same more than once
    shifts = tuple(each for each in said if each.change is not StrengthChange.SAME)
    return WordingChange(_overall(shifts) if said else StrengthChange.UNKNOWN, shifts)


def _overall(shifts: tuple[WordingShift, ...]) -> StrengthChange:
    changes = {each.change for each in shifts}
    return (
        StrengthChange.SAME if not changes else changes.pop() if len(changes) == 1 else StrengthChange.MIXED
    )


def _modality(earlier: UtteranceNode, later: UtteranceNode) -> Iterator[WordingShift]:
    change = compare_levels(MODALITIES, earlier.modality, later.modality)
    if change:
        yield WordingShift("modality", earlier.modality, later.modality, change)


def _condition(earlier: UtteranceNode, later: UtteranceNode) -> Iterator[WordingShift]:
    before, after = earlier.antecedent, later.antecedent
    if bool(before) != bool(after):
        yield WordingShift(
            "condition", before, after, StrengthChange.HARDENED if before else StrengthChange.SOFTENED
        )


def _comparator(
    earlier: UtteranceNode, later: UtteranceNode, known: MeasurementVocabulary
) -> Iterator[WordingShift]:
    for one, other in matching_figures(earlier.figures, later.figures, known):
        before, after = one.comparator, other.comparator
        change = (
            StrengthChange.TURNED if _turned(before, after) else compare_levels(COMPARATORS, before, after)
        )
        # "46,312" and "more than 46,000" say the same; "about 46,312" and "more than 46,000" do not.
        if change and (_ABOUT in (before, after) or is_same_number(one, other, known, exactly=True)):
            yield WordingShift("comparator", before, after, change)


def _turned(before: str, after: str) -> bool:
    return (before in _ABOVE and after in _BELOW) or (before in _BELOW and after in _ABOVE)


def _words(earlier: UtteranceNode, later: UtteranceNode) -> Iterator[WordingShift]:
    if not (earlier.quote and later.quote):
        return
    before, after = find_hedges(earlier.quote), find_hedges(later.quote)
    dropped, added = before - after, after - before
    change = (
        StrengthChange.SAME
        if bool(dropped) == bool(added)
        else StrengthChange.HARDENED
        if dropped
        else StrengthChange.SOFTENED
    )
    yield WordingShift("words", _listed(before), _listed(after), change)


def _listed(words: frozenset[str]) -> str | None:
    return ", ".join(sorted(words)) or None
