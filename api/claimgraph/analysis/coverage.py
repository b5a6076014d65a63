"""What is missing: claimed but unsourced, sourced but unchecked, measured but never claimed, and lacking.

The first three are queries that run in any SPARQL console; the last one looks at every comparison.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from claimgraph import namespaces
from claimgraph.assessment import ClaimVerdict, Knowledge, Policy, PropositionVerdict, Verdict, assess_claims
from claimgraph.model import QuantityProposition
from claimgraph.queries import bind_query
from claimgraph.stores import Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsourcedClaim:
    """An utterance that no document shows; None: nobody is known to have made the claim.

    `sourced`: other utterances of the claim that have a source.
    """

    claim: str
    identifier: str
    text: str
    utterance: str | None
    sourced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UncheckedClaim:
    """A claim on which no check found anything. `why`: a curator's reason for what is left as text."""

    claim: str
    identifier: str
    text: str
    verdict: str
    structured: bool
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclaimedMetric:
    """What a metric measured: `claimed` of its `subjects` are spoken of by some claim, the others by none."""

    metric: str
    name: str | None
    observations: int
    subjects: int
    claimed: int
    datasets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingMeasurement:
    """What would have to be measured to decide on a part of an unresolved claim.

    `metric`: what is claimed, or the relation. `found`: what there is, by the outcome of comparing it.
    """

    claim: str
    identifier: str
    proposition: str
    metric: str
    subjects: tuple[str, ...]
    partners: tuple[str, ...]
    period: str | None
    found: dict[str, int]


@dataclass(frozen=True, slots=True)
class CoverageGaps:
    """All four lists, as of a day."""

    as_of: date
    unsourced: list[UnsourcedClaim]
    unchecked: list[UncheckedClaim]
    unclaimed: list[UnclaimedMetric]
    missing_measurements: list[MissingMeasurement]


def find_gaps(knowledge: Knowledge, as_of: date) -> CoverageGaps:
    """What is missing in a graph. The day decides which verdicts are unresolved."""
    queries = bind_query("gaps_unsourced"), bind_query("gaps_unchecked"), bind_query("gaps_unclaimed")
    unsourced, unchecked, unclaimed = (knowledge.store.select(query) for query in queries)
    return CoverageGaps(
        as_of,
        [_unsourced(row) for row in unsourced],
        [_unchecked(row) for row in unchecked],
        [_unclaimed(row) for row in unclaimed],
        [each for found in assess_claims(knowledge, Policy(as_of=as_of)) for each in _lacking(found)],
    )


def _unsourced(row: Solution) -> UnsourcedClaim:
    text = _texts(row)
    return UnsourcedClaim(
        claim=text["claim"],
        identifier=text["identifier"],
        text=text["text"],
        utterance=text.get("utterance"),
        sourced=int(text["sourced"]),
    )


def _unchecked(row: Solution) -> UncheckedClaim:
    text = _texts(row)
    return UncheckedClaim(
        claim=text["claim"],
        identifier=text["identifier"],
        text=text["text"],
        verdict=text["verdict"].rpartition("/")[2],
        structured=text["structured"] == "true",
        why=text.get("why"),
    )


def _unclaimed(row: Solution) -> UnclaimedMetric:
    text = _texts(row)
    return UnclaimedMetric(
        metric=text["metric"],
        name=text.get("name"),
        observations=int(text["observations"]),
        subjects=int(text["subjects"]),
        claimed=int(text["claimed"]),
        datasets=tuple(sorted(text["datasets"].split())),
    )


def _texts(row: Solution) -> dict[str, str]:
    return {name: term.value for name, term in row.items()}


def _lacking(found: ClaimVerdict) -> Iterator[MissingMeasurement]:
    """The undecided parts of a claim that is unresolved though somebody had made it."""
    if found.verdict is Verdict.UNRESOLVED and found.content.can_have_been_made_by(found.policy.as_of):
        yield from (_part(found, part) for part in found.propositions if part.verdict is Verdict.UNRESOLVED)


def _part(found: ClaimVerdict, part: PropositionVerdict) -> MissingMeasurement:
    asserted = part.proposition
    if isinstance(asserted, QuantityProposition):
        metric = namespaces.concept_iri("metric", asserted.metric)
        subjects, partners = asserted.subjects, asserted.partners
    else:
        metric = namespaces.concept_iri("relation", asserted.predicate)
        subjects, partners = (asserted.subject,), (asserted.object,)
    return MissingMeasurement(
        claim=found.content.iri,
        identifier=found.content.claim.identifier,
        proposition=part.iri,
        metric=metric,
        subjects=tuple(map(_thing, subjects)),
        partners=tuple(map(_thing, partners)),
        period=asserted.period.text if asserted.period else None,
        found=dict(Counter(str(each.comparison.outcome) for each in part.comparisons)),
    )


def _thing(name: str) -> str:
    return namespaces.CG + name if name in ("unknown", "none") else namespaces.thing_iri(name)
