"""What changed from an earlier utterance to a later one, and all of it in one word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimgraph.analysis.lineage.changes.claimed_figures import (
    compare_claimed_figures,
    compare_relations,
    numbers_in_base_units,
)
from claimgraph.analysis.lineage.changes.shifts import Aspect, WordingShift
from claimgraph.analysis.lineage.changes.strength import (
    MODALITIES,
    StrengthChange,
    compare_levels,
    summarize_changes,
)
from claimgraph.analysis.lineage.changes.text_figures import compare_printed_figures, compare_with_claim
from claimgraph.analysis.lineage.changes.text_words import (
    are_related,
    compare_hedges,
    compare_polarity,
    compare_quotes,
    compare_states,
    has_condition,
    is_to_come,
)
from claimgraph.analysis.lineage.measurement_vocabulary import MeasurementVocabulary
from claimgraph.analysis.lineage.utterance_nodes import UtteranceNode

_RELAYED = "reported"
_STATES = {"normative": "should be", "prediction": "to come"}
_FACT = "is so"
_NUMERIC = frozenset((Aspect.FIGURE, Aspect.COMPARATOR))
_TENTATIVE = ("goal", "announcement", "hedged", "conditional", "probability")


@dataclass(frozen=True, slots=True)
class WordingChange:
    """What changed between two utterances, and all shifts together in one word."""

    change: StrengthChange
    shifts: tuple[WordingShift, ...] = ()

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """What changed, in the order of the shifts."""
        return tuple(dict.fromkeys(shift.aspect for shift in self.shifts))


def compare_wording(
    earlier: UtteranceNode,
    later: UtteranceNode,
    vocabulary: MeasurementVocabulary,
    *,
    is_quotation: bool = False,
) -> WordingChange:
    """Compare two utterances by everything that can change between them.

    UNKNOWN: a document is not known, and their claims, as far as they are recorded, do not differ.
    """
    shifts = _without_repeats(_find_shifts(earlier, later, vocabulary, is_quotation=is_quotation))
    if not shifts and not _are_seen(earlier, later):
        return WordingChange(StrengthChange.UNKNOWN)
    return WordingChange(summarize_changes(shift.change for shift in shifts), shifts)


def merge_changes(changes: Iterable[WordingChange]) -> WordingChange:
    """Several steps in one: for a chain whose ends cannot be compared."""
    comparable = [change for change in changes if change.change is not StrengthChange.UNKNOWN]
    if not comparable:
        return WordingChange(StrengthChange.UNKNOWN)
    shifts = tuple(shift for change in comparable for shift in change.shifts)
    return WordingChange(summarize_changes(shift.change for shift in shifts), shifts)


def _find_shifts(
    earlier: UtteranceNode, later: UtteranceNode, vocabulary: MeasurementVocabulary, *, is_quotation: bool
) -> Iterator[list[WordingShift]]:
    """What is recorded of the claims first, then what their texts say, then how the speakers put it."""
    is_same_claim = earlier.claim == later.claim
    if not is_same_claim:
        yield [
            *compare_claimed_figures(earlier.figures, later.figures, vocabulary),
            *compare_relations(earlier.relations, later.relations),
            *_compare_tense(earlier, later),
        ]
        yield list(_compare_claims(earlier, later, vocabulary))
    if _are_seen(earlier, later):
        yield [*_compare_modality(earlier, later), *_compare_condition(earlier, later)]
        yield list(_compare_speech(earlier, later, is_quotation=is_quotation))
        if is_same_claim and later.quote and later.claim_text:
            yield list(compare_with_claim(later.claim_text, earlier.quote, later.quote))


def _compare_claims(
    earlier: UtteranceNode, later: UtteranceNode, vocabulary: MeasurementVocabulary
) -> Iterator[WordingShift]:
    before, after = earlier.claim_text, later.claim_text
    if not before or not after:
        return
    settled_numbers = numbers_in_base_units(earlier.figures, vocabulary) & numbers_in_base_units(
        later.figures, vocabulary
    )
    yield from compare_printed_figures(before, after, settled=settled_numbers)
    yield from compare_states(before, after)
    yield from compare_polarity(before, after)
    if not (earlier.quote and later.quote):
        yield from compare_hedges(before, after, is_relay=_is_relay(later))


def _compare_speech(
    earlier: UtteranceNode, later: UtteranceNode, *, is_quotation: bool
) -> Iterator[WordingShift]:
    before, after = earlier.quote, later.quote
    if not before or not after:
        return
    contexts = (earlier.claim_text or "", later.claim_text or "")
    yield from compare_printed_figures(before, after, contexts=contexts)
    yield from compare_states(before, after)
    yield from compare_polarity(before, after)
    is_related = are_related(before, after)
    if is_related:
        yield from compare_hedges(before, after, is_relay=_is_relay(later))
    if is_related or is_quotation:
        yield from compare_quotes(before, after, is_quotation=is_quotation)


def _compare_tense(earlier: UtteranceNode, later: UtteranceNode) -> Iterator[WordingShift]:
    """A wish that became a plan, or a plan that is told as done."""
    before = _STATES.get(earlier.claim_type or "", _FACT)
    after = _STATES.get(later.claim_type or "", _FACT)
    is_told_as_done = before == _STATES["prediction"] and after == _FACT
    if is_told_as_done and not _is_plainly_done(earlier, later):
        return
    if before not in (after, _FACT):
        yield WordingShift(Aspect.STATE, before, after, StrengthChange.ALTERED)


def _is_plainly_done(earlier: UtteranceNode, later: UtteranceNode) -> bool:
    """True if the earlier claim says what is to come, and the later one does not."""
    return (
        is_to_come(earlier.claim_text or "")
        and not is_to_come(later.claim_text or "")
        and later.modality not in _TENTATIVE
    )


def _compare_modality(earlier: UtteranceNode, later: UtteranceNode) -> Iterator[WordingShift]:
    change = compare_levels(MODALITIES, earlier.modality, later.modality)
    if change:
        yield WordingShift(Aspect.MODALITY, earlier.modality, later.modality, change)


def _compare_condition(earlier: UtteranceNode, later: UtteranceNode) -> Iterator[WordingShift]:
    """A quote that has the "if" in its words has not dropped it."""
    before, after = earlier.antecedent, later.antecedent
    if before and not after and later.quote and not has_condition(later.quote):
        yield WordingShift(Aspect.CONDITION, before, after, StrengthChange.HARDENED)
    if after and not before and not (earlier.quote and has_condition(earlier.quote)):
        yield WordingShift(Aspect.CONDITION, before, after, StrengthChange.SOFTENED)


def _are_seen(earlier: UtteranceNode, later: UtteranceNode) -> bool:
    return earlier.has_document and later.has_document


def _is_relay(node: UtteranceNode) -> bool:
    return node.modality == _RELAYED


def _without_repeats(sources: Iterable[Iterable[WordingShift]]) -> tuple[WordingShift, ...]:
    """Each shift once, each aspect from the first source that has it: tables, texts of claims, quotes.

    Of numbers and comparators only one of the two is told twice.
    """
    shifts: dict[WordingShift, None] = {}
    for source in sources:
        settled = {shift.aspect for shift in shifts}
        if settled & _NUMERIC:
            settled |= _NUMERIC
        shifts |= dict.fromkeys(shift for shift in source if shift.aspect not in settled)
    return tuple(shifts)
