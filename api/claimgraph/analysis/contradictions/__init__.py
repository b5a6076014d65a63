"""Contradictions between claims: figures that exclude each other, and what people judged contradictory.

`find_contradiction` is the rule for one pair of figures: it tells a contradiction from a tension, and names
what differs. `PairIndex` counts the pairs among many exactly and lists them as they are read; `RepeatIndex`
does so for claims that say the same, and `find_contradictions` for a whole generation.
"""

from claimgraph.analysis.contradictions.asserted_figures import AssertedFigure, figure_from_proposition
from claimgraph.analysis.contradictions.candidates import (
    ContradictionCandidates,
    find_contradictions,
    load_candidates,
)
from claimgraph.analysis.contradictions.explanations import explain_kind, name_scopes
from claimgraph.analysis.contradictions.judgements import ClaimPair, JudgedContradiction
from claimgraph.analysis.contradictions.listing import Contradiction, Contradictions
from claimgraph.analysis.contradictions.metric_relations import load_metric_relations
from claimgraph.analysis.contradictions.normalized_figures import (
    ComparisonKey,
    FigureCircumstances,
    NormalizedFigure,
    Stance,
    StatedFigure,
)
from claimgraph.analysis.contradictions.normalizer import FigureNormalizer, normalize_figures
from claimgraph.analysis.contradictions.occasions import Occasions, find_stance, load_occasions
from claimgraph.analysis.contradictions.pair_counts import KindCounts
from claimgraph.analysis.contradictions.pair_index import PairIndex
from claimgraph.analysis.contradictions.pair_rule import (
    ContradictingPair,
    ContradictionKind,
    MetricRelations,
    PairClass,
    PeriodSemantics,
    find_contradiction,
)
from claimgraph.analysis.contradictions.pair_triples import encode_pairs
from claimgraph.analysis.contradictions.repeats import RepeatIndex

__all__ = [
    "AssertedFigure",
    "ClaimPair",
    "ComparisonKey",
    "ContradictingPair",
    "Contradiction",
    "ContradictionCandidates",
    "ContradictionKind",
    "Contradictions",
    "FigureCircumstances",
    "FigureNormalizer",
    "JudgedContradiction",
    "KindCounts",
    "MetricRelations",
    "NormalizedFigure",
    "Occasions",
    "PairClass",
    "PairIndex",
    "PeriodSemantics",
    "RepeatIndex",
    "Stance",
    "StatedFigure",
    "encode_pairs",
    "explain_kind",
    "figure_from_proposition",
    "find_contradiction",
    "find_contradictions",
    "find_stance",
    "load_candidates",
    "load_metric_relations",
    "load_occasions",
    "name_scopes",
    "normalize_figures",
]
