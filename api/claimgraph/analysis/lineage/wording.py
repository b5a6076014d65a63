"""How the wording of a claim changed from an earlier utterance to a later one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimgraph.analysis.lineage.carried_figures import Known, common, same_number
from claimgraph.analysis.lineage.hedging import COMPARATORS, MODALITIES, Change, hedges, ordered
from claimgraph.analysis.lineage.nodes import Node

_ABOVE, _BELOW = ("greater", "greater-or-equal"), ("less", "less-or-equal")
_ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Shift:
    """One thing that changed. `aspect`: modality, condition, comparator, words."""

    aspect: str
    before: str | None
    after: str | None
    change: Change


@dataclass(frozen=True, slots=True)
class Wording:
    """How a later utterance words what an earlier one said."""

    change: Change
    shifts: tuple[Shift, ...] = ()


def wording(earlier: Node, later: Node, known: Known) -> Wording:
    """Compare two utterances. UNKNOWN where nobody here saw one of them, or nothing can be compared."""
    if not (earlier.seen and later.seen):
        return Wording(Change.UNKNOWN)
    compared = [
        *_modality(earlier, later),
        *_condition(earlier, later),
        *_comparator(earlier, later, known),
        *_words(earlier, later),
    ]
    said = dict.fromkeys(compared)  # claims of many figures say the same more than once
    shifts = tuple(each for each in said if each.change is not Change.SAME)
    return Wording(_overall(shifts) if said else Change.UNKNOWN, shifts)


def _overall(shifts: tuple[Shift, ...]) -> Change:
    changes = {each.change for each in shifts}
    return Change.SAME if not changes else changes.pop() if len(changes) == 1 else Change.MIXED


def _modality(earlier: Node, later: Node) -> Iterator[Shift]:
    change = ordered(MODALITIES, earlier.modality, later.modality)
    if change:
        yield Shift("modality", earlier.modality, later.modality, change)


def _condition(earlier: Node, later: Node) -> Iterator[Shift]:
    before, after = earlier.antecedent, later.antecedent
    if bool(before) != bool(after):
        yield Shift("condition", before, after, Change.HARDENED if before else Change.SOFTENED)


def _comparator(earlier: Node, later: Node, known: Known) -> Iterator[Shift]:
    for one, other in common(earlier.figures, later.figures, known):
        before, after = one.comparator, other.comparator
        change = Change.TURNED if _turned(before, after) else ordered(COMPARATORS, before, after)
        # "46,312" and "more than 46,000" say the same; "about 46,312" and "more than 46,000" do not.
        if change and (_ABOUT in (before, after) or same_number(one, other, known, exactly=True)):
            yield Shift("comparator", before, after, change)


def _turned(before: str, after: str) -> bool:
    return (before in _ABOVE and after in _BELOW) or (before in _BELOW and after in _ABOVE)


def _words(earlier: Node, later: Node) -> Iterator[Shift]:
    if not (earlier.quote and later.quote):
        return
    before, after = hedges(earlier.quote), hedges(later.quote)
    dropped, added = before - after, after - before
    change = Change.SAME if bool(dropped) == bool(added) else Change.HARDENED if dropped else Change.SOFTENED
    yield Shift("words", _listed(before), _listed(after), change)


def _listed(words: frozenset[str]) -> str | None:
    return ", ".join(sorted(words)) or None
