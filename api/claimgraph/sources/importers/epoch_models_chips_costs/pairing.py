"""Tells which values of one list belong to which name of another, where a name may have several values.

A row lists its organisations, and beside them the nations of each, in the same order, so that two
organisations may stand beside four nations. An organisation has the same values in every row: rows with one
organisation show them, and then the others can be cut.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

Values = tuple[str, ...]
Pair = tuple[Sequence[str], Sequence[str]]  # a row's names, and its values


def learn(rows: Iterable[Pair]) -> dict[str, Values]:
    """The values of each name that the rows leave no choice about."""
    pairs = list(rows)
    known = _alone(pairs)
    while found := _found(pairs, known):
        known |= found
    return known


def options(names: Sequence[str], values: Sequence[str], known: Mapping[str, Values]) -> list[set[Values]]:
    """What each name's values can be, so that all of them together are the row's. No way: empty sets.

    A name is taken to have a value at least, unless the row cannot be cut so.
    """
    cut = _options(names, values, known, least=1)
    return cut if all(cut) else _options(names, values, known, least=0)


def _alone(pairs: list[Pair]) -> dict[str, Values]:
    """The values of names that stand alone; where rows differ, those of most: one slip is one error."""
    seen: dict[str, Counter[Values]] = defaultdict(Counter)
    for names, values in pairs:
        if len(names) == 1:
            seen[names[0]][tuple(values)] += 1
    return {name: counted.most_common(1)[0][0] for name, counted in seen.items()}


def _found(pairs: list[Pair], known: Mapping[str, Values]) -> dict[str, Values]:
    found: dict[str, set[Values]] = {}
    for names, values in pairs:
        for name, possible in zip(names, options(names, values, known), strict=True):
            if name not in known:
                found[name] = found.get(name, possible) & possible
    return {name: next(iter(possible)) for name, possible in found.items() if len(possible) == 1}


def _options(
    names: Sequence[str], values: Sequence[str], known: Mapping[str, Values], *, least: int
) -> list[set[Values]]:
    """Places between values that can be reached from the start, then those of them that lead to the end."""
    row = tuple(values)
    reached = [{0}]
    for name in names:
        reached.append({end for start in reached[-1] for end in _ends(name, start, row, known, least)})
    cuts: list[set[Values]] = []
    leading = reached[-1] & {len(row)}
    for name, starts in zip(reversed(names), reversed(reached[:-1]), strict=True):
        steps = [
            (start, end)
            for start in starts
            for end in _ends(name, start, row, known, least)
            if end in leading
        ]
        cuts.append({row[start:end] for start, end in steps})
        leading = {start for start, _ in steps}
    return cuts[::-1]


def _ends(name: str, start: int, row: Values, known: Mapping[str, Values], least: int) -> Iterable[int]:
    if name not in known:
        return range(start + least, len(row) + 1)
    end = start + len(known[name])
    return [end] if row[start:end] == known[name] else []
