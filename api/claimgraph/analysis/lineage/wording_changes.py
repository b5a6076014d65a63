"""How the wording of a claim changed from an earlier utterance to a later one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimgraph.analysis.lineage.figure_matching import is_same_number, matching_figures
from claimgraph.analysis.lineage.measurement_vocabulary import MeasurementVocabulary
from claimgraph.analysis.lineage.utterance_nodes import UtteranceNode
from claimgraph.analysis.lineage.wording_strength import (
    MODALITIES,
    StrengthChange,
    compare_comparators,
    compare_levels,
    find_hedges,
)

_ABOUT = "about"


@dataclass(frozen=True, slots=True)
class WordingShift:
    """One aspect that changed: modality, condition, comparator or words."""

    aspect: str
    before: str | None
    after: str | None
    change: StrengthChange


@dataclass(frozen=True, slots=True)
class WordingChange:
    """What changed between two utterances, and all shifts together in one word."""

    change: StrengthChange
    shifts: tuple[WordingShift, ...] = ()


def compare_wording(
    earlier: UtteranceNode, later: UtteranceNode, vocabulary: MeasurementVocabulary
) -> WordingChange:
    """Compare two utterances. UNKNOWN: a document is not known, or there is nothing to compare."""
    if not (earlier.has_document and later.has_document):
        return WordingChange(StrengthChange.UNKNOWN)
    comparisons = [
        *_compare_modality(earlier, later),
        *_compare_condition(earlier, later),
        *_compare_comparators(earlier, later, vocabulary),
        *_compare_words(earlier, later),
    ]
    if not comparisons:
        return WordingChange(StrengthChange.UNKNOWN)
    distinct = dict.fromkeys(comparisons)  # several figures of a claim may shift alike
    shifts = tuple(shift for shift in distinct if shift.change is not StrengthChange.SAME)
    return WordingChange(_summarize(shifts), shifts)


def _summarize(shifts: tuple[WordingShift, ...]) -> StrengthChange:
    changes = {shift.change for shift in shifts}
    if len(changes) > 1:
        return StrengthChange.MIXED
    return changes.pop() if changes else StrengthChange.SAME


def _compare_modality(earlier: UtteranceNode, later: UtteranceNode) -> Iterator[WordingShift]:
    change = compare_levels(MODALITIES, earlier.modality, later.modality)
    if change:
        yield WordingShift("modality", earlier.modality, later.modality, change)


def _compare_condition(earlier: UtteranceNode, later: UtteranceNode) -> Iterator[WordingShift]:
    before, after = earlier.antecedent, later.antecedent
    if before and not after:
        yield WordingShift("condition", before, after, StrengthChange.HARDENED)
    if after and not before:
        yield WordingShift("condition", before, after, StrengthChange.SOFTENED)


def _compare_comparators(
    earlier: UtteranceNode, later: UtteranceNode, vocabulary: MeasurementVocabulary
) -> Iterator[WordingShift]:
    for earlier_figure, later_figure in matching_figures(earlier.figures, later.figures, vocabulary):
        before, after = earlier_figure.comparator, later_figure.comparator
        # "46,312" and "more than 46,000" say the same; "about 46,312" and "more than 46,000" do not.
        if _ABOUT in (before, after) or is_same_number(
            earlier_figure, later_figure, vocabulary, exactly=True
        ):
            change = compare_comparators(before, after)
            if change:
                yield WordingShift("comparator", before, after, change)


def _compare_words(earlier: UtteranceNode, later: UtteranceNode) -> Iterator[WordingShift]:
    if not (earlier.quote and later.quote):
        return
    before, after = find_hedges(earlier.quote), find_hedges(later.quote)
    dropped, added = before - after, after - before
    change = StrengthChange.SAME
    if bool(dropped) != bool(added):
        change = StrengthChange.HARDENED if dropped else StrengthChange.SOFTENED
    yield WordingShift("words", _join_words(before), _join_words(after), change)


def _join_words(words: frozenset[str]) -> str | None:
    return ", ".join(sorted(words)) or None
