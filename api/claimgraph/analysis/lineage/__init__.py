"""Where a claim comes from: back from its utterances, by what they repeat and quote, to their origins.

docs/reference/model.md, "Lineage", says by which rules; this package is a literal reading of it.
"""

from claimgraph.analysis.lineage.chains import Lineage, LineageChain, LineageStep, StepKind, trace_lineage
from claimgraph.analysis.lineage.components import Loop
from claimgraph.analysis.lineage.figure_matching import FigureStatus
from claimgraph.analysis.lineage.origin_groups import OriginGroup
from claimgraph.analysis.lineage.utterance_nodes import UtteranceNode
from claimgraph.analysis.lineage.wording_changes import WordingChange, WordingShift
from claimgraph.analysis.lineage.wording_strength import StrengthChange

__all__ = [
    "FigureStatus",
    "Lineage",
    "LineageChain",
    "LineageStep",
    "Loop",
    "OriginGroup",
    "StepKind",
    "StrengthChange",
    "UtteranceNode",
    "WordingChange",
    "WordingShift",
    "trace_lineage",
]  # fmt: skip
