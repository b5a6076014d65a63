"""Walks back from node to node. Loops end every walk, and nothing recurses: chains may be long."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping

Back = Mapping[str, Collection[str]]  # from each node to those it came from


def distances(back: Back, starts: Iterable[str]) -> dict[str, int]:
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


def shortest(back: Back, start: str) -> dict[str, str | None]:
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


def path(before: Mapping[str, str | None], end: str) -> tuple[str, ...]:
    """The walk that `shortest` found to a node, from its start on."""
    steps: list[str] = []
    node: str | None = end
    while node is not None:
        steps.append(node)
        node = before[node]
    return tuple(reversed(steps))


def ends(back: Back, nodes: Iterable[str]) -> list[str]:
    """The nodes that came from nothing, sorted."""
    return sorted(node for node in nodes if not back.get(node))


def firsts(back: Back, nodes: Collection[str]) -> list[str]:
    """The nodes to which no other of them leads back, sorted; of a loop that nothing leads to, all."""
    together = {node: frozenset(loop) for loop in loops(back) for node in loop}
    later: set[str] = set()
    for node in nodes:
        later |= set(distances(back, [node])) - together.get(node, frozenset({node}))
    return sorted(set(nodes) - later)


def loops(back: Back) -> list[tuple[str, ...]]:
    """The sets of nodes that each lead back to all of their set, and so to themselves; all sorted.

    Source: M. Sharir, "A strong-connectivity algorithm", Computers & Mathematics with Applications 7 (1981).
    """
    forward: dict[str, list[str]] = {}
    for node, found in back.items():
        for earlier in found:
            forward.setdefault(earlier, []).append(node)
    taken: set[str] = set()
    parts: list[tuple[str, ...]] = []
    for node in reversed(_finished(back)):
        if node not in taken:
            part = _reached(forward, node, taken)
            parts += [part] if len(part) > 1 or node in back.get(node, ()) else []
    return sorted(parts)


def _finished(back: Back) -> list[str]:
    """All nodes in the order in which a walk in depth is done with them."""
    seen: set[str] = set()
    order: list[str] = []
    for root in sorted(back):
        stack = [(root, False)]
        while stack:
            node, done = stack.pop()
            if done:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                stack.append((node, True))
                stack += [(earlier, False) for earlier in sorted(back.get(node, ()))]
    return order


def _reached(forward: Back, start: str, taken: set[str]) -> tuple[str, ...]:
    """What can be reached without going through what is taken; it is taken then."""
    found, waiting = {start}, [start]
    while waiting:
        new = set(forward.get(waiting.pop(), ())) - taken - found
        found |= new
        waiting += new
    taken |= found
    return tuple(sorted(found))
