"""Which column is a value of which metric, and the observations of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.intake import make_record
from claimgraph.sources.publisher_table import TableRow
from claimgraph.sources.slugs import slugify
from claimgraph.sources.values import parse_count, parse_number

KNOWN = Period.parse(
    "2026-08-03"
)  # the day of the copy: when Epoch published each figure is not in the files


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """What a column's numbers are values of, and how they are read: billions are written out."""

    metric: str
    unit: str
    read: Callable[[str], Decimal] = parse_number
    definition: str | None = None


def billions(cell: str) -> Decimal:
    """An amount in billions, written out exactly."""
    return parse_number(format(parse_number(cell).scaleb(9), "f"))


def money(metric: str) -> FigureColumn:
    """An amount in billions of US dollars of 2025."""
    return FigureColumn(metric, "unit:CCY_USD", billions, "In US dollars of 2025")


TIMELINE: Mapping[str, FigureColumn] = {
    "Buildings operational": FigureColumn("site-buildings-operational", "buildings", parse_count),
    "IT power (MW)": FigureColumn("site-it-power", "unit:MegaW"),
    "Power (MW)": FigureColumn("site-power", "unit:MegaW"),
    "H100 equivalents": FigureColumn("site-compute", "h100-equivalents"),
    "Performance (8-bit OP/s)": FigureColumn("site-performance-8-bit", "operations-per-second"),
    "Total capital cost (2025 USD billions)": money("site-capital-cost"),
    "Compute cost (2025 USD billions)": money("site-compute-cost"),
    "Construction cost (2025 USD billions)": money("site-construction-cost"),
    "Annual operating cost (2025 USD billions)": money("site-annual-operating-cost"),
    "Water use (MGD)": FigureColumn("site-water-use", "million-us-gallons-per-day"),
}

CURRENT: Mapping[str, FigureColumn] = {
    "Current H100 equivalents": FigureColumn("site-compute-current", "h100-equivalents"),
    "Current power (MW)": FigureColumn("site-it-power-current", "unit:MegaW"),
    "Current total capital cost (2025 USD billions)": money("site-capital-cost-current"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the cell it was read from."""

    value: Decimal
    printed: str


def given(figure: FigureColumn) -> Callable[[str], Figure | None]:
    """The reader of a figure's column; None for an empty cell."""
    return lambda cell: Figure(figure.read(cell), cell) if cell else None


@dataclass(frozen=True, slots=True)
class Occasion:
    """What all figures of a row share: site, time, document, and whether that time was to come."""

    site: str
    period: Period
    source: str
    status: str | None = None


def observations(
    row: TableRow, figures: Mapping[str, FigureColumn], occasion: Occasion
) -> Iterator[Observation]:
    """One observation for each figure that the row gives."""
    for column, figure in figures.items():
        if found := row[column]:
            yield make_record(
                Observation,
                id=slugify("epoch-dc", occasion.site.partition("/")[2], figure.metric, occasion.period.text),
                metric=figure.metric,
                subjects=(occasion.site,),
                value=found.value,
                unit=figure.unit,
                status=occasion.status,
                period=occasion.period,
                known_since=KNOWN,
                source=occasion.source,
                method="Estimate of Epoch AI",
                definition=figure.definition,
                source_text=f"{column}: {found.printed}",
            )
