"""The publishers' tables as they are, read with the csv module alone: what answers are compared with.

The names below are matched by hand, so that a wrong row in aliases.csv shows.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping

from claimgraph.source_tree import default_source_tree

DATA = default_source_tree().root / "data"
Table = list[dict[str, str]]

NATIONS = {
    "Czech Republic": "Czechia",
    "Iran (Islamic Republic of)": "Iran",
    "Korea (Republic of)": "South Korea",
    "United Kingdom of Great Britain and Northern Ireland": "United Kingdom",
    "United States of America": "United States",
}
COMPANIES = {"AMD": "Advanced Micro Devices", "Cerebras": "Cerebras Systems"}
TYPES = {
    "design_resource": "design-resource",
    "material_resource": "material",
    "process": "process",
    "tool_resource": "tool",
    "ultimate_output": "final-product",
}


def table(file: str) -> Table:
    with (DATA / file).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def models() -> Table:
    """Epoch AI's models, each name once: the row of a name that was modified last."""
    rows = table("epoch-models-chips-costs/all_ml_systems.csv")
    return list({row["Model"]: row for row in sorted(rows, key=lambda row: row["Last modified"])}.values())


def nations(cell: str) -> set[str]:
    """The nations of a cell such as "China,Multinational", by the names they have in the graph."""
    return {NATIONS.get(name, name) for name in cell.split(",") if name not in ("", "Multinational")}


def by_id(file: str, column: str) -> dict[str, dict[str, str]]:
    return {row[column]: row for row in table(file)}


def providers() -> dict[str, str]:
    """ETO's providers by id; nations by the name in the column alias, not by their code."""
    return {
        row["provider_id"]: row["alias"] or row["provider_name"]
        if row["provider_type"] == "country"
        else row["provider_name"]
        for row in table("eto-chip-explorer/providers.csv")
    }


def supply() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """What each of ETO's inputs goes into, and what it is a kind of, by ids."""
    into: dict[str, set[str]] = defaultdict(set)
    kind: dict[str, set[str]] = defaultdict(set)
    for row in table("eto-chip-explorer/sequence.csv"):
        if row["goes_into_id"]:
            into[row["input_id"]].add(row["goes_into_id"])
        if row["is_type_of_id"]:
            kind[row["input_id"]].add(row["is_type_of_id"])
    return into, kind


def reached(start: str, *steps: Mapping[str, Iterable[str]]) -> set[str]:
    """What can be reached in one or more steps."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        here = ahead.pop()
        fresh = {there for step in steps for there in step.get(here, ())} - found
        found |= fresh
        ahead += fresh
    return found
