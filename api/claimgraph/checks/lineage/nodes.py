"""The utterances of a lineage, read from the graph with who said them, where, and which figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import iris, queries
from claimgraph.checks.contents import measures
from claimgraph.model import Claim, QuantityProposition, Source, Utterance
from claimgraph.periods import Period
from claimgraph.quantities import Unit
from claimgraph.stores import Store
from claimgraph.triples.read import read_records

_MISSING = ("unknown", "none")
_LABEL = iris.expand("rdfs:label")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing and what it is called."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An utterance, with None for whatever is not known of it. `figures`: those of its claim."""

    iri: str
    claim: str | None = None
    text: str | None = None
    speaker: Named | None = None
    source: Named | None = None
    publisher: Named | None = None
    relays: tuple[str, ...] = ()
    said: Period | None = None
    modality: str | None = None
    antecedent: str | None = None
    quote: str | None = None
    figures: tuple[QuantityProposition, ...] = ()
    derived_from: tuple[str, ...] = ()
    quoted_from: tuple[str, ...] = ()

    @property
    def seen(self) -> bool:
        """Whether its source or its day is known; else it is known only through the report of it."""
        return self.source is not None or self.said is not None


@dataclass(frozen=True, slots=True)
class Told:
    """What the graph tells of a lineage: its utterances by IRI, and the claim's own."""

    nodes: dict[str, Node]
    own: frozenset[str]
    figures: tuple[QuantityProposition, ...]  # of the claim itself
    units: dict[str, Unit]  # none where all figures have the same


def told(store: Store, claim: str) -> Told | None:
    """Everything that leads back from a claim; None where the graph does not hold it."""
    graph = store.construct(queries.text("lineage", claim=NamedNode(claim)))
    claims = {_claim(each.id): each for each in read_records(graph, Claim)}
    if claim not in claims:
        return None
    figures: dict[str, list[QuantityProposition]] = defaultdict(list)
    for each in read_records(graph, QuantityProposition):
        figures[_claim(each.claim)].append(each)
    reader = _Reader(_labels(graph), claims, figures, {each.id: each for each in read_records(graph, Source)})
    nodes = [reader.node(each) for each in read_records(graph, Utterance)]
    return Told(
        {node.iri: node for node in nodes},
        frozenset(node.iri for node in nodes if node.claim == claim),
        tuple(figures[claim]),
        _units(store, figures.values()),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    labels: dict[str, str]
    claims: dict[str, Claim]
    figures: dict[str, list[QuantityProposition]]
    sources: dict[str, Source]

    def node(self, said: Utterance) -> Node:
        claim = _claim(said.claim) if said.claim else None
        source = self.sources.get(said.source) if said.source else None
        return Node(
            iri=_utterance(said.id),
            claim=claim,
            text=self.claims[claim].text if claim in self.claims else None,
            speaker=self._named(said.speaker),
            source=Named(iris.thing(f"source/{source.id}"), _title(source)) if source else None,
            publisher=self._named(source.publisher) if source else None,
            relays=_known(source.relays) if source else (),
            said=said.said,
            modality=said.modality,
            antecedent=said.antecedent,
            quote=said.quote,
            figures=tuple(self.figures.get(claim or "", ())),
            derived_from=tuple(map(_utterance, said.derived_from)),
            quoted_from=tuple(map(_utterance, said.quoted_from)),
        )

    def _named(self, thing: str | None) -> Named | None:
        if not thing or thing in _MISSING:
            return None
        iri = iris.thing(thing)
        return Named(iri, self.labels.get(iri, thing.rpartition("/")[2]))


def _known(things: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(iris.thing(each) for each in things if each not in _MISSING)


def _title(source: Source) -> str:
    return source.title or source.publisher_as_printed or source.id


def _claim(slug: str) -> str:
    return iris.thing(f"claim/{slug}")


def _utterance(slug: str) -> str:
    return iris.thing(f"utterance/{slug}")


def _labels(graph: Iterable[Triple]) -> dict[str, str]:
    """English before other languages, then the first in order."""
    found = [
        (not (triple.object.language or "en").startswith("en"), triple.object.value, triple.subject.value)
        for triple in graph
        if triple.predicate.value == _LABEL
        and isinstance(triple.object, Literal)
        and isinstance(triple.subject, NamedNode)
    ]
    return {iri: label for _, label, iri in sorted(found, reverse=True)}


def _units(store: Store, figures: Iterable[list[QuantityProposition]]) -> dict[str, Unit]:
    names = {each.unit for group in figures for each in group}
    return measures(store).units if len(names) > 1 else {}
