"""Contradictions between claims: those a comparison of figures finds, beside those a person judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice, product

from claimgraph import namespaces
from claimgraph.analysis.contradictions.asserted_figures import load_figures, load_metric_relations
from claimgraph.analysis.contradictions.comparison_groups import PairIndex
from claimgraph.analysis.contradictions.pair_counts import KindCounts
from claimgraph.analysis.contradictions.pair_rule import (
    ComparableFigure,
    ContradictingPair,
    ContradictionKind,
    MetricRelations,
    find_contradiction,
)
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.policy import Policy, exclusions
from claimgraph.assessment.record_as_of import RecordAsOf, load_record
from claimgraph.queries import bind_query
from claimgraph.stores import Solution, Store

ClaimPair = tuple[str, str]  # two slugs, sorted


@dataclass(frozen=True, slots=True)
class JudgedContradiction:
    """That somebody holds two claims for contradictory. All but the day are IRIs; None: not known."""

    iri: str
    basis: str | None
    judge: str | None
    judged: str | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`found` by comparison, `judged` by people, or both."""

    claims: ClaimPair
    pair: ContradictingPair | None
    judgements: tuple[JudgedContradiction, ...]

    @property
    def kind(self) -> ContradictionKind:
        return self.pair.kind if self.pair else ContradictionKind.JUDGED


class Contradictions:
    """All contradictions, counted; listed as they are asked for, in an order that stays the same."""

    def __init__(
        self,
        figures: Iterable[ComparableFigure],
        known: MetricRelations,
        judged: Mapping[ClaimPair, tuple[JudgedContradiction, ...]],
    ) -> None:
        kept = figures if isinstance(figures, list) else list(figures)
        self._groups, self._judged = PairIndex(kept, known), judged
        of_judged = _by_claim(kept, {claim for claims in judged for claim in claims})
        self._only_judged = [each for each in sorted(judged) if not _found(each, of_judged, known)]

    def counts(self, claim: str | None = None) -> KindCounts:
        """How many there are of each kind: pairs of figures, or for `judged-only`, of claims."""
        return self._groups.counts(claim) + KindCounts(
            {ContradictionKind.JUDGED: len(self._judged_only(claim))}
        )

    def iterate(
        self, kinds: Iterable[ContradictionKind] = ContradictionKind, claim: str | None = None, start: int = 0
    ) -> Iterator[Contradiction]:
        """Those of some kinds, kind by kind; the first `start` are passed over."""
        counts = self.counts(claim)
        for kind in kinds:
            if start < counts[kind]:
                yield from self._of_kind(kind, claim, start)
            start = max(0, start - counts[kind])

    def _of_kind(self, kind: ContradictionKind, claim: str | None, start: int) -> Iterator[Contradiction]:
        if kind is ContradictionKind.JUDGED:
            for claims in islice(self._judged_only(claim), start, None):
                yield Contradiction(claims, None, self._judged[claims])
        for found in self._groups.pairs(kind, claim, start):
            claims = _sorted(found.lower.claim, found.upper.claim)
            yield Contradiction(claims, found, self._judged.get(claims, ()))

    def _judged_only(self, claim: str | None) -> list[ClaimPair]:
        return [each for each in self._only_judged if claim is None or claim in each]


@dataclass(frozen=True, slots=True)
class ContradictionCandidates:
    """All among which there can be contradictions: figures claimed, and what people judged."""

    figures: list[ComparableFigure]
    metrics: MetricRelations
    judgements: Mapping[ClaimPair, tuple[JudgedContradiction, ...]]

    def on_record(self, record: RecordAsOf) -> ContradictionCandidates:
        """Those of claims that are on record, less what was withdrawn itself."""
        figures = [
            each
            for each in self.figures
            if each.claim in record.claims_made
            and record.is_on_record(namespaces.thing_iri(f"proposition/{each.id}"))
        ]
        held = {
            claims: tuple(each for each in some if record.is_on_record(each.iri))
            for claims, some in self.judgements.items()
            if record.claims_made.issuperset(claims)
        }
        judged = {claims: some for claims, some in held.items() if some}
        return ContradictionCandidates(figures, self.metrics, judged)

    def contradictions(self) -> Contradictions:
        return Contradictions(self.figures, self.metrics, self.judgements)


def find_contradictions(knowledge: Knowledge) -> Contradictions:
    """The contradictions in a graph, without what is retracted."""
    found = load_candidates(knowledge)
    gone = exclusions(knowledge, Policy(as_of=date.max))
    return (found.on_record(load_record(knowledge, date.max, gone)) if gone else found).contradictions()


def load_candidates(knowledge: Knowledge) -> ContradictionCandidates:
    """What claims assert and people judge, retracted or not."""
    return ContradictionCandidates(
        list(load_figures(knowledge)), load_metric_relations(knowledge), load_judgements(knowledge.store)
    )


def load_judgements(store: Store) -> dict[ClaimPair, tuple[JudgedContradiction, ...]]:
    """Who holds which two claims for contradictory, whichever of them it was said of."""
    found: dict[ClaimPair, list[JudgedContradiction]] = defaultdict(list)
    for row in store.select(bind_query("judged_contradictions")):
        found[_sorted(_slug(row, "from"), _slug(row, "to"))].append(_judgement(row))
    return {claims: tuple(some) for claims, some in found.items()}


def _judgement(row: Solution) -> JudgedContradiction:
    values = {name: term.value for name, term in row.items()}
    return JudgedContradiction(
        values["relation"], values.get("basis"), values.get("judge"), values.get("judged")
    )


def _slug(row: Solution, name: str) -> str:
    return row[name].value.removeprefix(namespaces.thing_iri("claim/"))


def _sorted(one: str, other: str) -> ClaimPair:
    return (one, other) if one < other else (other, one)


def _by_claim(figures: list[ComparableFigure], claims: set[str]) -> dict[str, list[ComparableFigure]]:
    found: dict[str, list[ComparableFigure]] = {claim: [] for claim in claims}
    for each in figures:
        if each.claim in found:
            found[each.claim].append(each)
    return found


def _found(claims: ClaimPair, by_claim: Mapping[str, list[ComparableFigure]], known: MetricRelations) -> bool:
    one, other = claims
    return any(find_contradiction(*both, known) for both in product(by_claim[one], by_claim[other]))
