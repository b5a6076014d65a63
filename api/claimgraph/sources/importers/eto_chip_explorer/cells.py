"""How the cells of ETO's files are read, where no parser of `sources.cells` fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claimgraph.sources.cells import CellError, parse_number

_SIZE = re.compile(
    r"\$(?P<amount>\d+(?:\.\d+)?) (?P<factor>million|billion)"
    r"(?: \((?P<goods>\D+)\))?(?: \((?P<year>\d{4})\))?"
)
_FACTORS = {"million": 10**6, "billion": 10**9}
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class MarketSize:
    """The size of a market in US dollars. `goods`: what is sold there, where it is not the input itself."""

    printed: str
    dollars: Decimal
    goods: str | None
    year: str | None


def parse_market_size(cell: str) -> MarketSize:
    """Return a market's size: "$56.2 billion (microprocessors) (2019)".

    Raises:
        CellError: The cell does not have that form.
    """
    if not (match := _SIZE.fullmatch(cell)):
        fix = 'Read are forms such as "$3.3 billion (all photoresists)": another currency is another column.'
        raise CellError(f"{cell!r} is no market size in US dollars", fix)
    dollars = parse_number(match["amount"]) * _FACTORS[match["factor"]]
    return MarketSize(cell, parse_number(str(dollars)), match["goods"], match["year"])


def parse_share(cell: str) -> Decimal | None:
    """Return a share in percent, printed without the sign; None where the publisher gives none.

    Raises:
        CellError: The cell does not have that form.
    """
    percent = parse_number(cell) if cell else None
    if percent is not None and not 0 <= percent <= _WHOLE:
        raise CellError(f"{cell!r} is no share in percent", "Shares go from 0 to 100.")
    return percent


def parse_year(cell: str) -> str:
    """Return a year of our time.

    Raises:
        CellError: The cell does not have that form.
    """
    if not re.fullmatch(r"20\d\d", cell, re.ASCII):
        raise CellError(f"{cell!r} is not a year between 2000 and 2099", "Shares hold for one year: 2025.")
    return cell
