"""What would change if something were withdrawn: all claims are assessed with it and without it.

A withdrawn source, publisher, observation, utterance, proposition or data set takes along what rests on
it: comparisons and so verdicts, utterances, lines of evidence, contradictions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from pyoxigraph import NamedNode

from claimgraph import namespaces
from claimgraph.analysis.contradictions import (
    Contradiction,
    ContradictionCandidates,
    KindCounts,
    load_candidates,
)
from claimgraph.assessment import (
    Argument,
    ClaimContent,
    ClaimVerdict,
    Knowledge,
    Policy,
    PropositionVerdict,
    Reading,
    RecordAsOf,
    assess_claims,
    exclusions,
    load_arguments,
    load_record,
)
from claimgraph.errors import ClaimgraphError
from claimgraph.queries import bind_query
from claimgraph.stores import Store

LISTED_CONTRADICTIONS = 1000  # at most; there can be as many as the square of the claims

ComparisonOfPart = tuple[PropositionVerdict, Reading]


class ImpactError(ClaimgraphError):
    """No verdict, utterance, evidence or contradiction can rest on what was named."""

    def __init__(self, iri: str) -> None:
        super().__init__(
            f"{iri.removeprefix(namespaces.ID)}: no verdict can rest on this. Name a source, publisher, "
            "observation, utterance, proposition or data set of the graph, such as source/… or graph:fabs."
        )


@dataclass(frozen=True, slots=True)
class AssessmentChange:
    """A claim with its verdict as it is (`before`), and as it would be (`after`)."""

    before: ClaimVerdict
    after: ClaimVerdict

    @property
    def has_other_verdict(self) -> bool:
        return self.before.verdict != self.after.verdict

    @property
    def comparisons_lost(self) -> list[ComparisonOfPart]:
        """Comparisons that would no longer be there, or would be with another figure."""
        return _comparisons_only_in(self.before, self.after)

    @property
    def comparisons_gained(self) -> list[ComparisonOfPart]:
        """Comparisons that would be there instead, for example with a share that is counted anew."""
        return _comparisons_only_in(self.after, self.before)

    @property
    def is_unchanged(self) -> bool:
        """True if the verdict stays, and rests on the same comparisons."""
        return not (self.has_other_verdict or self.comparisons_lost or self.comparisons_gained)


@dataclass(frozen=True, slots=True)
class LostUtterances:
    """A claim that would lose utterances. With none remaining, nobody is on record as having made it."""

    content: ClaimContent
    lost: tuple[str, ...]
    remaining: int


@dataclass(frozen=True, slots=True)
class LostEvidence:
    """A line of evidence that would lose some of what it rests on, or would fall itself."""

    argument: Argument
    lost: tuple[str, ...]
    falls: bool


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that would change if `withdrawn` (an IRI) were withdrawn, by what was known on a day.

    `contradictions` lists those that would vanish, up to LISTED_CONTRADICTIONS; `contradiction_counts`
    counts all of them. If `already_retracted`, nothing changes.
    """

    withdrawn: str
    as_of: date
    already_retracted: bool
    assessment_changes: tuple[AssessmentChange, ...]
    lost_utterances: tuple[LostUtterances, ...]
    lost_evidence: tuple[LostEvidence, ...]
    contradictions: tuple[Contradiction, ...]
    contradiction_counts: KindCounts

    @property
    def verdict_changes(self) -> list[AssessmentChange]:
        """The claims that would have another verdict."""
        return [change for change in self.assessment_changes if change.has_other_verdict]

    @property
    def comparison_changes(self) -> list[AssessmentChange]:
        """The claims that would keep their verdict, resting on other comparisons."""
        return [change for change in self.assessment_changes if not change.has_other_verdict]


def compare_assessments(knowledge: Knowledge, before: Policy, after: Policy) -> list[AssessmentChange]:
    """The claims whose assessment by the one policy is another than by the other."""
    verdicts = (assess_claims(knowledge, policy) for policy in (before, after))
    changes = [AssessmentChange(*pair) for pair in zip(*verdicts, strict=True)]
    return [change for change in changes if not change.is_unchanged]


def compute_impact(knowledge: Knowledge, withdrawn: str, as_of: date) -> Impact:
    """What would change if what has this IRI were withdrawn, by what was known on a day.

    Raises:
        ImpactError: No verdict can rest on it.
    """
    _check_can_be_withdrawn(knowledge.store, withdrawn)
    policy_before, policy_after = Policy(as_of=as_of), Policy(as_of=as_of, without=(withdrawn,))
    excluded = exclusions(knowledge, policy_before)
    before = load_record(knowledge, as_of, excluded)
    after = before.without(exclusions(knowledge, policy_after))
    contradictions, counts = _vanishing_contradictions(
        knowledge.once(load_candidates, knowledge), before, after
    )
    return Impact(
        withdrawn=withdrawn,
        as_of=as_of,
        already_retracted=withdrawn in excluded,
        assessment_changes=tuple(compare_assessments(knowledge, policy_before, policy_after)),
        lost_utterances=tuple(_find_lost_utterances(before, after)),
        lost_evidence=tuple(_find_lost_evidence(load_arguments(knowledge.store), before, after)),
        contradictions=contradictions,
        contradiction_counts=counts,
    )


def _check_can_be_withdrawn(store: Store, iri: str) -> None:
    try:
        can_be_withdrawn = store.ask(bind_query("can_be_withdrawn", thing=NamedNode(iri)))
    except ValueError:  # not an IRI
        can_be_withdrawn = False
    if not can_be_withdrawn:
        raise ImpactError(iri)


def _comparisons_only_in(verdict: ClaimVerdict, reference: ClaimVerdict) -> list[ComparisonOfPart]:
    comparisons = {part.iri: part.readings for part in reference.propositions}
    return [
        (part, comparison)
        for part in verdict.propositions
        for comparison in part.readings
        if comparison not in comparisons.get(part.iri, ())
    ]


def _find_lost_utterances(before: RecordAsOf, after: RecordAsOf) -> Iterator[LostUtterances]:
    for content in before.contents:
        remaining = after.utterances(content)
        lost = tuple(iri for iri in before.utterances(content) if iri not in remaining)
        if lost:
            yield LostUtterances(content, lost, len(remaining))


def _find_lost_evidence(
    arguments: list[Argument], before: RecordAsOf, after: RecordAsOf
) -> Iterator[LostEvidence]:
    for argument in arguments:
        lost = tuple(
            iri for iri in argument.items if before.is_on_record(iri) and not after.is_on_record(iri)
        )
        falls = before.is_argument_on_record(argument) and not after.is_argument_on_record(argument)
        if lost or falls:
            yield LostEvidence(argument, lost, falls)


def _vanishing_contradictions(
    candidates: ContradictionCandidates, before: RecordAsOf, after: RecordAsOf
) -> tuple[tuple[Contradiction, ...], KindCounts]:
    """The first contradictions that would vanish, and how many of each kind would."""
    remaining = candidates.on_record(after)
    contradictions = candidates.on_record(before).contradictions()
    counts = contradictions.counts() - remaining.contradictions().counts()
    figures = {figure.id for figure in remaining.figures}
    vanishing = (
        contradiction
        for contradiction in contradictions.iterate(kinds=list(counts))
        if not _remains(contradiction, figures, remaining)
    )
    return tuple(islice(vanishing, LISTED_CONTRADICTIONS)), counts


def _remains(contradiction: Contradiction, figures: set[str], remaining: ContradictionCandidates) -> bool:
    pair = contradiction.pair
    if pair:
        return pair.lower.id in figures and pair.upper.id in figures
    return contradiction.claims in remaining.judgements
