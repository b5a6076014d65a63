"""What stands of the record without some things: which claims somebody made, and what argues for or against.

A thing falls with what it comes from: its source, the publisher of that, its graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from claimgraph import namespaces
from claimgraph.assessment.claim_contents import Content, contents
from claimgraph.queries import bind_query
from claimgraph.stores import Store

Origins = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of evidence and what it rests on, all by IRI."""

    iri: str
    claim: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """What is on record of some claims on a day, without what is left out (IRIs)."""

    contents: tuple[Content, ...]
    origins: Origins
    day: date
    left_out: frozenset[str]

    def without(self, left_out: Iterable[str]) -> Record:
        """The same record with other things left out."""
        return Record(self.contents, self.origins, self.day, frozenset(left_out))

    def stands(self, iri: str) -> bool:
        """Whether neither a thing nor anything that it comes from is left out."""
        return iri not in self.left_out and self.left_out.isdisjoint(self.origins.get(iri, ()))

    def argues(self, line: Line) -> bool:
        """Whether a line of evidence stands, and anything that it rests on."""
        return self.stands(line.iri) and (not line.items or any(map(self.stands, line.items)))

    def utterances(self, content: Content) -> list[str]:
        """The utterances of a claim that stand and can have been made by the day."""
        if not self.stands(content.iri):
            return []
        days = {namespaces.thing(f"utterance/{each.id}"): each.said for each in content.utterances}
        timely = (iri for iri, said in days.items() if not said or (said.earliest or date.min) <= self.day)
        return [iri for iri in timely if self.stands(iri)]

    @cached_property
    def claims(self) -> frozenset[str]:
        """Slugs of the claims that somebody had made; one of which no utterance was ever noted counts."""
        made = (each for each in self.contents if self.utterances(each) or self._merely_noted(each))
        return frozenset(each.claim.id for each in made)

    def _merely_noted(self, content: Content) -> bool:
        return not content.utterances and self.stands(content.iri)


def record(store: Store, day: date, left_out: Iterable[str]) -> Record:
    """The record of all claims on a day."""
    return Record(tuple(contents(store)), origins(store), day, frozenset(left_out))


def origins(store: Store) -> Origins:
    """What utterances, evidence and judged relations come from."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in store.select(bind_query("origins")):
        found[row["thing"].value].add(row["origin"].value)
    return {thing: frozenset(some) for thing, some in found.items()}


def arguments(store: Store) -> list[Line]:
    """All lines of evidence, sorted by claim."""
    items: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in store.select(bind_query("evidence_lines")):
        found = items[row["line"].value, row["claim"].value]
        found += [row["item"].value] if "item" in row else []
    return [Line(*of, tuple(some)) for of, some in items.items()]
