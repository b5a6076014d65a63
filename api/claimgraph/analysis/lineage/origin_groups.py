"""Which origins stand for themselves, and which only repeat the same speaker, document or report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimgraph import namespaces
from claimgraph.analysis.lineage.utterance_nodes import UtteranceNode

_UNKNOWN = namespaces.CG + "unknown"


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Origins that are not independent of each other, and what makes them so: things two of them share.

    `shared` are IRIs; cg:unknown among them: of several, neither speaker nor document is known.
    """

    origins: tuple[str, ...]
    shared: tuple[str, ...]
    has_document: bool  # whether the document of at least one of them is known


def group_origins(origins: Sequence[UtteranceNode]) -> tuple[OriginGroup, ...]:
    """The origins as groups of which each counts once; sorted."""
    relayed = {iri for node in origins for iri in node.relays}
    members: dict[str, list[UtteranceNode]] = {}
    for node in origins:
        for thing in _rests_on(node, relayed):
            members.setdefault(thing, []).append(node)
    leader = _joined([node.iri for node in origins], members.values())
    by_leader: dict[str, list[UtteranceNode]] = {}
    for node in sorted(origins, key=lambda each: each.iri):
        by_leader.setdefault(leader[node.iri], []).append(node)
    shared: dict[str, set[str]] = {}
    for thing, nodes in members.items():
        shared.setdefault(leader[nodes[0].iri], set()).update({thing} if len(nodes) > 1 else ())
    return tuple(_group(nodes, shared[first]) for first, nodes in sorted(by_leader.items()))


def _group(nodes: list[UtteranceNode], shared: set[str]) -> OriginGroup:
    return OriginGroup(
        tuple(node.iri for node in nodes), tuple(sorted(shared)), any(node.has_document for node in nodes)
    )


def _rests_on(node: UtteranceNode, relayed: set[str]) -> set[str]:
    """What makes two origins one when they share it.

    The publisher of a page counts only where another page passes its reports on: two people whom one
    newspaper quotes in two articles are two voices. Of origins of which nothing is known nobody can say
    that they are two.
    """
    publisher = {node.publisher} & relayed
    things = {node.speaker, node.source, *node.relays, *publisher}
    return {thing for thing in things if thing} or {_UNKNOWN}


def _joined(nodes: Iterable[str], sets: Iterable[Sequence[UtteranceNode]]) -> dict[str, str]:
    """For each node the smallest one it is joined with, by union-find."""
    parent = {node: node for node in nodes}

    def root(node: str) -> str:
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    for joined in sets:
        for other in joined[1:]:
            one, two = sorted((root(joined[0].iri), root(other.iri)))
            parent[two] = one
    return {node: root(node) for node in parent}
