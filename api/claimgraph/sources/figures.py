"""A figure as a cell prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from claimgraph.sources.cells import CellParser, optional, parse_number


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A number, the column and the text it was read from.

    Without a value, `low` and `high` are the bounds that the cell sets; `bounds` says what they are, `status`
    why the value is missing.
    """

    value: Decimal | None
    column: str
    printed: str
    low: Decimal | None = None
    high: Decimal | None = None
    bounds: str | None = None
    status: str | None = None

    @property
    def source_text(self) -> str:
        """The column and the cell as printed."""
        return f"{self.column}: {self.printed}"


@dataclass(frozen=True, slots=True)
class Measure:
    """What the numbers of a column are values of, and how they are parsed.

    `price_year`: the year whose prices amounts of money are in.
    """

    metric: str
    unit: str
    parse: CellParser = parse_number
    definition: str | None = None
    price_year: int | None = None


def figure_parser(column: str, parse: CellParser = parse_number) -> CellParser:
    """Return the parser of a column's figures."""
    return lambda cell: PrintedFigure(parse(cell), column, cell)


def figure_parsers(columns: Mapping[str, CellParser]) -> dict[str, CellParser]:
    """Return the parsers of several columns of figures, each by the parser of its numbers."""
    return {column: figure_parser(column, parse) for column, parse in columns.items()}


def optional_figure_parsers(columns: Mapping[str, CellParser]) -> dict[str, CellParser]:
    """Return the same parsers, which give None for an empty cell."""
    return {column: optional(parse) for column, parse in figure_parsers(columns).items()}
