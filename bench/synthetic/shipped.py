"""Reads proportions.json: how often what occurs in the shipped tables."""

from __future__ import annotations

import json
from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any


@dataclass(frozen=True, slots=True)
class Spread:
    """Values, and how often each occurs, as running sums."""

    values: tuple[str, ...]
    sums: tuple[float, ...]

    @classmethod
    def of(cls, counts: Mapping[str, float]) -> Spread:
        return cls(tuple(counts), tuple(accumulate(counts.values())))

    def draw(self, dice: Random) -> str:
        return self.values[bisect(self.sums, dice.random() * self.sums[-1])]

    def number(self, dice: Random) -> int:
        return int(self.draw(dice))


@dataclass(frozen=True, slots=True)
class Cells:
    """One column. `values` are terms, kinds of things, or forms of dates, whatever its type calls for."""

    filled: float = 0
    lengths: Spread | None = None
    values: Spread | None = None
    characters: int = 20
    range: tuple[float, float] = (0, 1)

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Cells:
        spreads: dict[str, Any] = {key: Spread.of(told[key]) for key in ("lengths", "values") if key in told}
        return cls(**spreads, **{key: told[key] for key in ("filled", "characters", "range") if key in told})


@dataclass(frozen=True, slots=True)
class Metric:
    """`middle` is the median of the shipped figures: None where the figures are dates."""

    slug: str
    kind: str
    minimum: float | None
    maximum: float | None
    middle: float | None
    units: Spread
    subjects: Cells
    partners: Cells


@dataclass(frozen=True, slots=True, eq=False)
class Shipped:
    """All proportions. A table is a record's name, for entities with the kind: "Entity/chip"."""

    rows: dict[str, int]
    columns: dict[str, dict[str, Cells]]
    per_claim: dict[str, Spread]
    relations: Spread
    restated: dict[str, float]
    metrics: tuple[Metric, ...]
    convertible: dict[str, dict[str, float]]
    nations: tuple[tuple[str, ...], ...]


@cache
def shipped() -> Shipped:
    """The proportions that are checked in beside this module."""
    told = json.loads((Path(__file__).parent / "proportions.json").read_text("utf-8"))
    tables = told["records"]
    return Shipped(
        rows={name: table["rows"] for name, table in tables.items()},
        columns={
            name: {column: Cells.of(cells) for column, cells in table["columns"].items()}
            for name, table in tables.items()
        },
        per_claim={name: Spread.of(counts) for name, counts in told["per_claim"].items()},
        relations=Spread.of(told["relations"]),
        restated=told["restated"],
        metrics=tuple(_metric(each) for each in told["metrics"]),
        convertible=told["convertible"],
        nations=tuple(tuple(each) for each in told["nations"]),
    )


def _metric(told: dict[str, Any]) -> Metric:
    return Metric(
        slug=told["metric"],
        kind=told["kind"],
        minimum=told["minimum"],
        maximum=told["maximum"],
        middle=told["middle"],
        units=Spread.of(told["units"]),
        subjects=Cells.of(told["subjects"]),
        partners=Cells.of(told["partners"]),
    )
