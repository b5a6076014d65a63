"""What the graph lacks: sources, checks, claims about what was measured, and measurements."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from claimgraph import analysis
from claimgraph.documents.document import AboutClaim, Document


class UnsourcedClaim(AboutClaim):
    """An utterance without a source, or a claim without an utterance."""

    utterance: str | None = Field(description="IRI of the utterance; null: none is recorded")
    sourced: int = Field(description="Other utterances of the claim that have a source")


class UncheckedClaim(AboutClaim):
    """A claim for which no evidence query found anything."""

    verdict: str = Field(description="Slug of the computed verdict")
    structured: bool = Field(description="Whether its content is structured")
    why: str | None = Field(description="Why its content was left as text")


class UnclaimedMetric(Document):
    """What was measured by one metric, and how much of it claims are about."""

    metric: str = Field(description="IRI of the metric")
    name: str | None = Field(description="What it is called")
    observations: int = Field(description="Observations by this metric")
    subjects: int = Field(description="Subjects it was measured for")
    claimed: int = Field(description="Subjects that some claim is about")
    datasets: list[str] = Field(description="IRIs of the data sets that have them")


class MissingMeasurement(Document):
    """What would have to be measured to decide on a part of an unresolved claim."""

    claim: str = Field(description="IRI of the claim")
    identifier: str = Field(description="Identifier in the source tables")
    proposition: str = Field(description="IRI of the part")
    metric: str = Field(description="IRI of the metric claimed, or of the relation")
    subjects: list[str] = Field(description="IRIs of what it is about")
    partners: list[str] = Field(description="IRIs of the other side")
    period: str | None = Field(description="When it is said to hold, in EDTF")
    found: dict[str, int] = Field(description="Measurements there are, by the outcome of comparing them")


class WantedMeasurement(Document):
    """A measurement that would decide on one claim or several."""

    metric: str = Field(description="IRI of the metric, or of the relation")
    subjects: list[str] = Field(description="IRIs of what would have to be measured")
    partners: list[str] = Field(description="IRIs of the other side")
    periods: list[str] = Field(description="Periods, in EDTF")
    claims: list[str] = Field(description="Identifiers of the claims on which it would decide")
    publishers: list[str] = Field(description="IRIs of who publishes figures by this metric")


class CoverageGaps(Document):
    """All that is missing, as of a day."""

    as_of: date = Field(description="Day whose knowledge the verdicts rest on")
    claimed_but_unsourced: list[UnsourcedClaim] = Field(description="Utterances that no document shows")
    sourced_but_unchecked: list[UncheckedClaim] = Field(description="Claims that nothing was measured for")
    measured_but_never_claimed: list[UnclaimedMetric] = Field(
        description="Metrics, by how much claims use them"
    )
    lacking_a_measurement: list[MissingMeasurement] = Field(
        description="Measurements that unresolved claims lack"
    )
    most_wanted: list[WantedMeasurement] = Field(
        description="The same by what has to be measured; first what would decide on most claims"
    )


def describe_gaps(gaps: analysis.CoverageGaps) -> CoverageGaps:
    """The gaps of a graph, in the order in which they were found."""
    return CoverageGaps(
        as_of=gaps.as_of,
        claimed_but_unsourced=[_describe_unsourced(gap) for gap in gaps.unsourced],
        sourced_but_unchecked=[_describe_unchecked(gap) for gap in gaps.unchecked],
        measured_but_never_claimed=[_describe_unclaimed(gap) for gap in gaps.unclaimed],
        lacking_a_measurement=[_describe_lacking(gap) for gap in gaps.missing_measurements],
        most_wanted=[_describe_wanted(want) for want in gaps.wanted_measurements],
    )


def _describe_unsourced(gap: analysis.UnsourcedClaim) -> UnsourcedClaim:
    return UnsourcedClaim(
        claim=gap.claim,
        identifier=gap.identifier,
        text=gap.text,
        utterance=gap.utterance,
        sourced=gap.sourced_utterances,
    )


def _describe_unchecked(gap: analysis.UncheckedClaim) -> UncheckedClaim:
    return UncheckedClaim(
        claim=gap.claim,
        identifier=gap.identifier,
        text=gap.text,
        verdict=gap.verdict,
        structured=gap.is_structured,
        why=gap.reason,
    )


def _describe_unclaimed(gap: analysis.UnclaimedMetric) -> UnclaimedMetric:
    return UnclaimedMetric(
        metric=gap.metric,
        name=gap.name,
        observations=gap.observations,
        subjects=gap.subjects,
        claimed=gap.claimed_subjects,
        datasets=list(gap.datasets),
    )


def _describe_lacking(gap: analysis.MissingMeasurement) -> MissingMeasurement:
    return MissingMeasurement(
        claim=gap.claim,
        identifier=gap.identifier,
        proposition=gap.proposition,
        metric=gap.metric,
        subjects=list(gap.subjects),
        partners=list(gap.partners),
        period=gap.period,
        found=gap.outcomes,
    )


def _describe_wanted(want: analysis.WantedMeasurement) -> WantedMeasurement:
    return WantedMeasurement(
        metric=want.metric,
        subjects=list(want.subjects),
        partners=list(want.partners),
        periods=list(want.periods),
        claims=list(want.claims),
        publishers=list(want.publishers),
    )
