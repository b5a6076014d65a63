"""What the rows of all files share: the economy, the quarter, and which of them are left out."""

from __future__ import annotations

from claimgraph.edtf import Period
from claimgraph.sources.cells import CellParser, one_of
from claimgraph.sources.table import TableRow

SOURCE = "github-2026-innovation-graph"
KNOWN_SINCE = Period.parse("2026-03-26")
UNION, THIRD = "EU", "3"
NOT_THIRD = "not a third quarter: one quarter of each year is taken"
IS_UNION = "the European Union, whose members have rows of their own"
NO_CODE = "the code is none of ISO 3166-1"
YEARS = frozenset(str(year) for year in range(2020, 2026))
_MONTHS = ("07", "09")


TIME_COLUMNS: dict[str, CellParser] = {"year": one_of(YEARS), "quarter": one_of(frozenset("1234"))}


def find_reason_to_ignore(row: TableRow, *economies: str) -> str | None:
    """Why a row is left out; None if it is not."""
    if UNION in economies:
        return IS_UNION
    return NOT_THIRD if row["quarter"] != THIRD else None


def read_quarter(row: TableRow) -> Period:
    """The third quarter of the row's year."""
    first, last = _MONTHS
    return Period.parse(f"{row['year']}-{first}/{row['year']}-{last}")
