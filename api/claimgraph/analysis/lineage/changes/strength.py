"""How strong a wording is: the orders of docs/reference/model.md, "Lineage"."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

# From the weakest to the strongest; terms on one level are equally strong. *Reported* has no place: a relay
# takes no stance.
MODALITIES = (
    ("probability", "hedged", "conditional"),
    ("goal", "announcement"),
    ("asserted", "accusation", "denial"),
)
COMPARATORS = (("about", "less-or-equal", "less"), ("equal",), ("greater-or-equal",), ("greater",))
_ABOVE, _BELOW = ("greater", "greater-or-equal"), ("less", "less-or-equal")


class StrengthChange(StrEnum):
    """What a change does to a claim, and what all changes do together."""

    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    HARDENED = "hardened"
    SOFTENED = "softened"
    ALTERED = "altered"  # another claim: neither harder nor softer
    UNKNOWN = "unknown"  # one of the two was not seen


def compare_levels(
    levels: tuple[tuple[str, ...], ...], before: str | None, after: str | None
) -> StrengthChange | None:
    """How a term's place in an order changed; None if it did not, or if one of the two has no place.

    >>> compare_levels(MODALITIES, "hedged", "asserted"), compare_levels(MODALITIES, "hedged", "reported")
    (<StrengthChange.HARDENED: 'hardened'>, None)
    """
    level_of = {term: level for level, terms in enumerate(levels) for term in terms}
    if before == after or before not in level_of or after not in level_of:
        return None
    if level_of[before] == level_of[after]:
        return StrengthChange.REWORDED
    is_harder = level_of[before] < level_of[after]
    return StrengthChange.HARDENED if is_harder else StrengthChange.SOFTENED


def compare_comparators(before: str, after: str) -> StrengthChange | None:
    """How a comparator changed; None if it did not, or if one of the two has no place in their order.

    >>> compare_comparators("less-or-equal", "equal"), compare_comparators("greater", "less")
    (<StrengthChange.HARDENED: 'hardened'>, <StrengthChange.ALTERED: 'altered'>)
    """
    if (before in _ABOVE and after in _BELOW) or (before in _BELOW and after in _ABOVE):
        return StrengthChange.ALTERED
    return compare_levels(COMPARATORS, before, after)


def summarize_changes(changes: Iterable[StrengthChange]) -> StrengthChange:
    """All changes in one word: what hardens in one way and softens in another is altered.

    >>> summarize_changes([StrengthChange.REWORDED, StrengthChange.HARDENED])
    <StrengthChange.HARDENED: 'hardened'>
    """
    distinct = {*changes} - {StrengthChange.UNCHANGED, StrengthChange.UNKNOWN}
    if StrengthChange.ALTERED in distinct or {StrengthChange.HARDENED, StrengthChange.SOFTENED} <= distinct:
        return StrengthChange.ALTERED
    ranked = (StrengthChange.HARDENED, StrengthChange.SOFTENED, StrengthChange.REWORDED)
    return next((change for change in ranked if change in distinct), StrengthChange.UNCHANGED)
