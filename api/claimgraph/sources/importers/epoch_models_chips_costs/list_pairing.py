"""Tells which values of one list belong to which name of another, where a name may have several values.

A row lists its organisations, and beside them the nations of each, in the same order, so that two
organisations may stand beside four nations. An organisation has the same values in every row: rows with one
organisation show them, and then the others can be cut.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

Values = tuple[str, ...]
ListPair = tuple[Sequence[str], Sequence[str]]  # a row's names, and its values


def learn_values(rows: Iterable[ListPair]) -> dict[str, Values]:
    """Return the values of each name that the rows leave no choice about."""
    pairs = list(rows)
    learned = _values_of_lone_names(pairs)
    while certain := _certain_values(pairs, learned):
        learned |= certain
    return learned


def possible_values(
    names: Sequence[str], values: Sequence[str], learned: Mapping[str, Values]
) -> list[set[Values]]:
    """Return what each name's values can be, so that all of them together are the row's.

    A name is taken to have a value at least, unless the row cannot be cut so. If there is no way to cut it,
    the sets are empty.
    """
    cuts = _possible_cuts(names, values, learned, least=1)
    return cuts if all(cuts) else _possible_cuts(names, values, learned, least=0)


def _values_of_lone_names(pairs: list[ListPair]) -> dict[str, Values]:
    """Return the values of names that stand alone; where rows differ, those of most: a slip is one error."""
    counts: dict[str, Counter[Values]] = defaultdict(Counter)
    for names, values in pairs:
        if len(names) == 1:
            counts[names[0]][tuple(values)] += 1
    return {name: counter.most_common(1)[0][0] for name, counter in counts.items()}


def _certain_values(pairs: list[ListPair], learned: Mapping[str, Values]) -> dict[str, Values]:
    """Return the values of names not yet learned that all their rows together leave no choice about."""
    candidates: dict[str, set[Values]] = {}
    for names, values in pairs:
        for name, possible in zip(names, possible_values(names, values, learned), strict=True):
            if name not in learned:
                candidates[name] = candidates.get(name, possible) & possible
    return {name: next(iter(possible)) for name, possible in candidates.items() if len(possible) == 1}


def _possible_cuts(
    names: Sequence[str], values: Sequence[str], learned: Mapping[str, Values], *, least: int
) -> list[set[Values]]:
    """Find places between values that can be reached from the start, then those that lead to the end."""
    row = tuple(values)
    reached = [{0}]
    for name in names:
        reached.append({end for start in reached[-1] for end in _ends(name, start, row, learned, least)})
    cuts: list[set[Values]] = []
    leading = reached[-1] & {len(row)}
    for name, starts in zip(reversed(names), reversed(reached[:-1]), strict=True):
        steps = [
            (start, end)
            for start in starts
            for end in _ends(name, start, row, learned, least)
            if end in leading
        ]
        cuts.append({row[start:end] for start, end in steps})
        leading = {start for start, _ in steps}
    return cuts[::-1]


def _ends(name: str, start: int, row: Values, learned: Mapping[str, Values], least: int) -> Iterable[int]:
    if name not in learned:
        return range(start + least, len(row) + 1)
    end = start + len(learned[name])
    return [end] if row[start:end] == learned[name] else []
