"""How the cells of ETO's files are read, where no reader of values.py fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claimgraph.sources.cells import CellError
from claimgraph.sources.publisher_table import TableRow
from claimgraph.sources.values import parse_number

_SIZE = re.compile(
    r"\$(?P<amount>\d+(?:\.\d+)?) (?P<factor>million|billion)(?: \((?P<of>\D+)\))?(?: \((?P<year>\d{4})\))?"
)
_FACTORS = {"million": 10**6, "billion": 10**9}
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a market in US dollars. `of`: what is sold there, where that is not the input itself."""

    printed: str
    dollars: Decimal
    of: str | None
    year: str | None


def size(cell: str) -> Size:
    """A market's size: "$56.2 billion (microprocessors) (2019)"."""
    if not (found := _SIZE.fullmatch(cell)):
        fix = 'Read are forms such as "$3.3 billion (all photoresists)": another currency is another column.'
        raise CellError(f"{cell!r} is no market size in US dollars", fix)
    dollars = parse_number(found["amount"]) * _FACTORS[found["factor"]]
    return Size(cell, parse_number(str(dollars)), found["of"], found["year"])


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percent; `percent` is None where the publisher gives none."""

    printed: str
    percent: Decimal | None


def share(cell: str) -> Share:
    """A share in percent, without the sign, or nothing."""
    percent = parse_number(cell) if cell else None
    if percent is not None and not 0 <= percent <= _WHOLE:
        raise CellError(f"{cell!r} is no share in percent", "Shares go from 0 to 100.")
    return Share(cell, percent)


def year(cell: str) -> str:
    """A year of our time."""
    if not re.fullmatch(r"20\d\d", cell, re.ASCII):
        raise CellError(f"{cell!r} is not a year between 2000 and 2099", "Shares hold for one year: 2025.")
    return cell


def place(row: TableRow) -> str:
    """Where a row stands: "inputs.csv:12"."""
    return f"{row.file}:{row.line}"
