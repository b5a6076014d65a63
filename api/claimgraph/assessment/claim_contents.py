"""What claims assert, read from the graph as the records a curator wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from pyoxigraph import NamedNode

from claimgraph import namespaces
from claimgraph.model import Claim, QuantityProposition, RelationProposition, Utterance
from claimgraph.quantities import Figure
from claimgraph.queries import bind_query
from claimgraph.rdf import read_records
from claimgraph.stores import Store

Proposition = QuantityProposition | RelationProposition


def asserted_figure(asserted: QuantityProposition) -> Figure:
    """The figure that a proposition gives, in its own unit."""
    return Figure(value=asserted.value, low=asserted.low, high=asserted.high, date_value=asserted.date_value)


@dataclass(frozen=True, slots=True)
class ClaimContent:
    """A claim, the parts it asserts, and the occasions on which it was said."""

    claim: Claim
    propositions: tuple[Proposition, ...]
    utterances: tuple[Utterance, ...]

    @property
    def iri(self) -> str:
        return namespaces.thing_iri(f"claim/{self.claim.id}")

    @property
    def first_said(self) -> date | None:
        """The first day on which it can have been said; None where no day is known."""
        days = [each.said.earliest for each in self.utterances if each.said and each.said.earliest]
        return min(days, default=None)

    def without(self, left_out: Collection[str]) -> ClaimContent:
        """The claim without the parts among these things, by IRI."""
        kept = tuple(
            each
            for each in self.propositions
            if namespaces.thing_iri(f"proposition/{each.id}") not in left_out
        )
        return replace(self, propositions=kept)

    def can_have_been_made_by(self, day: date) -> bool:
        """Whether somebody can have said it by then; nobody can rule it out for a day that is unknown."""
        return self.first_said is None or self.first_said <= day


def load_claim_contents(store: Store, claim: str | None = None) -> list[ClaimContent]:
    """The claims, or the one with this IRI; sorted by id. A claim the graph lacks is not among them."""
    graph = store.construct(bind_query("claim_contents", claim=NamedNode(claim) if claim else None))
    parts: dict[str, list[Proposition]] = defaultdict(list)
    for quantity in read_records(graph, QuantityProposition):
        parts[quantity.claim].append(quantity)
    for relation in read_records(graph, RelationProposition):
        parts[relation.claim].append(relation)
    said: dict[str, list[Utterance]] = defaultdict(list)
    for utterance in read_records(graph, Utterance):
        said[utterance.claim].append(utterance)
    claims = read_records(graph, Claim)
    return [ClaimContent(each, tuple(parts[each.id]), tuple(said[each.id])) for each in claims]
