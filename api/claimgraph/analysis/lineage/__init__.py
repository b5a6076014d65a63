"""Where a claim comes from: from its utterances back to origins, along what they repeat and quote.

Each module implements a rule of docs/reference/model.md, "Lineage"; `trace_lineage` puts them together.
"""

from claimgraph.analysis.lineage.chains import FigureAtOrigin, LineageChain
from claimgraph.analysis.lineage.changes import (
    Aspect,
    FigureStatus,
    StrengthChange,
    WordingChange,
    WordingShift,
)
from claimgraph.analysis.lineage.components import Loop
from claimgraph.analysis.lineage.origin_groups import OriginGroup
from claimgraph.analysis.lineage.tracing import Lineage, LineageStep, StepKind, trace_lineage
from claimgraph.analysis.lineage.utterance_nodes import UtteranceNode

__all__ = [
    "Aspect",
    "FigureAtOrigin",
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
]
