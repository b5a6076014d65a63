"""Walks back from node to node. Loops end every walk, and nothing recurses: chains may be long."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping

Predecessors = Mapping[str, Collection[str]]  # from each node to those it came from


def distances_from(back: Predecessors, starts: Iterable[str]) -> dict[str, int]:
    """The fewest steps back from any of the starts to each node that can be reached."""
    found = dict.fromkeys(starts, 0)
    waiting = deque(found)
    while waiting:
        node = waiting.popleft()
        for earlier in back.get(node, ()):
            if earlier not in found:
                found[earlier] = found[node] + 1
                waiting.append(earlier)
    return found


def shortest_path_tree(back: Predecessors, start: str) -> dict[str, str | None]:
    """For each node reached, the node before it on a shortest walk from the start; None for the start."""
    before: dict[str, str | None] = {start: None}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for earlier in sorted(back.get(node, ())):
            if earlier not in before:
                before[earlier] = node
                waiting.append(earlier)
    return before


def path_to(before: Mapping[str, str | None], end: str) -> tuple[str, ...]:
    """The walk that `shortest` found to a node, from its start on."""
    steps: list[str] = []
    node: str | None = end
    while node is not None:
        steps.append(node)
        node = before[node]
    return tuple(reversed(steps))


def find_origins(back: Predecessors, nodes: Iterable[str]) -> list[str]:
    """The nodes that came from nothing, sorted."""
    return sorted(node for node in nodes if not back.get(node))
