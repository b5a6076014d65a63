"""Figures: of a metric, about somebody, in a unit that the metric's kind of quantity allows."""

from __future__ import annotations

import math
from decimal import Decimal
from random import Random
from typing import Any

from claimgraph.edtf import Period
from synthetic import dates
from synthetic.shipped import Cells, Metric
from synthetic.world import World, zipf

OTHER_UNIT = 0.1  # how often a duration is given in another unit than is usual for its metric
BOUNDS = {"value": 0.88, "low": 0.04, "high": 0.03, "low high": 0.02, "value low high": 0.03}
WHOLE = ("count", "rank", "generations")
Fields = dict[str, Any]


def quantity(world: World, dice: Random) -> Fields:
    """The columns that observations and quantity propositions share; some metrics are far more frequent."""
    metric = world.shipped.metrics[zipf(dice, len(world.shipped.metrics))]
    subjects = _things(world, dice, metric.subjects, ())
    fields: Fields = {
        "metric": metric.slug,
        "subjects": subjects,
        "partners": _things(world, dice, metric.partners, subjects),
        "unit": _unit(world, dice, metric),
    }
    return fields | figure(dice, metric, _scale(world, metric, fields["unit"]))


def _things(world: World, dice: Random, cells: Cells, taken: tuple[str, ...]) -> tuple[str, ...]:
    """As many different things as the metric usually has. Pairs of nations are two subjects."""
    found: list[str] = []
    for _ in range(cells.lengths.number(dice) if cells.lengths and cells.values else 0):
        assert cells.values is not None
        kind = cells.values.draw(dice)
        thing = world.thing(dice, kind)
        found += [thing] if thing not in (*taken, *found) else []
    return tuple(found)


def _unit(world: World, dice: Random, metric: Metric) -> str:
    others = world.shipped.convertible.get(metric.kind)
    if others and dice.random() < OTHER_UNIT:
        return dice.choice(sorted(others))
    return metric.units.draw(dice)


def _scale(world: World, metric: Metric, unit: str) -> float:
    """What a figure in the metric's first unit is multiplied with to be one in this unit."""
    multipliers = world.shipped.convertible.get(metric.kind, {})
    return multipliers.get(metric.units.values[0], 1.0) / multipliers.get(unit, 1.0)


def figure(dice: Random, metric: Metric, scale: float = 1.0) -> Fields:
    """A value, bounds, or both, around the median that is shipped; a date for metrics of dates."""
    empty: Fields = dict.fromkeys(("value", "low", "high", "date_value"))
    if metric.middle is None:
        return empty | {"date_value": Period.parse(str(dice.randint(2020, 2035)))}
    middle = (metric.middle or 1.0) * scale * math.exp(dice.gauss(0, 1))
    values = {"low": middle * 0.8, "value": middle, "high": middle * 1.25}
    ordered = zip(values, sorted(within(metric, each) for each in values.values()), strict=True)
    form = dice.choices(list(BOUNDS), list(BOUNDS.values()))[0].split()
    return empty | {name: value for name, value in ordered if name in form}


def within(metric: Metric, value: float) -> Decimal:
    """The value to three digits, moved to where the metric can be."""
    value = max(value, -math.inf if metric.minimum is None else metric.minimum)
    value = min(value, math.inf if metric.maximum is None else metric.maximum)
    digits = f"{value:.0f}" if metric.kind in WHOLE else f"{value:.3g}"
    return Decimal(format(Decimal(digits), "f"))


def conflicting(world: World, dice: Random, fields: Fields) -> Fields:
    """The same quantity with another figure."""
    metric = next(each for each in world.shipped.metrics if each.slug == fields["metric"])
    while (other := figure(dice, metric, _scale(world, metric, fields["unit"]))) == _figure(fields):
        pass
    return fields | other


def _figure(fields: Fields) -> Fields:
    return {name: fields[name] for name in ("value", "low", "high", "date_value")}


def converted(world: World, dice: Random, fields: Fields) -> Fields:
    """The same figure, now and then in another unit into which it converts."""
    metric = next(each for each in world.shipped.metrics if each.slug == fields["metric"])
    units = world.shipped.convertible.get(metric.kind)
    if not units or fields["unit"] not in units or dice.random() >= OTHER_UNIT:
        return fields
    unit = dice.choice(sorted(set(units) - {fields["unit"]}))
    factor = Decimal(str(units[fields["unit"]])) / Decimal(str(units[unit]))
    values = {
        name: None if fields[name] is None else round(fields[name] * factor, 6)
        for name in ("value", "low", "high")
    }
    return fields | values | {"unit": unit}


def other_period(dice: Random, given: Period | None) -> Period | None:
    """A period that overlaps the given one, or, about as often, one that does not."""
    if given is None or given.earliest is None:
        return dates.period(dice, "yyyy", dates.day(dice))
    year = given.earliest.year
    return Period.parse(f"{year - 1}/{year + 1}" if dice.random() < 0.5 else str(year - 2))  # noqa: PLR2004
