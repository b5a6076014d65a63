"""What follows from all verdicts together: impact of a withdrawal, predictions and their scores, gaps.

Two rooms of their own look at claims beside each other: `contradictions` at their figures, `lineage` at
where they come from.
"""

from claimgraph.analysis.brier_scores import ScoreRange, SpeakerScore, brier_score, score_speakers
from claimgraph.analysis.coverage import (
    CoverageGaps,
    MissingMeasurement,
    UncheckedClaim,
    UnclaimedMetric,
    UnsourcedClaim,
    WantedMeasurement,
    find_gaps,
)
from claimgraph.analysis.impact import (
    LISTED_CONTRADICTIONS,
    AssessmentChange,
    Impact,
    ImpactError,
    LostEvidence,
    LostUtterances,
    compute_impact,
)
from claimgraph.analysis.predictions import (
    Prediction,
    PredictionState,
    UnknownSpeakerError,
    filter_predictions,
    find_predictions,
)
from claimgraph.analysis.release_diff import (
    ChangeKind,
    ReleaseDiff,
    ReleaseDiffError,
    ValueChange,
    compare_releases,
)

__all__ = [
    "LISTED_CONTRADICTIONS",
    "AssessmentChange",
    "ChangeKind",
    "CoverageGaps",
    "Impact",
    "ImpactError",
    "LostEvidence",
    "LostUtterances",
    "MissingMeasurement",
    "Prediction",
    "PredictionState",
    "ReleaseDiff",
    "ReleaseDiffError",
    "ScoreRange",
    "SpeakerScore",
    "UncheckedClaim",
    "UnclaimedMetric",
    "UnknownSpeakerError",
    "UnsourcedClaim",
    "ValueChange",
    "WantedMeasurement",
    "brier_score",
    "compare_releases",
    "compute_impact",
    "filter_predictions",
    "find_gaps",
    "find_predictions",
    "score_speakers",
]
