"""Fills any column of any table as often, as long and with such terms as the shipped table has it."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from claimgraph.edtf import Period
from claimgraph.model import Column, Concept, Entity, Reference, TextFormat, columns_of
from synthetic import dates
from synthetic.shipped import Cells, Shipped
from synthetic.world import World

_WORDS = (
    "synthetic figure without any meaning, made to measure how long work on a graph of this size takes; "
    "no person or company has said it, nobody has counted it, and nothing follows from it but the time "
) * 8
_STARTS = [place + 1 for place, letter in enumerate(_WORDS[:180]) if letter == " "]


def drawn(world: World, record: Any, dice: Random, **own: Any) -> dict[str, Any]:
    """A value for every column of a class of records; `own` are those that the caller knows better."""
    kind = "/" + own["id"].partition("/")[0] if record is Entity else ""
    fields = dict(own)
    for name, column, cells in _plan(world.shipped, record, kind):
        if name not in fields:
            fields[name] = cell(world, dice, column, cells)
    return fields


@cache
def _plan(shipped: Shipped, record: Any, kind: str) -> list[tuple[str, Column, Cells]]:
    """A table's columns, each with what is known of it; a column that came later is left empty."""
    told = shipped.columns[record.__name__ + kind]
    return [(name, column, told.get(name, Cells())) for name, column in columns_of(record).items()]


def cell(world: World, dice: Random, column: Column, cells: Cells) -> Any:
    """A value for one column, or for several where the column holds several."""
    if column.many:
        if not cells.filled or cells.lengths is None:
            return ()
        length = cells.lengths.number(dice)
        return tuple(dict.fromkeys(single(world, dice, column.value_type, cells) for _ in range(length)))
    if column.optional and (not cells.filled or dice.random() >= cells.filled):
        return None
    return single(world, dice, column.value_type, cells)


def single(world: World, dice: Random, base: Any, cells: Cells) -> Any:
    """One value of a column's base type."""
    match base:
        case Reference(kind=""):
            return world.thing(dice, _drawn(cells, dice))
        case Reference(kind=kind):
            return world.thing(dice, kind).partition("/")[2]
        case Concept():
            return _drawn(cells, dice)
        case TextFormat():
            return f"https://example.org/{dice.getrandbits(40):010x}"
    if base is Period:
        return dates.period(dice, _drawn(cells, dice), dates.day(dice))
    return _literal(dice, base, cells)


def _literal(dice: Random, base: Any, cells: Cells) -> Any:
    if base is Decimal:
        return Decimal(f"{dice.uniform(*cells.range):.4f}")
    return _drawn(cells, dice) == "true" if base is bool else text(dice, cells.characters)


def text(dice: Random, characters: int) -> str:
    """Words that say what they are, of about the length wanted."""
    start = dice.choice(_STARTS)
    return _WORDS[start : start + max(3, characters)].rstrip()


def _drawn(cells: Cells, dice: Random) -> str:
    assert cells.values is not None
    return cells.values.draw(dice)
