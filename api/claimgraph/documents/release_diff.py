"""What a later release of a series changed."""

from __future__ import annotations

from collections import Counter
from datetime import date

from pydantic import Field

from claimgraph import analysis, namespaces
from claimgraph.documents.document import Document
from claimgraph.documents.impact import ReassessedClaim, describe_reassessed


class ValueChange(Document):
    """One value, in the earlier and in the later release."""

    change: str = Field(description="added, changed, withdrawn; or unchanged, where all is fitted anew")
    metric: str = Field(description="What it measures, in words")
    subject: str = Field(description="Of what", examples=["DeepSeek-R1"])
    version: str | None = Field(None, description="Which version or method, if the data set says so")
    unit: str | None = Field(None, description="The unit", examples=["unit:CCY_USD"])
    before: str | None = Field(None, description="The earlier figure, with all its digits")
    after: str | None = Field(None, description="The later figure")
    observations: list[str] = Field(description="IRIs of the one or two observations, the earlier first")


class ReleaseDiff(Document):
    """What changed from one release of a series to another, and which verdicts are others with it."""

    former: str = Field(description="IRI of the earlier release")
    later: str = Field(description="IRI of the later release")
    as_of: date = Field(description="Day whose knowledge the verdicts rest on")
    counts: dict[str, int] = Field(description="How many values there are of each change")
    values: list[ValueChange] = Field(description="The values, by metric and subject")
    verdicts: list[ReassessedClaim] = Field(description="Claims whose verdict is another with the later one")
    comparisons: list[ReassessedClaim] = Field(description="Claims whose verdict stays, on other grounds")


def describe_release_diff(diff: analysis.ReleaseDiff) -> ReleaseDiff:
    """All that changed."""
    counts = Counter(change.kind for change in diff.values)
    ordered = sorted(
        diff.values, key=lambda change: (change.value.metric, change.value.subject, change.value.iri)
    )
    return ReleaseDiff(
        former=diff.former,
        later=diff.later,
        as_of=diff.as_of,
        counts={str(kind): counts[kind] for kind in analysis.ChangeKind},
        values=[_describe_change(change) for change in ordered],
        verdicts=[describe_reassessed(claim) for claim in diff.verdicts if claim.has_other_verdict],
        comparisons=[describe_reassessed(claim) for claim in diff.verdicts if not claim.has_other_verdict],
    )


def _describe_change(change: analysis.ValueChange) -> ValueChange:
    value = change.value
    return ValueChange(
        change=change.kind,
        metric=value.metric,
        subject=value.subject,
        version=value.method,
        unit=namespaces.compact_iri(value.unit) if value.unit else None,
        before=change.before.figure if change.before else None,
        after=change.after.figure if change.after else None,
        observations=[side.iri for side in (change.before, change.after) if side],
    )
