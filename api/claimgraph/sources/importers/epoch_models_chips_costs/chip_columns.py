"""The columns of chips.csv: how those that are used are read, and why the others are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from claimgraph.sources.cells import CellError, CellParser
from claimgraph.sources.importers.epoch_models_chips_costs.cells import printed, tidy
from claimgraph.sources.importers.epoch_models_chips_costs.chip_names import COLUMN, FILE
from claimgraph.sources.publisher_table import TableSchema
from claimgraph.sources.values import (
    list_of,
    one_of,
    optional,
    parse_checkmark,
    parse_count,
    parse_dollars,
    parse_iso_day,
    parse_number,
    term_of,
)

LINK, PRICED, UNVERIFIED = "Link to datasheet", "Source for the price", "Unverified"
RENTED = "Google Cloud pricing ($ per hour) data from 17 dec 2022"

TYPES = {
    "ASIC": "asic",
    "CPU": "cpu",
    "DCU (GPGPU)": "dcu",
    "GPGPU": "gpgpu",
    "GPU": "gpu",
    "Hybrid CPU": "hybrid-cpu",
    "LPU": "lpu",
    "NPU": "npu",
    "Other": "other",
    "SoC": "soc",
    "TPU": "tpu",
    "XPU": "xpu",
    "XPU-R": "xpu-r",
}
NOT_KNOWN = "Unknown"  # the table's own word in the column Foundry
FOUNDRIES = frozenset(
    {"GF", "GloFo", "GlobalFoundries", "IBM", "Intel", "NEC", "Renesas"}
    | {"Samsung", "SMIC", "Sony", "TSMC", "UMC", NOT_KNOWN}
)


@dataclass(frozen=True, slots=True)
class ChipMeasure:
    """What the numbers of a column are values of, and how they are read."""

    metric: str
    unit: str
    read: CellParser = parse_number


def millions(cell: str) -> Decimal:
    """A count in millions, written out."""
    return parse_count(format(parse_number(cell).scaleb(6), "f"))


def changed(cell: str) -> date:
    """The day of a moment as the table writes it: "5/7/2025 10:20am"."""
    try:
        return datetime.strptime(cell, "%m/%d/%Y %I:%M%p").date()  # the file names no time zone
    except ValueError:
        problem = f"{cell!r} is not a moment of the form 5/7/2025 10:20am"
        raise CellError(problem, "If the publisher changed the form, change the importer with it.") from None


_FLOPS, _OPS = "unit:FLOPS", "operations-per-second"
FIGURES: Mapping[str, ChipMeasure] = {
    "Release price (USD)": ChipMeasure("chip-release-price", "unit:CCY_USD", parse_dollars),
    "FP64 (double precision) performance (FLOP/s)": ChipMeasure("chip-peak-fp64", _FLOPS),
    "FP32 (single precision) performance (FLOP/s)": ChipMeasure("chip-peak-fp32", _FLOPS),
    "FP16 (half precision) performance (FLOP/s)": ChipMeasure("chip-peak-fp16", _FLOPS),
    "TF32 (TensorFloat-32) performance (FLOP/s)": ChipMeasure("chip-peak-tf32", _FLOPS),
    "Tensor-FP16/BF16 performance (FLOP/s)": ChipMeasure("chip-peak-tensor-fp16", _FLOPS),
    "FP8 performance (FLOP/s)": ChipMeasure("chip-peak-fp8", _FLOPS),
    "FP4 performance (FLOP/s)": ChipMeasure("chip-peak-fp4", _FLOPS),
    "INT16 performance (OP/s)": ChipMeasure("chip-peak-int16", _OPS),
    "INT8 performance (OP/s)": ChipMeasure("chip-peak-int8", _OPS),
    "INT4 performance (OP/s)": ChipMeasure("chip-peak-int4", _OPS),
    "Memory size per board (Byte)": ChipMeasure("chip-memory-size", "unit:BYTE", parse_count),
    "Memory bandwidth (byte/s)": ChipMeasure("chip-memory-bandwidth", "bytes-per-second"),
    "Intranode bandwidth (byte/s)": ChipMeasure("chip-intranode-bandwidth", "bytes-per-second"),
    "Internode bandwidth (bit/s)": ChipMeasure("chip-internode-bandwidth", "bits-per-second"),
    "Die Size (mm^2)": ChipMeasure("chip-die-area", "unit:MilliM2"),
    "TDP (W)": ChipMeasure("chip-thermal-design-power", "unit:W"),
    "Number of transistors (millions)": ChipMeasure("chip-transistors", "transistors", millions),
}

_DESIGN = "detail of the chip's design or board, which no question of this graph concerns"
_DERIVED = "follows from other columns of the row"
_MODELS = "the models trained on the chip: all_ml_systems.csv says it of each model"
IGNORES = {
    "Base clock (MHz)": _DESIGN,
    "Boost clock (MHz)": _DESIGN,
    "Memory clock (MHz)": _DESIGN,
    "Memory bus (bit)": _DESIGN,
    "Shading units": _DESIGN,
    "TMUs": _DESIGN,
    "ROPs": _DESIGN,
    "SM count": _DESIGN,
    "Tensor cores": _DESIGN,
    "RT cores": _DESIGN,
    "LambdaLabs FP32 ResNet-50 Pytorch throughput (samples/s)": "score in one benchmark, for seven chips",
    "Prominent years of usage": "free text, for fifteen chips, that names no source",
    "ML models": _MODELS,
    "All ML Systems copy": _MODELS,
    "Number of ML models trained": _MODELS,
    "Hardware prices": "addresses of prices, whose rows are in hardware_prices.csv",
    "Max performance": _DERIVED,
    "Energy efficiency": _DERIVED,
    "Energy efficiency (16-bit)": _DERIVED,
    "Created by": "names of persons who typed the row",
    "Datasheet": "addresses of attachments that expire",
    "Bit length": "the width that Max performance and Performance (TOPS) are of, which are not taken",
    "Performance (TOPS)": "six figures, some in trillions and one not: the unit cannot be told",
}


def chips_table() -> TableSchema:
    """The table; every cell but the name may be empty, and names may be there twice."""
    takes: dict[str, CellParser] = {
        COLUMN: optional(tidy),
        "Manufacturer": optional(tidy),
        "Type": optional(term_of(TYPES)),
        "Release date": optional(parse_iso_day),
        "Process size (nm)": optional(parse_number),
        "Foundry": list_of(one_of(FOUNDRIES)),
        LINK: optional(tidy),
        PRICED: optional(tidy),
        RENTED: printed(parse_dollars),
        "ML hardware": parse_checkmark,
        "Last modified": optional(changed),
        UNVERIFIED: parse_checkmark,
    }
    return TableSchema(
        FILE, takes | {column: printed(each.read) for column, each in FIGURES.items()}, IGNORES
    )
