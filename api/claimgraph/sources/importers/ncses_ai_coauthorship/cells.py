"""How the cells of the NCSES tables are read: names with footnote marks, and figures."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from claimgraph.sources.reconcile import NameResolver

UNASSIGNED = "Unassigned"  # articles whose addresses name no nation
TABLE, ROW = "table_id", "row_id"
ROW_IGNORED = {ROW: "the row's number in the table; where it stands in the file is kept"}

_NAME_WITH_MARK = re.compile(r"(.+?)(?:<sup>(\w)</sup>)?")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A nation, region or institution: its name as printed, our entity, and the table's footnote mark."""

    name: str
    entity: str
    mark: str | None = None


PlaceParser = Callable[[str], NamedPlace]


def place_parser(names: NameResolver) -> PlaceParser:
    """Return the parser of nations and regions."""

    def parse(cell: str) -> NamedPlace:
        match = _NAME_WITH_MARK.fullmatch(html.unescape(cell))
        name, mark = match.groups() if match else (cell, None)
        return NamedPlace(name, names.require_entity(name), mark)

    return parse


def known_place_parser(names: NameResolver) -> Callable[[str], NamedPlace | None]:
    """Return the same parser, which gives None for articles of no known place."""
    parse = place_parser(names)
    return lambda cell: None if cell == UNASSIGNED else parse(cell)
