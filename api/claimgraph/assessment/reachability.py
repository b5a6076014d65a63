"""Everything that can be reached from some names along links; loops end, and nothing recurses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator


def iterate_reachable(start: Iterable[str], next_names: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """The start and everything reachable from it, each once.

    >>> sorted(iterate_reachable(["a"], lambda name: {"a": ["b", "c"], "c": ["a"]}.get(name, ())))
    ['a', 'b', 'c']
    """
    stack, visited = sorted(start), set[str]()
    while stack:
        name = stack.pop()
        if name not in visited:
            visited.add(name)
            yield name
            stack += next_names(name)
