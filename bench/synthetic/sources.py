"""Documents, and what was measured and stands in one."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from claimgraph.edtf import Period
from claimgraph.model import Observation, Record, Source
from synthetic import dates
from synthetic.cells import drawn
from synthetic.quantities import quantity
from synthetic.world import World


def sources(world: World) -> Iterator[Record]:
    for number in range(world.size("Source")):
        own = {"id": f"synthetic-{number}", "issued": issued(world, number), "archived_url": None}
        yield Source(**drawn(world, Source, world.dice("source", number), **own))


def issued(world: World, number: int) -> Period | None:
    """When a source came out: on its own, since nothing in it was said later."""
    dice = world.dice("issued", number)
    cells = world.shipped.columns["Source"]["issued"]
    if cells.values is None or dice.random() >= cells.filled:
        return None
    return dates.period(dice, cells.values.draw(dice), dates.day(dice))


def observations(world: World) -> Iterator[Record]:
    return (observation(world, number) for number in range(world.size("Observation")))


def observation(world: World, number: int) -> Observation:
    """One measured value, the same whenever it is asked for."""
    dice = world.dice("observation", number)
    fields = quantity(world, dice)
    return Observation(**drawn(world, Observation, dice, id=f"synthetic-{number}", **fields))


def in_source(world: World, dice: Random, number: int) -> int:
    """The number of a source: every other time one of the few that are cited again and again."""
    size = world.size("Source")
    return int(world.thing(dice, "source").rpartition("-")[2]) if dice.random() < 0.5 else number % size  # noqa: PLR2004
