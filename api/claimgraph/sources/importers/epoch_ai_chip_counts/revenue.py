"""What makers of chips earned, quarter by quarter, and how it divides among their chips."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import CellError, CellParser
from claimgraph.sources.importers.epoch_ai_chip_counts.cells import days, percent, short_day
from claimgraph.sources.importers.epoch_ai_chip_counts.inputs import DOLLARS, Of, Range, billions
from claimgraph.sources.intake import Intake
from claimgraph.sources.publisher_table import TableRow, TableSchema
from claimgraph.sources.values import one_of, optional, parse_iso_day, parse_text

NVIDIA, BROADCOM, MIX = (
    f"data_inputs/{name}.csv"
    for name in ("Nvidia quarterly revenue", "Broadcom_quarterly_revenue", "amd_production_mix_per_quarter")
)
REPORTED, ASSUMED = "Reported by the company, as Epoch AI copies it", "Input of Epoch AI's model"
BY_DATES = "repeats the first and the last day"

NVIDIA_REVENUE = {
    "total_revenue": ("company-revenue", REPORTED),
    "dc_revenue": ("data-centre-revenue", REPORTED),
    "network_revenue": ("data-centre-network-revenue", REPORTED),
    "compute_revenue": ("data-centre-compute-revenue", "Estimate of Epoch AI"),
}
# Its notes speak of sales of "H100 and H200" where the column says H100.
NVIDIA_CHIPS = {chip: chip for chip in ("A100", "H20", "GB200", "GB300")} | {"H100": "H100/H200"}
BROADCOM_REVENUE = {
    "AI Semis Revenue (Billions)": ("ai-semiconductor-revenue", REPORTED),
    "XPU Revenue (Billions)": ("custom-ai-chip-revenue", "Estimate of Epoch AI"),
}
TPU_REVENUE = Range("TPU Revenue p5 (Billions)", "TPU Revenue p95 (Billions)")
TPU_SHARES = {
    name: Range(f"{name} Share Low", f"{name} Share High")
    for name in ("TPUv3", "TPUv4", "TPUv5e", "TPUv5p", "TPUv6e", "TPUv7")
}
MIX_SHARES = Range("share_low", "share_high")


def import_nvidia(intake: Intake) -> None:
    """Revenue of Nvidia, and the share of each chip in that from computing."""
    takes: dict[str, CellParser] = {"Start Date": parse_iso_day, "End Date": parse_iso_day}
    takes |= {column: optional(billions) for column in NVIDIA_REVENUE}
    takes |= dict.fromkeys(NVIDIA_CHIPS, percent)
    ignores = {
        "Quarter": BY_DATES,
        "dc_share": "dc_revenue divided by total_revenue",
        "compute_share_of_dc": "compute_revenue divided by dc_revenue",
        "Notes": "quotes company reports and the press; no figure beyond those of the other columns",
        "CFO commentary link": "where Nvidia says it; on few rows",
        "Earnings call transcript": "where Nvidia says it; on few rows",
    }
    for row in intake.read_rows(TableSchema(NVIDIA, takes, ignores, ("Start Date",))):
        intake.import_row(row, *_nvidia(row, intake.names.require_entity))


def _nvidia(row: TableRow, require: CellParser) -> Iterator[Observation]:
    maker, period = require("Nvidia"), _period(row)
    for column, (metric, method) in NVIDIA_REVENUE.items():
        if row[column]:
            yield Of(metric, DOLLARS, maker, period, method).single(column, row[column])
    shares = Of("chip-revenue-share", "unit:PERCENT", maker, period, ASSUMED)
    for column, name in NVIDIA_CHIPS.items():
        yield shares.single(column, row[column], require(name))


def import_broadcom(intake: Intake) -> None:
    """Revenue of Broadcom from AI, and the share of each generation in that from TPUs."""
    takes: dict[str, CellParser] = {"Start Date": short_day, "End Date": short_day}
    takes |= dict.fromkeys((*BROADCOM_REVENUE, TPU_REVENUE.low, TPU_REVENUE.high), billions)
    takes |= {column: optional(percent) for pair in TPU_SHARES.values() for column in (pair.low, pair.high)}
    takes |= {"Notes": optional(one_of(["todo"]))}
    for row in intake.read_rows(TableSchema(BROADCOM, takes, {"Quarter": BY_DATES}, ("Start Date",))):
        if half := [name for name, pair in TPU_SHARES.items() if bool(row[pair.low]) != bool(row[pair.high])]:
            fix = "Take the publisher's file again."
            intake.report_error(row, TPU_SHARES[half[0]].low, "the range has one end only", fix)
        else:
            intake.import_row(row, *_broadcom(row, intake.names.require_entity))


def _broadcom(row: TableRow, require: CellParser) -> Iterator[Observation]:
    maker, period = require("Broadcom"), _period(row)
    for column, (metric, method) in BROADCOM_REVENUE.items():
        yield Of(metric, DOLLARS, maker, period, method).single(column, row[column])
    revenue = Of("tpu-revenue", DOLLARS, maker, period, ASSUMED)
    yield revenue.between(row, TPU_REVENUE, bounds="percentiles-5-95")
    shares = Of("tpu-generation-share", "unit:PERCENT", maker, period, ASSUMED)
    for name, pair in TPU_SHARES.items():
        if row[pair.low]:
            yield shares.between(row, pair, partner=require(name))


def _period(row: TableRow) -> Period:
    return days(row["Start Date"], row["End Date"])


def import_mix(intake: Intake) -> None:
    """How AMD's production divides among its chips."""
    require = intake.names.require_entity
    takes: dict[str, CellParser] = {"quarter": _quarter, "gpu_model": require, "notes": optional(parse_text)}
    takes |= {MIX_SHARES.low: percent, MIX_SHARES.high: percent}
    for row in intake.read_rows(TableSchema(MIX, takes, key=("quarter", "gpu_model"))):
        shares = Of("chip-production-share", "unit:PERCENT", require("AMD"), row["quarter"], ASSUMED)
        intake.import_row(row, shares.between(row, MIX_SHARES, partner=row["gpu_model"], note=row["notes"]))


def _quarter(cell: str) -> Period:
    """A quarter of a calendar year: "Q1 2024"."""
    if not (found := re.fullmatch(r"Q([1-4]) (20\d\d)", cell, re.ASCII)):
        raise CellError(f"{cell!r} is no quarter of the form Q1 2024", "Change the importer with a new form.")
    first, last = {"1": "01-01/03-31", "2": "04-01/06-30", "3": "07-01/09-30", "4": "10-01/12-31"}[
        found[1]
    ].split("/")
    return Period.parse(f"{found[2]}-{first}/{found[2]}-{last}")
