"""Strongly connected components of a lineage: its loops, and the nodes at which it is entered."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from claimgraph.analysis.lineage.graph_walk import Predecessors

Component = tuple[str, ...]  # sorted


@dataclass(frozen=True, slots=True)
class Loop:
    """Utterances that each came from all the others, and so from themselves; sorted.

    `closed`: nothing leads out of the loop, so that no chain that enters it reaches an origin.
    """

    utterances: tuple[str, ...]
    closed: bool


def find_loops(predecessors: Predecessors) -> list[Loop]:
    """All loops, sorted; loops that share a node are one."""
    return [
        Loop(component, closed=_predecessors_of(component, predecessors) <= {*component})
        for component in sorted(strongly_connected_components(predecessors))
        if len(component) > 1 or component[0] in predecessors.get(component[0], ())
    ]


def find_entry_nodes(predecessors: Predecessors, nodes: Collection[str]) -> list[str]:
    """Those of `nodes` from which everything else is reached and which no other leads to; sorted.

    A loop that nothing leads to is entered at the first of `nodes` in it.
    """
    components = strongly_connected_components(predecessors)
    component_of = {node: component for component in components for node in component}
    later = {
        component_of[earlier]
        for component in components
        for earlier in _predecessors_of(component, predecessors)
        if component_of[earlier] != component
    }
    candidates = [sorted({*component} & {*nodes}) for component in components if component not in later]
    return sorted(members[0] for members in candidates if members)


def strongly_connected_components(predecessors: Predecessors) -> list[Component]:
    """Split the nodes into sets in which each can be reached from all others.

    Walks depth first, then in reverse order of finishing against the arrows, in linear time.
    Source: M. Sharir, "A strong-connectivity algorithm and its applications in data flow analysis",
    Computers & Mathematics with Applications 7 (1981), 67-72.
    """
    successors: dict[str, list[str]] = {}
    for node, earlier_nodes in predecessors.items():
        for earlier in earlier_nodes:
            successors.setdefault(earlier, []).append(node)
    return list(_collect(successors, reversed(_finishing_order(predecessors))))


def _predecessors_of(component: Component, predecessors: Predecessors) -> set[str]:
    return {earlier for node in component for earlier in predecessors.get(node, ())}


def _finishing_order(predecessors: Predecessors) -> list[str]:
    """All nodes in the order in which a depth-first walk is done with them."""
    visited: set[str] = set()
    finished: list[str] = []
    for root in sorted(predecessors):
        stack = [(root, False)]
        while stack:
            node, is_done = stack.pop()
            if is_done:
                finished.append(node)
            elif node not in visited:
                visited.add(node)
                stack.append((node, True))
                stack += [(earlier, False) for earlier in sorted(predecessors.get(node, ()))]
    return finished


def _collect(successors: Predecessors, roots: Iterator[str]) -> Iterator[Component]:
    """For each root that is in no earlier component, all nodes it reaches that are in none either."""
    assigned: set[str] = set()
    for root in roots:
        if root in assigned:
            continue
        component, stack = {root}, [root]
        while stack:
            new = set(successors.get(stack.pop(), ())) - assigned - component
            component |= new
            stack += new
        assigned |= component
        yield tuple(sorted(component))
