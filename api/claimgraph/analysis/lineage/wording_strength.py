"""How strong a wording is: the orders and hedging words of docs/reference/model.md, "Lineage"."""

from __future__ import annotations

import re
from enum import StrEnum

# From the weakest to the strongest; terms on one level are equally strong.
MODALITIES = (
    ("probability", "hedged", "conditional"),
    ("reported", "goal", "announcement"),
    ("asserted", "accusation", "denial"),
)
COMPARATORS = (("about",), ("equal",), ("greater-or-equal", "less-or-equal"), ("greater", "less"))
_ABOVE, _BELOW = ("greater", "greater-or-equal"), ("less", "less-or-equal")
HEDGES = (
    "allegedly", "almost", "apparently", "approximately", "could", "likely", "may", "maybe",
    "might", "nearly", "perhaps", "possibly", "probably", "reportedly", "roughly",
)  # fmt: skip
HEDGES_OF_FIGURES = ("about", "around")  # "around the world" hedges nothing

_HEDGE = re.compile(
    rf"\b(?:{'|'.join(HEDGES)})\b|\b(?:{'|'.join(HEDGES_OF_FIGURES)})(?=\s+(?:US)?[$€£¥]?\s?\d)",
    re.IGNORECASE,
)
_MONTH = "May"


class StrengthChange(StrEnum):
    """How the wording changed. MIXED: harder in one way, softer in another."""

    HARDENED = "hardened"
    SOFTENED = "softened"
    MIXED = "mixed"
    TURNED = "turned"  # from above to below or back: another claim, not a harder one
    SAME = "same"
    UNKNOWN = "unknown"


def compare_levels(
    levels: tuple[tuple[str, ...], ...], before: str | None, after: str | None
) -> StrengthChange | None:
    """How a term's place in an order changed; None if one of the two has no place in it.

    >>> compare_levels(MODALITIES, "hedged", "asserted")
    <StrengthChange.HARDENED: 'hardened'>
    """
    level_of = {term: level for level, terms in enumerate(levels) for term in terms}
    if before not in level_of or after not in level_of:
        return None
    if level_of[before] == level_of[after]:
        return StrengthChange.SAME
    is_harder = level_of[before] < level_of[after]
    return StrengthChange.HARDENED if is_harder else StrengthChange.SOFTENED


def compare_comparators(before: str, after: str) -> StrengthChange | None:
    """How a comparator changed; None if one of the two has no place in their order.

    >>> compare_comparators("greater", "less")
    <StrengthChange.TURNED: 'turned'>
    """
    if (before in _ABOVE and after in _BELOW) or (before in _BELOW and after in _ABOVE):
        return StrengthChange.TURNED
    return compare_levels(COMPARATORS, before, after)


def find_hedges(quote: str) -> frozenset[str]:
    """The hedging words in a text. "May" with a capital is the month.

    >>> sorted(find_hedges("It may cost about $6m all around the world, perhaps more, by May."))
    ['about', 'may', 'perhaps']
    """
    return frozenset(word.lower() for word in _HEDGE.findall(quote) if word != _MONTH)
