"""Contradictions between claims: those a comparison of figures finds, beside those a person judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice, product

from claimgraph import namespaces
from claimgraph.analysis.contradictions.asserted_figures import metrics, statements
from claimgraph.analysis.contradictions.groups import Groups
from claimgraph.analysis.contradictions.pair_counts import Tally
from claimgraph.analysis.contradictions.rule import Kind, Metrics, Pair, Statement, pair
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.policy import Policy, exclusions
from claimgraph.assessment.record_as_of import RecordAsOf, load_record
from claimgraph.queries import bind_query
from claimgraph.stores import Solution, Store

Claims = tuple[str, str]  # two slugs, sorted


@dataclass(frozen=True, slots=True)
class Judgement:
    """That somebody holds two claims for contradictory. All but the day are IRIs; None: not known."""

    iri: str
    basis: str | None
    judge: str | None
    judged: str | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`found` by comparison, `judged` by people, or both."""

    claims: Claims
    found: Pair | None
    judged: tuple[Judgement, ...]

    @property
    def kind(self) -> Kind:
        return self.found.kind if self.found else Kind.JUDGED


class Contradictions:
    """All contradictions, counted; listed as they are asked for, in an order that stays the same."""

    def __init__(
        self, figures: Iterable[Statement], known: Metrics, judged: Mapping[Claims, tuple[Judgement, ...]]
    ) -> None:
        kept = figures if isinstance(figures, list) else list(figures)
        self._groups, self._judged = Groups(kept, known), judged
        of_judged = _by_claim(kept, {claim for claims in judged for claim in claims})
        self._only_judged = [each for each in sorted(judged) if not _found(each, of_judged, known)]

    def counts(self, claim: str | None = None) -> Tally:
        """How many there are of each kind: pairs of figures, or for `judged-only`, of claims."""
        return self._groups.counts(claim) + Tally({Kind.JUDGED: len(self._judged_only(claim))})

    def listed(
        self, kinds: Iterable[Kind] = Kind, claim: str | None = None, start: int = 0
    ) -> Iterator[Contradiction]:
        """Those of some kinds, kind by kind; the first `start` are passed over."""
        counts = self.counts(claim)
        for kind in kinds:
            if start < counts[kind]:
                yield from self._of_kind(kind, claim, start)
            start = max(0, start - counts[kind])

    def _of_kind(self, kind: Kind, claim: str | None, start: int) -> Iterator[Contradiction]:
        if kind is Kind.JUDGED:
            for claims in islice(self._judged_only(claim), start, None):
                yield Contradiction(claims, None, self._judged[claims])
        for found in self._groups.pairs(kind, claim, start):
            claims = _sorted(found.lower.claim, found.upper.claim)
            yield Contradiction(claims, found, self._judged.get(claims, ()))

    def _judged_only(self, claim: str | None) -> list[Claims]:
        return [each for each in self._only_judged if claim is None or claim in each]


@dataclass(frozen=True, slots=True)
class Assertions:
    """All among which there can be contradictions: figures claimed, and what people judged."""

    figures: list[Statement]
    metrics: Metrics
    judged: Mapping[Claims, tuple[Judgement, ...]]

    def within(self, record: RecordAsOf) -> Assertions:
        """Those of claims that are on record, less what was withdrawn itself."""
        figures = [
            each
            for each in self.figures
            if each.claim in record.claims_made
            and record.is_on_record(namespaces.thing_iri(f"proposition/{each.id}"))
        ]
        held = {
            claims: tuple(each for each in some if record.is_on_record(each.iri))
            for claims, some in self.judged.items()
            if record.claims_made.issuperset(claims)
        }
        judged = {claims: some for claims, some in held.items() if some}
        return Assertions(figures, self.metrics, judged)

    def contradictions(self) -> Contradictions:
        return Contradictions(self.figures, self.metrics, self.judged)


def find(knowledge: Knowledge) -> Contradictions:
    """The contradictions in a graph, without what is retracted."""
    found = asserted(knowledge)
    gone = exclusions(knowledge, Policy(as_of=date.max))
    return (found.within(load_record(knowledge, date.max, gone)) if gone else found).contradictions()


def asserted(knowledge: Knowledge) -> Assertions:
    """What claims assert and people judge, retracted or not."""
    return Assertions(list(statements(knowledge)), metrics(knowledge), judgements(knowledge.store))


def judgements(store: Store) -> dict[Claims, tuple[Judgement, ...]]:
    """Who holds which two claims for contradictory, whichever of them it was said of."""
    found: dict[Claims, list[Judgement]] = defaultdict(list)
    for row in store.select(bind_query("judged_contradictions")):
        found[_sorted(_slug(row, "from"), _slug(row, "to"))].append(_judgement(row))
    return {claims: tuple(some) for claims, some in found.items()}


def _judgement(row: Solution) -> Judgement:
    values = {name: term.value for name, term in row.items()}
    return Judgement(values["relation"], values.get("basis"), values.get("judge"), values.get("judged"))


def _slug(row: Solution, name: str) -> str:
    return row[name].value.removeprefix(namespaces.thing_iri("claim/"))


def _sorted(one: str, other: str) -> Claims:
    return (one, other) if one < other else (other, one)


def _by_claim(figures: list[Statement], claims: set[str]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {claim: [] for claim in claims}
    for each in figures:
        if each.claim in found:
            found[each.claim].append(each)
    return found


def _found(claims: Claims, by_claim: Mapping[str, list[Statement]], known: Metrics) -> bool:
    one, other = claims
    return any(pair(*both, known) for both in product(by_claim[one], by_claim[other]))
