"""What people judged of claims. It stands beside what was computed; neither overwrites the other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import NamedNode

from claimgraph import namespaces
from claimgraph.assessment.decision_table import Verdict
from claimgraph.queries import bind_query
from claimgraph.stores import Solution, Store

# An argument for or against differs from a verdict that grants it nothing.
_AGAINST = {
    "supports": {Verdict.CONTRADICTED, Verdict.UNRESOLVED},
    "contradicts": {Verdict.SUPPORTED, Verdict.UNRESOLVED},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanVerdict:
    """A person's verdict on a claim, their rating alone, or the direction of a line of evidence.

    `iri` is that of the record, `claim` that of the claim.
    """

    iri: str
    claim: str
    verdict: str | None
    direction: str | None
    judge: str
    judged_on: str | None
    rating: str | None

    def differs_from(self, computed: Verdict) -> bool:
        """True if it contradicts the computed verdict. Evidence cannot contradict "not checkable"."""
        if self.verdict:
            return self.verdict != computed
        return computed in _AGAINST.get(self.direction or "", ())

    def describe(self) -> str:
        """The judgement and who made it, in words."""
        judgement = self.verdict or (
            f"evidence that {self.direction}" if self.direction else f"“{self.rating}”"
        )
        return f"{judgement} ({self.judge}{f', {self.judged_on}' if self.judged_on else ''})"


def load_human_verdicts(store: Store, claim: str | None = None) -> dict[str, list[HumanVerdict]]:
    """What people judged of every claim, or of one, by the claim's IRI."""
    rows = store.select(bind_query("human_verdicts", claim=NamedNode(claim) if claim else None))
    by_record = {row["opinion"].value: row for row in reversed(rows)}  # a judge may have several names
    verdicts: dict[str, list[HumanVerdict]] = defaultdict(list)
    for iri in sorted(by_record):
        verdict = _read_verdict(by_record[iri])
        verdicts[verdict.claim].append(verdict)
    return dict(verdicts)


def _read_verdict(row: Solution) -> HumanVerdict:
    text = {name: term.value for name, term in row.items()}
    return HumanVerdict(
        iri=text["opinion"],
        claim=text["claim"],
        verdict=_slug(text.get("verdict")),
        direction=_slug(text.get("direction")),
        judge=text.get("name") or namespaces.compact_iri(text["judge"]),
        judged_on=text.get("judged"),
        rating=text.get("rating"),
    )


def _slug(concept: str | None) -> str | None:
    return concept.rpartition("/")[2] if concept else None
