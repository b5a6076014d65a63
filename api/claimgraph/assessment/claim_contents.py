"""What claims assert, read from the graph as the records a curator wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from pyoxigraph import NamedNode

from claimgraph.model import Claim, QuantityProposition, RelationProposition, Utterance
from claimgraph.namespaces import thing_iri
from claimgraph.quantities import Figure
from claimgraph.queries import bind_query
from claimgraph.rdf import named_node, read_records
from claimgraph.stores import Store

Proposition = QuantityProposition | RelationProposition
_REVIEWED = named_node("cg:reviewed")  # said only of what is not


def proposition_figure(proposition: QuantityProposition) -> Figure:
    """The figure that a proposition gives, in its own unit."""
    return Figure(
        value=proposition.value,
        low=proposition.low,
        high=proposition.high,
        date_value=proposition.date_value,
        as_printed=proposition.as_printed,
    )


def proposition_iri(proposition: Proposition) -> str:
    return thing_iri(f"proposition/{proposition.id}")


@dataclass(frozen=True, slots=True)
class ClaimContent:
    """A claim, its propositions, and the utterances that make it.

    `is_reviewed`: false if nobody but its compiler has checked it against its sources.
    """

    claim: Claim
    propositions: tuple[Proposition, ...]
    utterances: tuple[Utterance, ...]
    is_reviewed: bool = True

    @property
    def iri(self) -> str:
        return thing_iri(f"claim/{self.claim.id}")

    @property
    def first_said(self) -> date | None:
        """The first day on which the claim can have been made; None if no day is known."""
        days = [utterance.said.earliest for utterance in self.utterances if utterance.said]
        return min((day for day in days if day), default=None)

    def without(self, excluded: Collection[str]) -> ClaimContent:
        """The claim without the propositions that are excluded, by IRI."""
        remaining = (
            proposition for proposition in self.propositions if proposition_iri(proposition) not in excluded
        )
        return replace(self, propositions=tuple(remaining))

    def can_have_been_made_by(self, day: date) -> bool:
        """True if the claim may have been made by `day`. Undated claims count as made."""
        return self.first_said is None or self.first_said <= day


def load_claim_contents(store: Store, claim: str | None = None) -> list[ClaimContent]:
    """Every claim, or the one with this IRI if the graph holds it; sorted by id."""
    triples = store.construct(bind_query("claim_contents", claim=NamedNode(claim) if claim else None))
    propositions: dict[str, list[Proposition]] = defaultdict(list)
    for quantity in read_records(triples, QuantityProposition):
        propositions[quantity.claim].append(quantity)
    for relation in read_records(triples, RelationProposition):
        propositions[relation.claim].append(relation)
    utterances: dict[str, list[Utterance]] = defaultdict(list)
    for utterance in read_records(triples, Utterance):
        utterances[utterance.claim].append(utterance)
    unreviewed = {triple.subject for triple in triples if triple.predicate == _REVIEWED}
    return [
        ClaimContent(
            record,
            tuple(propositions[record.id]),
            tuple(utterances[record.id]),
            is_reviewed=NamedNode(thing_iri(f"claim/{record.id}")) not in unreviewed,
        )
        for record in read_records(triples, Claim)
    ]
