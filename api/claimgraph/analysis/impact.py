"""What would change if a thing were withdrawn: everything is assessed twice, with it and without it."""

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
    MeasuredComparison,
    Policy,
    PropositionVerdict,
    RecordAsOf,
    assess_claims,
    exclusions,
    load_arguments,
    load_record,
)
from claimgraph.errors import ClaimgraphError
from claimgraph.queries import bind_query
from claimgraph.stores import Store

LISTED_CONTRADICTIONS = 1000  # contradictions; there can be as many as the square of the claims


class ImpactError(ClaimgraphError):
    """Nothing that is computed here rests on a thing of this kind."""


@dataclass(frozen=True, slots=True)
class AssessmentChange:
    """A claim whose assessment is another one without the thing."""

    before: ClaimVerdict
    after: ClaimVerdict

    @property
    def has_other_verdict(self) -> bool:
        return self.before.verdict != self.after.verdict

    @property
    def lost_comparisons(self) -> list[tuple[PropositionVerdict, MeasuredComparison]]:
        """Comparisons that there would be no longer, or with another figure."""
        return _only_in(self.before, self.after)

    @property
    def gained_comparisons(self) -> list[tuple[PropositionVerdict, MeasuredComparison]]:
        """Comparisons that there would be instead, such as with a share counted anew."""
        return _only_in(self.after, self.before)

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing is another one: neither the verdict, nor what it rests on."""
        return not (self.has_other_verdict or self.lost_comparisons or self.gained_comparisons)


@dataclass(frozen=True, slots=True)
class LostUtterances:
    """A claim that would lose utterances. With none `left`, nobody is on record as having made it."""

    content: ClaimContent
    lost: tuple[str, ...]
    remaining: int


@dataclass(frozen=True, slots=True)
class LostEvidence:
    """A line of evidence that would fall (`whole`), or lose some of what it rests on."""

    line: Argument
    lost: tuple[str, ...]
    is_whole_line: bool


@dataclass(frozen=True, slots=True)
class Impact:
    """`counts`: the contradictions that would vanish, by kind; at most LISTED of them are listed."""

    thing: str
    as_of: date
    already_retracted: bool  # already, so that nothing changes
    assessment_changes: tuple[AssessmentChange, ...]
    lost_utterances: tuple[LostUtterances, ...]
    lost_evidence: tuple[LostEvidence, ...]
    contradictions: tuple[Contradiction, ...]
    contradiction_counts: KindCounts

    @property
    def verdict_changes(self) -> list[AssessmentChange]:
        return [each for each in self.assessment_changes if each.has_other_verdict]

    @property
    def comparison_changes(self) -> list[AssessmentChange]:
        """Claims of which the verdict stays, resting on something else."""
        return [each for each in self.assessment_changes if not each.has_other_verdict]


def compute_impact(knowledge: Knowledge, thing: str, as_of: date) -> Impact:
    """What would change, with what was known by a day, if the thing with this IRI were withdrawn.

    Raises:
        ImpactError: It is no thing on which claims, verdicts or contradictions rest.
    """
    _check(knowledge.store, thing)
    policies = Policy(as_of=as_of), Policy(as_of=as_of, without=(thing,))
    gone, gone_too = (exclusions(knowledge, each) for each in policies)
    assessed = zip(*(assess_claims(knowledge, each) for each in policies), strict=True)
    moved = (AssessmentChange(*each) for each in assessed)
    before = load_record(knowledge, as_of, gone)
    after = before.without(gone_too)
    vanished, counts = _vanished(load_candidates(knowledge), before, after)
    return Impact(
        thing,
        as_of,
        thing in gone,
        tuple(each for each in moved if not each.is_unchanged),
        tuple(_unsaid(before, after)),
        tuple(_unargued(knowledge.store, before, after)),
        vanished,
        counts,
    )


def _check(store: Store, thing: str) -> None:
    try:
        possible = store.ask(bind_query("can_be_withdrawn", thing=NamedNode(thing)))
    except ValueError:
        possible = False
    if not possible:
        name = thing.removeprefix(namespaces.ID)
        raise ImpactError(
            f"{name}: no verdict rests on such a thing. Name a source, publisher, "
            "observation, utterance, proposition or data set of the graph, as source/…, graph:fabs."
        )


def _only_in(one: ClaimVerdict, other: ClaimVerdict) -> list[tuple[PropositionVerdict, MeasuredComparison]]:
    theirs = {part.iri: part.comparisons for part in other.propositions}
    return [
        (part, each)
        for part in one.propositions
        for each in part.comparisons
        if each not in theirs.get(part.iri, ())
    ]


def _unsaid(before: RecordAsOf, after: RecordAsOf) -> Iterator[LostUtterances]:
    for content in before.contents:
        said, left = before.utterances(content), after.utterances(content)
        if len(left) < len(said):
            yield LostUtterances(content, tuple(each for each in said if each not in left), len(left))


def _unargued(store: Store, before: RecordAsOf, after: RecordAsOf) -> Iterator[LostEvidence]:
    for line in load_arguments(store):
        lost = tuple(
            each for each in line.items if before.is_on_record(each) and not after.is_on_record(each)
        )
        whole = before.is_argument_on_record(line) and not after.is_argument_on_record(line)
        if lost or whole:
            yield LostEvidence(line, lost, whole)


def _vanished(
    asserted: ContradictionCandidates, before: RecordAsOf, after: RecordAsOf
) -> tuple[tuple[Contradiction, ...], KindCounts]:
    was, will_be = asserted.on_record(before), asserted.on_record(after)
    contradictions = was.contradictions()
    counts = contradictions.counts() - will_be.contradictions().counts()
    kept = {each.id for each in will_be.figures}
    gone = (each for each in contradictions.iterate(kinds=list(counts)) if not _stays(each, kept, will_be))
    return tuple(islice(gone, LISTED_CONTRADICTIONS)), counts


def _stays(each: Contradiction, kept: set[str], will_be: ContradictionCandidates) -> bool:
    if each.pair:
        return kept.issuperset((each.pair.lower.id, each.pair.upper.id))
    return each.claims in will_be.judgements
