"""What changed from an earlier utterance to a later one: everything that can change, with both sides.

`comparison.py` puts together what the other modules find: in the figures of the claims, in the figures that
texts print, and in their words.
"""

from claimgraph.analysis.lineage.changes.comparison import WordingChange, compare_wording, merge_changes
from claimgraph.analysis.lineage.changes.figure_matching import FigureStatus, figure_status
from claimgraph.analysis.lineage.changes.shifts import Aspect, WordingShift
from claimgraph.analysis.lineage.changes.strength import COMPARATORS, MODALITIES, StrengthChange

__all__ = [
    "COMPARATORS",
    "MODALITIES",
    "Aspect",
    "FigureStatus",
    "StrengthChange",
    "WordingChange",
    "WordingShift",
    "compare_wording",
    "figure_status",
    "merge_changes",
]
