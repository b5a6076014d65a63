"""The columns of chips.csv: how those that are used are read, and why the others are not."""

from __future__ import annotations

from collections.abc import Mapping

from claimgraph.sources.cells import (
    CellParser,
    list_of,
    one_of,
    optional,
    parse_checkmark,
    parse_count,
    parse_dollars,
    parse_iso_day,
    parse_number,
    parse_us_minute,
    scaled,
    term_of,
)
from claimgraph.sources.figures import Measure, optional_figure_parsers
from claimgraph.sources.importers.epoch_models_chips_costs.cells import parse_name
from claimgraph.sources.importers.epoch_models_chips_costs.chip_names import FILE, NAME
from claimgraph.sources.table import TableSchema

LINK, PRICE_SOURCE, UNVERIFIED = "Link to datasheet", "Source for the price", "Unverified"
RENTAL_PRICE = "Google Cloud pricing ($ per hour) data from 17 dec 2022"

CHIP_TYPES = {
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
UNKNOWN_FOUNDRY = "Unknown"  # the table's own word in the column Foundry
FOUNDRIES = frozenset(
    {"GF", "GloFo", "GlobalFoundries", "IBM", "Intel", "NEC", "Renesas"}
    | {"Samsung", "SMIC", "Sony", "TSMC", "UMC", UNKNOWN_FOUNDRY}
)


_FLOPS, _OPS = "unit:FLOPS", "operations-per-second"
MEASURES: Mapping[str, Measure] = {
    "Release price (USD)": Measure("chip-release-price", "unit:CCY_USD", parse_dollars),
    "FP64 (double precision) performance (FLOP/s)": Measure("chip-peak-fp64", _FLOPS),
    "FP32 (single precision) performance (FLOP/s)": Measure("chip-peak-fp32", _FLOPS),
    "FP16 (half precision) performance (FLOP/s)": Measure("chip-peak-fp16", _FLOPS),
    "TF32 (TensorFloat-32) performance (FLOP/s)": Measure("chip-peak-tf32", _FLOPS),
    "Tensor-FP16/BF16 performance (FLOP/s)": Measure("chip-peak-tensor-fp16", _FLOPS),
    "FP8 performance (FLOP/s)": Measure("chip-peak-fp8", _FLOPS),
    "FP4 performance (FLOP/s)": Measure("chip-peak-fp4", _FLOPS),
    "INT16 performance (OP/s)": Measure("chip-peak-int16", _OPS),
    "INT8 performance (OP/s)": Measure("chip-peak-int8", _OPS),
    "INT4 performance (OP/s)": Measure("chip-peak-int4", _OPS),
    "Memory size per board (Byte)": Measure("chip-memory-size", "unit:BYTE", parse_count),
    "Memory bandwidth (byte/s)": Measure("chip-memory-bandwidth", "bytes-per-second"),
    "Intranode bandwidth (byte/s)": Measure("chip-intranode-bandwidth", "bytes-per-second"),
    "Internode bandwidth (bit/s)": Measure("chip-internode-bandwidth", "bits-per-second"),
    "Die Size (mm^2)": Measure("chip-die-area", "unit:MilliM2"),
    "TDP (W)": Measure("chip-thermal-design-power", "unit:W"),
    "Number of transistors (millions)": Measure("chip-transistors", "transistors", scaled(6, parse_count)),
}

_DESIGN = "detail of the chip's design or board, which no question of this graph concerns"
_DERIVED = "follows from other columns of the row"
_MODELS = "the models trained on the chip: all_ml_systems.csv says it of each model"
IGNORED = {
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


def chips_schema() -> TableSchema:
    """Return the columns; every cell but the name may be empty, and names may be there twice."""
    columns: dict[str, CellParser] = {
        NAME: optional(parse_name),
        "Manufacturer": optional(parse_name),
        "Type": optional(term_of(CHIP_TYPES)),
        "Release date": optional(parse_iso_day),
        "Process size (nm)": optional(parse_number),
        "Foundry": list_of(one_of(FOUNDRIES)),
        LINK: optional(parse_name),
        PRICE_SOURCE: optional(parse_name),
        "ML hardware": parse_checkmark,
        "Last modified": optional(parse_us_minute),
        UNVERIFIED: parse_checkmark,
    }
    parsers = {column: measure.parse for column, measure in MEASURES.items()} | {RENTAL_PRICE: parse_dollars}
    return TableSchema(FILE, columns | optional_figure_parsers(parsers), IGNORED)
