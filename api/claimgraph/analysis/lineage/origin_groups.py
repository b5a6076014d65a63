"""Which origins are independent of each other, and which share a speaker, a document or a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimgraph import namespaces
from claimgraph.analysis.lineage.utterance_nodes import UtteranceNode

_UNKNOWN = namespaces.CG + "unknown"


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Origins that depend on each other. `shared` are the IRIs of what two of them have in common.

    cg:unknown among these means that of several origins neither speaker nor document is known.
    """

    origins: tuple[str, ...]
    shared: tuple[str, ...]
    has_document: bool  # true if the document of at least one of them is known


def group_origins(origins: Sequence[UtteranceNode]) -> tuple[OriginGroup, ...]:
    """Group the origins so that each group is independent of the others; sorted."""
    members = _group_by_dependency(origins)
    leaders = _join([node.iri for node in origins], members.values())
    groups: dict[str, list[UtteranceNode]] = defaultdict(list)
    for node in sorted(origins, key=lambda node: node.iri):
        groups[leaders[node.iri]].append(node)
    shared: dict[str, set[str]] = defaultdict(set)
    for dependency, nodes in members.items():
        if len(nodes) > 1:
            shared[leaders[nodes[0].iri]].add(dependency)
    return tuple(_make_group(groups[leader], shared[leader]) for leader in sorted(groups))


def _make_group(nodes: list[UtteranceNode], shared: set[str]) -> OriginGroup:
    return OriginGroup(
        origins=tuple(node.iri for node in nodes),
        shared=tuple(sorted(shared)),
        has_document=any(node.has_document for node in nodes),
    )


def _group_by_dependency(origins: Sequence[UtteranceNode]) -> Mapping[str, list[UtteranceNode]]:
    """The origins that depend on a speaker, a document or a publisher, by its IRI."""
    relayed = {publisher for node in origins for publisher in node.relays}
    members: dict[str, list[UtteranceNode]] = defaultdict(list)
    for node in origins:
        for dependency in _dependencies_of(node, relayed):
            members[dependency].append(node)
    return members


def _dependencies_of(node: UtteranceNode, relayed: set[str]) -> set[str]:
    """What makes two origins one if they share it.

    The publisher of a page counts only if another page relays it: two people whom one newspaper quotes
    in two articles are two voices. Origins of which nothing is known cannot be told to be two.
    """
    publisher = {node.publisher} & relayed
    dependencies = {node.speaker, node.source, *node.relays, *publisher}
    return {iri for iri in dependencies if iri} or {_UNKNOWN}


def _join(names: Iterable[str], sets: Iterable[Sequence[UtteranceNode]]) -> dict[str, str]:
    """For each name the smallest of those that it is joined with, directly or through others (union-find)."""
    parents = {name: name for name in names}

    def find_root(name: str) -> str:
        while parents[name] != name:
            parents[name] = name = parents[parents[name]]
        return name

    for first, *others in sets:
        for node in others:
            smaller, larger = sorted((find_root(first.iri), find_root(node.iri)))
            parents[larger] = smaller
    return {name: find_root(name) for name in parents}
