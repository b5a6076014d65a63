"""The utterances of a lineage, read from the answer to lineage.rq, each with the figures of its claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import Triple

from claimgraph import namespaces
from claimgraph.analysis.lineage.measurement_vocabulary import MeasurementVocabulary, read_vocabulary
from claimgraph.model import Claim, QuantityProposition, RelationProposition, Source, Utterance
from claimgraph.rdf import read_records

_NOBODY = ("unknown", "none")
Figures = tuple[QuantityProposition, ...]
Relations = tuple[RelationProposition, ...]
Proposition = TypeVar("Proposition", QuantityProposition, RelationProposition)


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceNode:
    """An utterance; all but modality, antecedent, quote and what is of its claim are IRIs. None: unknown.

    `claim_text`, `claim_type`, `figures` and `relations` are those of its claim.
    """

    iri: str
    claim: str | None = None
    claim_text: str | None = None
    claim_type: str | None = None
    speaker: str | None = None
    source: str | None = None
    publisher: str | None = None
    relays: tuple[str, ...] = ()
    modality: str | None = None
    antecedent: str | None = None
    quote: str | None = None
    figures: Figures = ()
    relations: Relations = ()
    derived_from: tuple[str, ...] = ()
    quoted_from: tuple[str, ...] = ()

    @property
    def has_document(self) -> bool:
        """True if its document is known; otherwise it is known only from those who repeat it."""
        return self.source is not None


@dataclass(frozen=True, slots=True)
class RecordedLineage:
    """Everything that is recorded back from a claim. `figures` are those of the claim."""

    nodes: dict[str, UtteranceNode]
    own_utterances: frozenset[str]
    figures: Figures
    vocabulary: MeasurementVocabulary

    @property
    def predecessors(self) -> dict[str, set[str]]:
        """For each utterance those that it repeats or quotes."""
        return {iri: {*node.derived_from, *node.quoted_from} for iri, node in self.nodes.items()}


def read_recorded_lineage(triples: Iterable[Triple], claim: str) -> RecordedLineage | None:
    """Read the lineage of the claim with this IRI; None if the triples do not hold the claim."""
    graph = set(triples)  # an engine may return the same triple twice
    claims = {_claim_iri(record.id): record for record in read_records(graph, Claim)}
    if claim not in claims:
        return None
    contents = _Contents(
        claims=claims,
        figures=_group_by_claim(read_records(graph, QuantityProposition)),
        relations=_group_by_claim(read_records(graph, RelationProposition)),
        sources={source.id: source for source in read_records(graph, Source)},
    )
    nodes = [_make_node(utterance, contents) for utterance in read_records(graph, Utterance)]
    return RecordedLineage(
        nodes=_add_withheld({node.iri: node for node in nodes}),
        own_utterances=frozenset(node.iri for node in nodes if node.claim == claim),
        figures=contents.figures.get(claim, ()),
        vocabulary=read_vocabulary(graph),
    )


def _add_withheld(nodes: dict[str, UtteranceNode]) -> dict[str, UtteranceNode]:
    """Utterances that are named but not described, because they are withheld, are nodes all the same."""
    names = [earlier for node in nodes.values() for earlier in (*node.derived_from, *node.quoted_from)]
    return {name: UtteranceNode(iri=name) for name in names} | nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contents:
    """What the graph holds of claims, by their IRI, and of sources, by their name."""

    claims: Mapping[str, Claim]
    figures: Mapping[str, Figures]
    relations: Mapping[str, Relations]
    sources: Mapping[str, Source]


def _group_by_claim(
    propositions: Iterable[Proposition],
) -> dict[str, tuple[Proposition, ...]]:
    by_claim: dict[str, list[Proposition]] = defaultdict(list)
    for proposition in sorted(propositions, key=lambda proposition: proposition.id):
        by_claim[_claim_iri(proposition.claim)].append(proposition)
    return {claim: tuple(by_claim[claim]) for claim in by_claim}


def _make_node(utterance: Utterance, contents: _Contents) -> UtteranceNode:
    claim = _claim_iri(utterance.claim) if utterance.claim else ""
    record = contents.claims.get(claim)
    source = contents.sources.get(utterance.source) if utterance.source else None
    relays = [_agent_iri(name) for name in source.relays] if source else []
    return UtteranceNode(
        iri=_utterance_iri(utterance.id),
        claim=claim or None,
        claim_text=record.text if record else None,
        claim_type=record.claim_type if record else None,
        speaker=_agent_iri(utterance.speaker),
        source=namespaces.thing_iri(f"source/{source.id}") if source else None,
        publisher=_agent_iri(source.publisher) if source else None,
        relays=tuple(iri for iri in relays if iri),
        modality=utterance.modality,
        antecedent=utterance.antecedent,
        quote=utterance.quote,
        figures=contents.figures.get(claim, ()),
        relations=contents.relations.get(claim, ()),
        derived_from=tuple(map(_utterance_iri, utterance.derived_from)),
        quoted_from=tuple(map(_utterance_iri, utterance.quoted_from)),
    )


def _agent_iri(name: str | None) -> str | None:
    return namespaces.thing_iri(name) if name and name not in _NOBODY else None


def _claim_iri(slug: str) -> str:
    return namespaces.thing_iri(f"claim/{slug}")


def _utterance_iri(slug: str) -> str:
    return namespaces.thing_iri(f"utterance/{slug}")
