"""One thing that changed between two utterances, with both sides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimgraph.analysis.lineage.changes.strength import StrengthChange


class Aspect(StrEnum):
    """What can change. The first eleven are of the figure or the fact, the others of how it is put."""

    FIGURE = "figure"
    COMPARATOR = "comparator"
    UNIT = "unit"
    CURRENCY = "currency"
    MEASURE = "measure"  # what it is a figure of
    SUBJECT = "subject"  # whose figure it is
    SCOPE = "scope"
    PERIOD = "period"
    PART = "part"  # a part that became the whole
    POLARITY = "polarity"
    STATE = "state"
    MODALITY = "modality"
    CONDITION = "condition"
    HEDGE = "hedge"
    QUOTATION = "quotation"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class WordingShift:
    """One aspect that changed. None: nothing is stated."""

    aspect: Aspect
    before: str | None
    after: str | None
    change: StrengthChange
