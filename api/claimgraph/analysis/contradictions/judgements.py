"""What people judged to be contradictory."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from claimgraph import namespaces
from claimgraph.queries import bind_query
from claimgraph.stores import Solution, Store

ClaimPair = tuple[str, str]  # two slugs, sorted


@dataclass(frozen=True, slots=True)
class JudgedContradiction:
    """A person's judgement that two claims contradict each other.

    `judged` is the day as it is written; the rest are IRIs. None: unknown.
    """

    iri: str
    basis: str | None
    judge: str | None
    judged: str | None


def load_judgements(store: Store) -> dict[ClaimPair, tuple[JudgedContradiction, ...]]:
    """The judgements on each pair of claims, whichever of the two they are recorded with."""
    judgements: dict[ClaimPair, list[JudgedContradiction]] = defaultdict(list)
    for row in store.select(bind_query("judged_contradictions")):
        judgements[claim_pair(_read_slug(row, "from"), _read_slug(row, "to"))].append(_read_judgement(row))
    return {claims: tuple(judgements[claims]) for claims in judgements}


def claim_pair(first: str, second: str) -> ClaimPair:
    """The slugs of two claims, sorted."""
    return (first, second) if first < second else (second, first)


def _read_judgement(row: Solution) -> JudgedContradiction:
    text = {name: term.value for name, term in row.items()}
    return JudgedContradiction(
        iri=text["relation"],
        basis=text.get("basis"),
        judge=text.get("judge"),
        judged=text.get("judged"),
    )


def _read_slug(row: Solution, name: str) -> str:
    return row[name].value.removeprefix(namespaces.thing_iri("claim/"))
