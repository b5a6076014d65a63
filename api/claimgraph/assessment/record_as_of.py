"""Who is on record with which claims, and which evidence argues for or against them, as of a day.

What comes from something that is excluded is excluded, too: with its source, the publisher of that,
or its graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from claimgraph.assessment.claim_contents import ClaimContent, load_claim_contents
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.origins import OriginsByThing
from claimgraph.model import Utterance
from claimgraph.namespaces import thing_iri
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
    """What is on record of some claims as of a day, without what is excluded, by IRI."""

    contents: tuple[ClaimContent, ...]
    origins: OriginsByThing
    day: date
    excluded: frozenset[str]

    def without(self, excluded: Iterable[str]) -> RecordAsOf:
        """The same record with other exclusions."""
        return RecordAsOf(self.contents, self.origins, self.day, frozenset(excluded))

    def is_on_record(self, iri: str) -> bool:
        """True if neither the thing nor anything that it comes from is excluded."""
        return iri not in self.excluded and self.excluded.isdisjoint(self.origins.get(iri, ()))

    def is_argument_on_record(self, argument: Argument) -> bool:
        """True if the line of evidence is on record, and something of what it rests on, if that is listed."""
        return self.is_on_record(argument.iri) and (
            not argument.items or any(map(self.is_on_record, argument.items))
        )

    def utterances(self, content: ClaimContent) -> list[str]:
        """The IRIs of the claim's utterances that are on record and can have been made by the day."""
        if not self.is_on_record(content.iri):
            return []
        made = (utterance for utterance in content.utterances if self._can_have_been_made(utterance))
        iris = (thing_iri(f"utterance/{utterance.id}") for utterance in made)
        return [iri for iri in iris if self.is_on_record(iri)]

    @cached_property
    def claims_made(self) -> frozenset[str]:
        """The ids of the claims that somebody had made. Claims without a recorded utterance count as made."""
        return frozenset(content.claim.id for content in self.contents if self._is_made(content))

    def _is_made(self, content: ClaimContent) -> bool:
        if not content.utterances:
            return self.is_on_record(content.iri)
        return bool(self.utterances(content))

    def _can_have_been_made(self, utterance: Utterance) -> bool:
        return utterance.said is None or (utterance.said.earliest or date.min) <= self.day


def load_record(knowledge: Knowledge, day: date, excluded: Iterable[str]) -> RecordAsOf:
    """The record of all claims as of a day."""
    contents = tuple(knowledge.once(load_claim_contents, knowledge.store, None))
    return RecordAsOf(contents, knowledge.origins, day, frozenset(excluded))


def load_arguments(store: Store) -> list[Argument]:
    """All lines of evidence, sorted by claim."""
    items: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in store.select(bind_query("evidence_lines")):
        listed = items[row["line"].value, row["claim"].value]
        listed += [row["item"].value] if "item" in row else []
    return [Argument(line, claim, tuple(listed)) for (line, claim), listed in items.items()]
