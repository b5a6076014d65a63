"""Which origins stand for themselves, and which only repeat the same speaker, document or report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimgraph.checks.lineage.nodes import Named, Node


@dataclass(frozen=True, slots=True)
class Group:
    """Origins that are not independent of each other, and the things at least two of them share, by IRI."""

    origins: tuple[str, ...]
    shared: tuple[str, ...]
    seen: bool  # whether at least one of them was


def groups(origins: Sequence[Node]) -> tuple[Group, ...]:
    """The origins as groups of which each counts once; sorted."""
    relayed = {iri for node in origins for iri in node.relays}
    members: dict[str, list[Node]] = {}
    for node in origins:
        for thing in _rests_on(node, relayed):
            members.setdefault(thing, []).append(node)
    leader = _joined([node.iri for node in origins], members.values())
    by_leader: dict[str, list[Node]] = {}
    for node in sorted(origins, key=lambda each: each.iri):
        by_leader.setdefault(leader[node.iri], []).append(node)
    shared = {thing: leader[nodes[0].iri] for thing, nodes in members.items() if len(nodes) > 1}
    return tuple(_group(nodes, first, shared) for first, nodes in sorted(by_leader.items()))


def _group(nodes: list[Node], leader: str, shared: dict[str, str]) -> Group:
    things = sorted(thing for thing, led in shared.items() if led == leader)
    return Group(tuple(node.iri for node in nodes), tuple(things), any(node.seen for node in nodes))


def _rests_on(node: Node, relayed: set[str]) -> set[str]:
    """What makes two origins one when they share it.

    The publisher of a page counts only where another page passes its reports on: two people whom one
    newspaper quotes in two articles are two voices.
    """
    return {*_iris(node.speaker, node.source), *node.relays, *(_iris(node.publisher) & relayed)}


def _iris(*things: Named | None) -> set[str]:
    return {thing.iri for thing in things if thing}


def _joined(nodes: Iterable[str], sets: Iterable[Sequence[Node]]) -> dict[str, str]:
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
