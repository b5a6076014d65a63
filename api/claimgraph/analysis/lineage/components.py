"""Nodes that lead back to themselves, and the nodes where walks back begin."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from claimgraph.analysis.lineage.graph_walk import Predecessors


@dataclass(frozen=True, slots=True)
class Loop:
    """Utterances that each came from all others of them, and so from themselves; sorted.

    `closed`: nothing leads out of it, so that whoever comes in finds no origin.
    """

    utterances: tuple[str, ...]
    closed: bool


def find_loops(back: Predecessors) -> list[Loop]:
    """All loops, sorted; loops that share a node are one."""
    parts = [
        part
        for part in strongly_connected_components(back)
        if len(part) > 1 or part[0] in back.get(part[0], ())
    ]
    return [Loop(part, not _leads(back, part) - {*part}) for part in sorted(parts)]


def find_entry_nodes(back: Predecessors, nodes: Collection[str]) -> list[str]:
    """Of nodes from which all others can be reached, those that no other leads to; sorted.

    Of a loop that nothing leads to, the node of these that comes first.
    """
    parts = strongly_connected_components(back)
    home = {node: number for number, part in enumerate(parts) for node in part}
    led_to = {
        home[each] for number, part in enumerate(parts) for each in _leads(back, part) if home[each] != number
    }
    found = [sorted({*part} & {*nodes}) for number, part in enumerate(parts) if number not in led_to]
    return sorted(some[0] for some in found if some)


def strongly_connected_components(back: Predecessors) -> list[tuple[str, ...]]:
    """All nodes, those together that lead to each other; sorted within.

    Source: M. Sharir, "A strong-connectivity algorithm", Computers & Mathematics with Applications 7 (1981).
    """
    forward: dict[str, list[str]] = {}
    for node, found in back.items():
        for earlier in found:
            forward.setdefault(earlier, []).append(node)
    taken: set[str] = set()
    return [_reached(forward, node, taken) for node in reversed(_finished(back)) if node not in taken]


def _leads(back: Predecessors, part: Collection[str]) -> set[str]:
    """What the nodes of a part came from."""
    return {earlier for node in part for earlier in back.get(node, ())}


def _finished(back: Predecessors) -> list[str]:
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


def _reached(forward: Predecessors, start: str, taken: set[str]) -> tuple[str, ...]:
    """What can be reached without going through what is taken; it is taken then."""
    found, waiting = {start}, [start]
    while waiting:
        new = set(forward.get(waiting.pop(), ())) - taken - found
        found |= new
        waiting += new
    taken |= found
    return tuple(sorted(found))
