"""What claims assert, read from the graph as the records a curator wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from claimgraph.model import Claim, Formula, QuantityProposition, RelationProposition, Utterance
from claimgraph.namespaces import thing_iri
from claimgraph.quantities import Figure, Operator
from claimgraph.queries import bind_query
from claimgraph.rdf import named_node, read_records
from claimgraph.stores import Store

Proposition = QuantityProposition | RelationProposition
_REVIEWED, _FALSE = named_node("cg:reviewed"), Literal(False)  # noqa: FBT003 - the value itself


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


@dataclass(frozen=True)
class ClaimContent:
    """A claim, its propositions, the utterances that make it, and what it says of its own figures.

    `is_reviewed`: false if nobody but its compiler has checked it against its sources.
    """

    claim: Claim
    propositions: tuple[Proposition, ...]
    utterances: tuple[Utterance, ...]
    is_reviewed: bool = True
    formulas: tuple[Formula, ...] = ()

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
        remaining = tuple(
            proposition for proposition in self.propositions if proposition_iri(proposition) not in excluded
        )
        ids = {proposition.id for proposition in remaining}
        formulas = (formula for formula in self.formulas if _list_figures(formula) <= ids)
        return replace(self, propositions=remaining, formulas=tuple(formulas))

    @cached_property
    def figures(self) -> Mapping[str, QuantityProposition]:
        """The propositions that give a figure, by id."""
        return {
            proposition.id: proposition
            for proposition in self.propositions
            if isinstance(proposition, QuantityProposition)
        }

    @cached_property
    def changes(self) -> Mapping[str, str]:
        """The proposition with the figure before each change, by that with the figure after it."""
        return {
            formula.operands[0]: formula.base
            for formula in self.formulas
            if formula.operator == Operator.CHANGE and formula.base
        }

    def is_before_change(self, proposition: Proposition) -> bool:
        """True if a proposition only says where a change began."""
        return proposition.id in self.changes.values()

    def can_have_been_made_by(self, day: date) -> bool:
        """True if the claim may have been made by `day`. Undated claims count as made."""
        return self.first_said is None or self.first_said <= day


def _list_figures(formula: Formula) -> set[str]:
    """The propositions that a formula is about, by their ids."""
    return {figure for figure in (*formula.operands, formula.base, formula.result) if figure}


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
    formulas: dict[str, list[Formula]] = defaultdict(list)
    for formula in read_records(triples, Formula):
        formulas[formula.claim].append(formula)
    unreviewed = {
        triple.subject for triple in triples if triple.predicate == _REVIEWED and triple.object == _FALSE
    }
    return [
        ClaimContent(
            record,
            tuple(propositions[record.id]),
            tuple(utterances[record.id]),
            is_reviewed=NamedNode(thing_iri(f"claim/{record.id}")) not in unreviewed,
            formulas=tuple(formulas[record.id]),
        )
        for record in read_records(triples, Claim)
    ]
