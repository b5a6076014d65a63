"""The utterances of a lineage, read from the triples of lineage.rq, each with the figures of its claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Triple

from claimgraph import namespaces
from claimgraph.analysis.lineage.figure_matching import MeasurementVocabulary, read_vocabulary
from claimgraph.model import Claim, QuantityProposition, Source, Utterance
from claimgraph.rdf import read_records

_MISSING = ("unknown", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceNode:
    """An utterance. Things are IRIs; None: not known. `figures`: those of its claim."""

    iri: str
    claim: str | None = None
    speaker: str | None = None
    source: str | None = None
    publisher: str | None = None
    relays: tuple[str, ...] = ()
    modality: str | None = None
    antecedent: str | None = None
    quote: str | None = None
    figures: tuple[QuantityProposition, ...] = ()
    derived_from: tuple[str, ...] = ()
    quoted_from: tuple[str, ...] = ()

    @property
    def has_document(self) -> bool:
        """Whether the document it stands in is known; else it is known only through the report of it."""
        return self.source is not None


@dataclass(frozen=True, slots=True)
class RecordedLineage:
    """What the graph tells of a lineage. `own`: the claim's own utterances; `figures`: its own too."""

    nodes: dict[str, UtteranceNode]
    own_utterances: frozenset[str]
    figures: tuple[QuantityProposition, ...]
    vocabulary: MeasurementVocabulary

    @property
    def predecessors(self) -> dict[str, set[str]]:
        """From each utterance to those it came from, in whatever way."""
        return {iri: {*node.derived_from, *node.quoted_from} for iri, node in self.nodes.items()}


def read_recorded_lineage(triples: Iterable[Triple], claim: str) -> RecordedLineage | None:
    """Everything that leads back from a claim; None where the graph does not hold it."""
    graph = set(triples)  # an engine may hand out the same triple twice
    if claim not in {_claim(each.id) for each in read_records(graph, Claim)}:
        return None
    figures: dict[str, list[QuantityProposition]] = defaultdict(list)
    for each in read_records(graph, QuantityProposition):
        figures[_claim(each.claim)].append(each)
    sources = {each.id: each for each in read_records(graph, Source)}
    described = [_node(said, sources, figures) for said in read_records(graph, Utterance)]
    nodes = {node.iri: node for node in described}
    for node in described:  # what is named and not described, because it is withheld, is there all the same
        for earlier in (*node.derived_from, *node.quoted_from):
            nodes.setdefault(earlier, UtteranceNode(iri=earlier))
    own = frozenset(node.iri for node in described if node.claim == claim)
    return RecordedLineage(nodes, own, tuple(figures[claim]), read_vocabulary(graph))


def _node(
    said: Utterance, sources: dict[str, Source], figures: dict[str, list[QuantityProposition]]
) -> UtteranceNode:
    claim = _claim(said.claim) if said.claim else None
    source = sources.get(said.source) if said.source else None
    return UtteranceNode(
        iri=_utterance(said.id),
        claim=claim,
        speaker=_named(said.speaker),
        source=namespaces.thing_iri(f"source/{source.id}") if source else None,
        publisher=_named(source.publisher) if source else None,
        relays=tuple(iri for each in source.relays if (iri := _named(each))) if source else (),
        modality=said.modality,
        antecedent=said.antecedent,
        quote=said.quote,
        figures=tuple(figures.get(claim or "", ())),
        derived_from=tuple(map(_utterance, said.derived_from)),
        quoted_from=tuple(map(_utterance, said.quoted_from)),
    )


def _named(thing: str | None) -> str | None:
    return namespaces.thing_iri(thing) if thing and thing not in _MISSING else None


def _claim(slug: str) -> str:
    return namespaces.thing_iri(f"claim/{slug}")


def _utterance(slug: str) -> str:
    return namespaces.thing_iri(f"utterance/{slug}")
