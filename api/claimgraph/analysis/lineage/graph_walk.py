"""Breadth-first walks from a node back to those it came from.

Every node is visited once, so loops end; nothing recurses, so chains may be long.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping

Predecessors = Mapping[str, Collection[str]]  # for each node those that it came from


def distances_from(predecessors: Predecessors, starts: Iterable[str]) -> dict[str, int]:
    """For each node that can be reached, the fewest steps back from any of the starts."""
    distances = dict.fromkeys(starts, 0)
    queue = deque(distances)
    while queue:
        node = queue.popleft()
        for earlier in predecessors.get(node, ()):
            if earlier not in distances:
                distances[earlier] = distances[node] + 1
                queue.append(earlier)
    return distances


def shortest_path_tree(predecessors: Predecessors, start: str) -> dict[str, str | None]:
    """For each node that can be reached, the node before it on a shortest path; None for the start."""
    parents: dict[str, str | None] = {start: None}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for earlier in sorted(predecessors.get(node, ())):
            if earlier not in parents:
                parents[earlier] = node
                queue.append(earlier)
    return parents


def path_to(parents: Mapping[str, str | None], end: str) -> tuple[str, ...]:
    """The path from the start of a shortest-path tree to a node in it."""
    nodes: list[str] = []
    node: str | None = end
    while node is not None:
        nodes.append(node)
        node = parents[node]
    return tuple(reversed(nodes))


def find_origins(predecessors: Predecessors, nodes: Iterable[str]) -> list[str]:
    """The nodes that came from no other, sorted."""
    return sorted(node for node in nodes if not predecessors.get(node))
