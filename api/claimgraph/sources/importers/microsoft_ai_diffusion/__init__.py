"""Imports Microsoft's AI Diffusion: which share of the people of an economy use generative AI."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import CellError, CellParser, parse_number
from claimgraph.sources.figures import figure_parsers
from claimgraph.sources.intake import Intake
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow, TableSchema

FILE = "AI_Diffusion_Q12026_Update.csv"
ECONOMY, METRIC = "Economy", "ai-diffusion-microsoft"
PERIODS = {
    "H1 2025 AI Diffusion": Period.parse("2025-01/2025-06"),
    "H2 2025 AI Diffusion": Period.parse("2025-07/2025-12"),
    "Q1 2026 AI Diffusion": Period.parse("2026-01/2026-03"),
}
RELEASE = Period.parse("2026-04/2026-05-27")  # after the last quarter, by the day of the file
MOST = 100


def import_dataset(intake: Intake) -> None:
    """Import every economy: a share for each of the three periods."""
    for row in intake.read_rows(_schema(intake.names)):
        intake.import_row(row, *_observations(row))


def _observations(row: TableRow) -> Iterator[Observation]:
    for column, period in PERIODS.items():
        yield make_record(
            Observation,
            id=slugify(METRIC, row[ECONOMY].partition("/")[2], period.text),
            metric=METRIC,
            subjects=(row[ECONOMY],),
            value=row[column].value,
            unit="unit:PERCENT",
            period=period,
            known_since=RELEASE,
            source="microsoft-2026-ai-diffusion",
            as_printed=row[column].printed,
            source_text=row[column].source_text,
        )


def _schema(names: NameResolver) -> TableSchema:
    columns: dict[str, CellParser] = {ECONOMY: names.require_entity}
    columns |= figure_parsers(dict.fromkeys(PERIODS, _parse_percent))
    return TableSchema(FILE, columns, key=(ECONOMY,), encoding="mac_roman")


def _parse_percent(cell: str) -> Decimal:
    """Return a share printed with its sign: "31.30%"."""
    if not cell.endswith("%"):
        raise CellError(f"{cell!r} is no percentage", "If the unit changed, change the importer with it.")
    value = parse_number(cell[:-1])
    if not 0 <= value <= MOST:
        raise CellError(f"{cell!r} is no share", "A share is from 0 to 100 %: take the file again.")
    return value
