"""How strong wordings are: the orders and the words of docs/reference/model.md, "Lineage"."""

from __future__ import annotations

import re
from enum import StrEnum

# From the weakest on; what stands on one line is equally strong.
MODALITIES = (
    ("probability", "hedged", "conditional"),
    ("reported", "goal", "announcement"),
    ("asserted", "accusation", "denial"),
)
COMPARATORS = (("about",), ("equal",), ("greater-or-equal", "less-or-equal"), ("greater", "less"))
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
    """What became of the wording. MIXED: harder in one way, softer in another."""

    HARDENED = "hardened"
    SOFTENED = "softened"
    MIXED = "mixed"
    TURNED = "turned"  # from above to below or back: another claim, not a harder one
    SAME = "same"
    UNKNOWN = "unknown"


def compare_levels(
    levels: tuple[tuple[str, ...], ...], before: str | None, after: str | None
) -> StrengthChange | None:
    """None where one of the two has no place in the order.

    >>> ordered(MODALITIES, "hedged", "asserted")
    <Change.HARDENED: 'hardened'>
    """
    place = {term: level for level, terms in enumerate(levels) for term in terms}
    if before not in place or after not in place:
        return None
    if place[before] == place[after]:
        return StrengthChange.SAME
    return StrengthChange.HARDENED if place[before] < place[after] else StrengthChange.SOFTENED


def find_hedges(quote: str) -> frozenset[str]:
    """The hedging words in a text. "May" with a capital is the month.

    >>> sorted(hedges("It may cost about $6m all around the world, perhaps more, by May."))
    ['about', 'may', 'perhaps']
    """
    return frozenset(word.lower() for word in _HEDGE.findall(quote) if word != _MONTH)
