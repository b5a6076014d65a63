"""How the wording of a claim changed from an earlier utterance to a later one.

The orders and the list of words are those of docs/model.md, "Lineage".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from claimgraph.checks.lineage.figures import Units, common
from claimgraph.checks.lineage.nodes import Node

# From the weakest on; what stands on one line is equally strong.
MODALITIES = (
    ("probability", "hedged", "conditional"),
    ("reported", "goal", "announcement"),
    ("asserted", "accusation", "denial"),
)
COMPARATORS = (("about",), ("equal",), ("greater-or-equal", "less-or-equal"), ("greater", "less"))
HEDGES = (
    "about", "around", "roughly", "nearly", "almost", "may",
    "might", "could", "likely", "maybe", "perhaps", "reportedly",
)  # fmt: skip
_WORD = re.compile(r"\w+")
_ABOVE, _BELOW = ("greater", "greater-or-equal"), ("less", "less-or-equal")


class Change(StrEnum):
    """What became of the wording. MIXED: harder in one way, softer in another."""

    HARDENED = "hardened"
    SOFTENED = "softened"
    MIXED = "mixed"
    SAME = "same"
    UNKNOWN = "unknown"


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


def wording(earlier: Node, later: Node, units: Units) -> Wording:
    """Compare two utterances. UNKNOWN where nobody here saw the earlier one, or nothing can be compared."""
    if earlier.source is None or later.source is None:
        return Wording(Change.UNKNOWN)
    found = [*_modality(earlier, later), *_comparator(earlier, later, units), *_words(earlier, later)]
    condition = list(_condition(earlier, later))
    said = dict.fromkeys([*found, *condition])  # claims of many figures say the same more than once
    shifts = tuple(each for each in said if each.change is not Change.SAME)
    return Wording(_overall(shifts) if said else Change.UNKNOWN, shifts)


def _overall(shifts: tuple[Shift, ...]) -> Change:
    changes = {each.change for each in shifts}
    return Change.SAME if not changes else changes.pop() if len(changes) == 1 else Change.MIXED


def _modality(earlier: Node, later: Node) -> Iterator[Shift]:
    change = _order(MODALITIES, earlier.modality, later.modality)
    if change:
        yield Shift("modality", earlier.modality, later.modality, change)


def _condition(earlier: Node, later: Node) -> Iterator[Shift]:
    before, after = earlier.antecedent, later.antecedent
    if bool(before) != bool(after):
        yield Shift("condition", before, after, Change.HARDENED if before else Change.SOFTENED)


def _comparator(earlier: Node, later: Node, units: Units) -> Iterator[Shift]:
    for before, after in common(earlier.figures, later.figures, units):
        change = _order(COMPARATORS, before.comparator, after.comparator)
        if change and not _turned(before.comparator, after.comparator):
            yield Shift("comparator", before.comparator, after.comparator, change)


def _turned(before: str, after: str) -> bool:
    """From above to below or back: another claim, not a harder one."""
    return (before in _ABOVE and after in _BELOW) or (before in _BELOW and after in _ABOVE)


def _words(earlier: Node, later: Node) -> Iterator[Shift]:
    if not (earlier.quote and later.quote):
        return
    before, after = hedges(earlier.quote), hedges(later.quote)
    dropped, added = before - after, after - before
    change = Change.SAME if bool(dropped) == bool(added) else Change.HARDENED if dropped else Change.SOFTENED
    yield Shift("words", _listed(before), _listed(after), change)


def hedges(quote: str) -> frozenset[str]:
    """The hedging words in a text. "May" with a capital is the month.

    >>> sorted(hedges("It may cost about $6m, perhaps more, by May."))
    ['about', 'may', 'perhaps']
    """
    words = {word if word == "May" else word.lower() for word in _WORD.findall(quote)}
    return frozenset(words & set(HEDGES))


def _listed(words: frozenset[str]) -> str | None:
    return ", ".join(sorted(words)) or None


def _order(levels: tuple[tuple[str, ...], ...], before: str | None, after: str | None) -> Change | None:
    """None where one of the two has no place in the order."""
    place = {term: level for level, terms in enumerate(levels) for term in terms}
    if before not in place or after not in place:
        return None
    if place[before] == place[after]:
        return Change.SAME
    return Change.HARDENED if place[before] < place[after] else Change.SOFTENED
