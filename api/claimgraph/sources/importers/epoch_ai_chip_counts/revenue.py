"""What makers of chips earned, quarter by quarter, and how it divides among their chips."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import (
    FETCH_AGAIN,
    CellError,
    CellParser,
    one_of,
    optional,
    parse_iso_day,
    parse_text,
    scaled,
)
from claimgraph.sources.figures import figure_parsers, optional_figure_parsers
from claimgraph.sources.importers.epoch_ai_chip_counts.cells import (
    days_period,
    parse_percent,
    parse_short_day,
)
from claimgraph.sources.importers.epoch_ai_chip_counts.inputs import DOLLARS, ModelInput, RangeColumns
from claimgraph.sources.intake import Intake
from claimgraph.sources.table import TableRow, TableSchema

NVIDIA, BROADCOM, AMD_MIX = (
    f"data_inputs/{name}.csv"
    for name in ("Nvidia quarterly revenue", "Broadcom_quarterly_revenue", "amd_production_mix_per_quarter")
)
REPORTED, ASSUMED = "Reported by the company, as Epoch AI copies it", "Input of Epoch AI's model"
FROM_DATES = "repeats the first and the last day"

NVIDIA_REVENUE = {
    "total_revenue": ("company-revenue", REPORTED),
    "dc_revenue": ("data-centre-revenue", REPORTED),
    "network_revenue": ("data-centre-network-revenue", REPORTED),
    "compute_revenue": ("data-centre-compute-revenue", "Estimate of Epoch AI"),
}
# Its notes speak of sales of "H100 and H200" where the column says H100.
NVIDIA_CHIPS = {chip: chip for chip in ("A100", "H20", "GB200", "GB300")} | {"H100": "H100/H200"}
NVIDIA_IGNORED = {
    "Quarter": FROM_DATES,
    "dc_share": "dc_revenue divided by total_revenue",
    "compute_share_of_dc": "compute_revenue divided by dc_revenue",
    "Notes": "quotes company reports and the press; no figure beyond those of the other columns",
    "CFO commentary link": "where Nvidia says it; on few rows",
    "Earnings call transcript": "where Nvidia says it; on few rows",
}
BROADCOM_REVENUE = {
    "AI Semis Revenue (Billions)": ("ai-semiconductor-revenue", REPORTED),
    "XPU Revenue (Billions)": ("custom-ai-chip-revenue", "Estimate of Epoch AI"),
}
TPU_REVENUE = RangeColumns("TPU Revenue p5 (Billions)", "TPU Revenue p95 (Billions)")
TPU_SHARES = {
    name: RangeColumns(f"{name} Share Low", f"{name} Share High")
    for name in ("TPUv3", "TPUv4", "TPUv5e", "TPUv5p", "TPUv6e", "TPUv7")
}
MIX_SHARES = RangeColumns("share_low", "share_high")
QUARTERS = {"1": "01-01/03-31", "2": "04-01/06-30", "3": "07-01/09-30", "4": "10-01/12-31"}


def import_nvidia(intake: Intake) -> None:
    """Import the revenue of Nvidia, and the share of each chip in that from computing."""
    columns: dict[str, CellParser] = {"Start Date": parse_iso_day, "End Date": parse_iso_day}
    columns |= optional_figure_parsers(dict.fromkeys(NVIDIA_REVENUE, scaled(9)))
    columns |= figure_parsers(dict.fromkeys(NVIDIA_CHIPS, parse_percent))
    for row in intake.read_rows(TableSchema(NVIDIA, columns, NVIDIA_IGNORED, ("Start Date",))):
        intake.import_row(row, *_nvidia_observations(row, intake.names.require_entity))


def _nvidia_observations(row: TableRow, require_entity: CellParser) -> Iterator[Observation]:
    maker, period = require_entity("Nvidia"), _row_period(row)
    for column, (metric, method) in NVIDIA_REVENUE.items():
        if row[column]:
            yield ModelInput(metric, DOLLARS, maker, period, method).make_observation(row[column])
    shares = ModelInput("chip-revenue-share", "unit:PERCENT", maker, period, ASSUMED)
    for column, name in NVIDIA_CHIPS.items():
        yield shares.make_observation(row[column], require_entity(name))


def import_broadcom(intake: Intake) -> None:
    """Import the revenue of Broadcom from AI, and the share of each generation in that from TPUs."""
    columns: dict[str, CellParser] = {"Start Date": parse_short_day, "End Date": parse_short_day}
    columns |= figure_parsers(
        dict.fromkeys((*BROADCOM_REVENUE, TPU_REVENUE.low, TPU_REVENUE.high), scaled(9))
    )
    ends = [column for share in TPU_SHARES.values() for column in (share.low, share.high)]
    columns |= optional_figure_parsers(dict.fromkeys(ends, parse_percent))
    columns |= {"Notes": optional(one_of(["todo"]))}
    for row in intake.read_rows(TableSchema(BROADCOM, columns, {"Quarter": FROM_DATES}, ("Start Date",))):
        if half := [share.low for share in TPU_SHARES.values() if share.has_one_end(row)]:
            intake.report_error(row, half[0], "the range has one end only", FETCH_AGAIN)
        else:
            intake.import_row(row, *_broadcom_observations(row, intake.names.require_entity))


def _broadcom_observations(row: TableRow, require_entity: CellParser) -> Iterator[Observation]:
    maker, period = require_entity("Broadcom"), _row_period(row)
    for column, (metric, method) in BROADCOM_REVENUE.items():
        yield ModelInput(metric, DOLLARS, maker, period, method).make_observation(row[column])
    revenue = ModelInput("tpu-revenue", DOLLARS, maker, period, ASSUMED)
    yield revenue.make_range(row, TPU_REVENUE, bounds="percentiles-5-95")
    shares = ModelInput("tpu-generation-share", "unit:PERCENT", maker, period, ASSUMED)
    for name, columns in TPU_SHARES.items():
        if row[columns.low]:
            yield shares.make_range(row, columns, partner=require_entity(name))


def _row_period(row: TableRow) -> Period:
    return days_period(row["Start Date"], row["End Date"])


def import_mix(intake: Intake) -> None:
    """Import how AMD's production divides among its chips."""
    require_entity = intake.names.require_entity
    columns: dict[str, CellParser] = {
        "quarter": _parse_quarter,
        "gpu_model": require_entity,
        "notes": optional(parse_text),
    }
    columns |= figure_parsers(dict.fromkeys((MIX_SHARES.low, MIX_SHARES.high), parse_percent))
    for row in intake.read_rows(TableSchema(AMD_MIX, columns, key=("quarter", "gpu_model"))):
        maker, period = require_entity("AMD"), row["quarter"]
        shares = ModelInput("chip-production-share", "unit:PERCENT", maker, period, ASSUMED)
        share = shares.make_range(row, MIX_SHARES, partner=row["gpu_model"], note=row["notes"])
        intake.import_row(row, share)


def _parse_quarter(cell: str) -> Period:
    """Return a quarter of a calendar year: "Q1 2024"."""
    if not (match := re.fullmatch(r"Q([1-4]) (20\d\d)", cell, re.ASCII)):
        raise CellError(f"{cell!r} is no quarter of the form Q1 2024", "Change the importer with a new form.")
    first, last = QUARTERS[match[1]].split("/")
    return Period.parse(f"{match[2]}-{first}/{match[2]}-{last}")
