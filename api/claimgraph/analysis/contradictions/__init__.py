"""Contradictions between claims: figures that exclude each other, and what people judged contradictory.

`find_contradiction` is the rule for one pair of figures. `PairIndex` counts the pairs among many exactly
and lists them as they are read; `find_contradictions` does so for a whole generation.
"""

from claimgraph.analysis.contradictions.asserted_figures import (
    AssertedFigure,
    FigureNormalizer,
    figure_from_proposition,
    load_metric_relations,
)
from claimgraph.analysis.contradictions.candidates import (
    ContradictionCandidates,
    find_contradictions,
    load_candidates,
)
from claimgraph.analysis.contradictions.judgements import ClaimPair, JudgedContradiction
from claimgraph.analysis.contradictions.listing import Contradiction, Contradictions
from claimgraph.analysis.contradictions.normalized_figures import ComparisonKey, NormalizedFigure
from claimgraph.analysis.contradictions.pair_counts import KindCounts
from claimgraph.analysis.contradictions.pair_index import PairIndex
from claimgraph.analysis.contradictions.pair_rule import (
    ContradictingPair,
    ContradictionKind,
    MetricRelations,
    PeriodSemantics,
    find_contradiction,
)

__all__ = [
    "AssertedFigure",
    "ClaimPair",
    "ComparisonKey",
    "ContradictingPair",
    "Contradiction",
    "ContradictionCandidates",
    "ContradictionKind",
    "Contradictions",
    "FigureNormalizer",
    "JudgedContradiction",
    "KindCounts",
    "MetricRelations",
    "NormalizedFigure",
    "PairIndex",
    "PeriodSemantics",
    "figure_from_proposition",
    "find_contradiction",
    "find_contradictions",
    "load_candidates",
    "load_metric_relations",
]
