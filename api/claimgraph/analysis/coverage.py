"""What a generation lacks: sources, evidence queries that find anything, claims, measurements.

The first three lists come from queries that run in any SPARQL console; the last from every comparison.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from claimgraph.assessment import (
    ClaimVerdict,
    Knowledge,
    Policy,
    PropositionVerdict,
    Verdict,
    assess_claims,
    list_measured,
)
from claimgraph.queries import bind_query
from claimgraph.stores import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsourcedClaim:
    """A claim with an utterance that no document shows; None: no utterance of it is recorded.

    `sourced_utterances` counts the other utterances of the claim, which have a source.
    """

    claim: str
    identifier: str
    text: str
    utterance: str | None
    sourced_utterances: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UncheckedClaim:
    """A claim for which no evidence query finds anything.

    `reason`: why a curator left its content as text, if it is not structured.
    """

    claim: str
    identifier: str
    text: str
    verdict: str
    is_structured: bool
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclaimedMetric:
    """A metric with observations of some subjects, of which claims are about `claimed_subjects`."""

    metric: str
    name: str | None
    observations: int
    subjects: int
    claimed_subjects: int
    datasets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingMeasurement:
    """What would have to be measured to decide on a proposition of an unresolved claim.

    `metric` is the metric or the relation claimed. `outcomes` counts the measurements there are by the
    outcome of comparing them.
    """

    claim: str
    identifier: str
    proposition: str
    metric: str
    subjects: tuple[str, ...]
    partners: tuple[str, ...]
    period: str | None
    outcomes: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedMeasurement:
    """A measurement that would decide on one claim or several; `publishers`: whom to ask, by IRI."""

    metric: str
    subjects: tuple[str, ...]
    partners: tuple[str, ...]
    periods: tuple[str, ...]
    claims: tuple[str, ...]
    publishers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageGaps:
    """All lists, by what was known on a day."""

    as_of: date
    unsourced: list[UnsourcedClaim]
    unchecked: list[UncheckedClaim]
    unclaimed: list[UnclaimedMetric]
    missing_measurements: list[MissingMeasurement]
    wanted_measurements: list[WantedMeasurement]


def find_gaps(knowledge: Knowledge, as_of: date) -> CoverageGaps:
    """What a generation lacks. The day decides which verdicts are unresolved."""
    verdicts = assess_claims(knowledge, Policy(as_of=as_of))
    missing = [gap for verdict in verdicts for gap in _missing_measurements(verdict)]
    return CoverageGaps(
        as_of=as_of,
        unsourced=list(_load_unsourced(knowledge.store)),
        unchecked=list(_load_unchecked(knowledge.store)),
        unclaimed=list(_load_unclaimed(knowledge.store)),
        missing_measurements=missing,
        wanted_measurements=_rank_wanted(missing, knowledge),
    )


def _rank_wanted(missing: Iterable[MissingMeasurement], knowledge: Knowledge) -> list[WantedMeasurement]:
    """What is missing of the same things by the same metric, first what would decide on most claims."""
    groups: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[MissingMeasurement]] = defaultdict(list)
    for gap in missing:
        groups[gap.metric, gap.subjects, gap.partners].append(gap)
    wanted = [
        WantedMeasurement(
            metric=metric,
            subjects=subjects,
            partners=partners,
            periods=tuple(sorted({gap.period for gap in gaps if gap.period})),
            claims=tuple(sorted({gap.identifier for gap in gaps})),
            publishers=tuple(sorted(knowledge.publishers_by_metric.get(metric, ()))),
        )
        for (metric, subjects, partners), gaps in groups.items()
    ]
    return sorted(wanted, key=lambda want: (-len(want.claims), want.metric, want.subjects, want.partners))


def _load_unsourced(store: Store) -> Iterator[UnsourcedClaim]:
    for row in _select(store, bind_query("gaps_unsourced")):
        yield UnsourcedClaim(
            claim=row["claim"],
            identifier=row["identifier"],
            text=row["text"],
            utterance=row.get("utterance"),
            sourced_utterances=int(row["sourced"]),
        )


def _load_unchecked(store: Store) -> Iterator[UncheckedClaim]:
    for row in _select(store, bind_query("gaps_unchecked")):
        yield UncheckedClaim(
            claim=row["claim"],
            identifier=row["identifier"],
            text=row["text"],
            verdict=row["verdict"].rpartition("/")[2],
            is_structured=row["structured"] == "true",
            reason=row.get("why"),
        )


def _load_unclaimed(store: Store) -> Iterator[UnclaimedMetric]:
    for row in _select(store, bind_query("gaps_unclaimed")):
        yield UnclaimedMetric(
            metric=row["metric"],
            name=row.get("name"),
            observations=int(row["observations"]),
            subjects=int(row["subjects"]),
            claimed_subjects=int(row["claimed"]),
            datasets=tuple(sorted(row["datasets"].split())),
        )


def _select(store: Store, query: str) -> Iterator[dict[str, str]]:
    for row in store.select(query):
        yield {name: term.value for name, term in row.items()}


def _missing_measurements(verdict: ClaimVerdict) -> Iterator[MissingMeasurement]:
    """What the undecided propositions lack, if the claim is unresolved although somebody had made it."""
    is_made = verdict.content.can_have_been_made_by(verdict.policy.as_of)
    if verdict.verdict is Verdict.UNRESOLVED and is_made:
        for part in verdict.propositions:
            if part.verdict is Verdict.UNRESOLVED:
                yield _missing_measurement(verdict, part)


def _missing_measurement(verdict: ClaimVerdict, part: PropositionVerdict) -> MissingMeasurement:
    measured = list_measured(part.proposition)
    period = part.proposition.period
    return MissingMeasurement(
        claim=verdict.content.iri,
        identifier=verdict.content.claim.identifier,
        proposition=part.iri,
        **measured._asdict(),
        period=period.text if period else None,
        outcomes=dict(Counter(str(reading.outcome) for reading in part.readings)),
    )
