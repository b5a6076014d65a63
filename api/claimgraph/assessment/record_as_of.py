"""What stands of the record without some things: which claims somebody made, and what argues for or against.

A thing falls with what it comes from: its source, the publisher of that, its graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from claimgraph import namespaces
from claimgraph.assessment.claim_contents import ClaimContent, load_claim_contents
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.origins import Origins
from claimgraph.queries import bind_query
from claimgraph.stores import Store


@dataclass(frozen=True, slots=True)
class Argument:
    """A line of evidence and what it rests on, all by IRI."""

    iri: str
    claim: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class RecordAsOf:
    """What is on record of some claims on a day, without what is left out (IRIs)."""

    contents: tuple[ClaimContent, ...]
    origins: Origins
    day: date
    excluded: frozenset[str]

    def without(self, excluded: Iterable[str]) -> RecordAsOf:
        """The same record with other things left out."""
        return RecordAsOf(self.contents, self.origins, self.day, frozenset(excluded))

    def is_on_record(self, iri: str) -> bool:
        """Whether neither a thing nor anything that it comes from is left out."""
        return iri not in self.excluded and self.excluded.isdisjoint(self.origins.get(iri, ()))

    def is_argument_on_record(self, argument: Argument) -> bool:
        """Whether a line of evidence stands, and anything that it rests on."""
        return self.is_on_record(argument.iri) and (
            not argument.items or any(map(self.is_on_record, argument.items))
        )

    def utterances(self, content: ClaimContent) -> list[str]:
        """The utterances of a claim that stand and can have been made by the day."""
        if not self.is_on_record(content.iri):
            return []
        days = {namespaces.thing_iri(f"utterance/{each.id}"): each.said for each in content.utterances}
        timely = (iri for iri, said in days.items() if not said or (said.earliest or date.min) <= self.day)
        return [iri for iri in timely if self.is_on_record(iri)]

    @cached_property
    def claims_made(self) -> frozenset[str]:
        """Slugs of the claims that somebody had made; one of which no utterance was ever noted counts."""
        made = (each for each in self.contents if self.utterances(each) or self._merely_noted(each))
        return frozenset(each.claim.id for each in made)

    def _merely_noted(self, content: ClaimContent) -> bool:
        return not content.utterances and self.is_on_record(content.iri)


def load_record(knowledge: Knowledge, day: date, excluded: Iterable[str]) -> RecordAsOf:
    """The record of all claims on a day."""
    contents = tuple(load_claim_contents(knowledge.store))
    return RecordAsOf(contents, knowledge.origins, day, frozenset(excluded))


def load_arguments(store: Store) -> list[Argument]:
    """All lines of evidence, sorted by claim."""
    items: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in store.select(bind_query("evidence_lines")):
        found = items[row["line"].value, row["claim"].value]
        found += [row["item"].value] if "item" in row else []
    return [Argument(*of, tuple(some)) for of, some in items.items()]
