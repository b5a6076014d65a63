"""What the graph says of the things that measurements rest on: source, scope, printed figure, doubts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from claimgraph.namespaces import compact_iri
from claimgraph.queries import bind_query_rows
from claimgraph.stores import Store

_AGENTS = ("prov:wasAttributedTo", "cg:hasFigureFrom")
_SOURCES = ("prov:hadPrimarySource", "cg:inSource", "dcterms:source")


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """One thing that a measurement rests on: what is said of it, by the property's short name."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[str, ...]:
        """The documents that it stands in, by IRI."""
        return tuple(source for name in _SOURCES for source in self.values.get(name, ()))

    @property
    def agents(self) -> tuple[str, ...]:
        """Who says it, or alone knows it first-hand, by IRI."""
        return tuple(agent for name in _AGENTS for agent in self.values.get(name, ()))

    @property
    def datasets(self) -> tuple[str, ...]:
        """The data sets that state it, by IRI."""
        return self.values.get("qb:dataSet", ())

    def first(self, name: str) -> str | None:
        """The first value of a property; None if there is none."""
        return next(iter(self.values.get(name, ())), None)


@dataclass(frozen=True, slots=True)
class EvidenceFactsByThing:
    """The facts about things on a store, read in one query for many and kept."""

    store: Store
    _facts: dict[str, EvidenceFacts] = field(default_factory=dict)

    def load(self, things: Iterable[str]) -> None:
        """Read what is not known yet of these things, by IRI."""
        if missing := sorted({*things} - self._facts.keys()):
            self._facts.update(_read(self.store, missing))

    def find(self, thing: str) -> EvidenceFacts:
        """What is said of a thing, by IRI."""
        self.load([thing])
        return self._facts[thing]


def _read(store: Store, things: list[str]) -> dict[str, EvidenceFacts]:
    query = bind_query_rows("evidence_facts", [{"thing": NamedNode(thing)} for thing in things])
    values: dict[str, dict[str, list[str]]] = {thing: defaultdict(list) for thing in things}
    for row in store.select(query):
        values[row["thing"].value][compact_iri(row["property"].value)].append(row["value"].value)
    return {
        thing: EvidenceFacts({name: tuple(listed) for name, listed in facts.items()})
        for thing, facts in values.items()
    }
