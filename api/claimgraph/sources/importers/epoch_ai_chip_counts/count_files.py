"""The files of counts: what each counts, and its columns. One quantity goes by up to three names."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.sources.cells import CellParser, parse_count, parse_iso_day, parse_number, parse_us_day

ACQUIRED, ACQUIRED_IN_QUARTER = "acquired", "acquired-in-quarter"
SOLD, SOLD_IN_QUARTER, SOLD_IN_FISCAL = "sold", "sold-in-quarter", "sold-in-fiscal-quarter"
BY_OWNER = (ACQUIRED, ACQUIRED_IN_QUARTER)
TO_DATE = (ACQUIRED, SOLD)

CHIP, INCOMPLETE, LINK = "Chip type", "Incomplete", "Source / Link"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: the first part of its metric, its unit, its three columns and how they are read."""

    measure: str
    unit: str
    median: str
    low: str
    high: str
    parse: CellParser = parse_count

    @property
    def columns(self) -> tuple[str, str, str]:
        """Median, 5th and 95th percentile."""
        return self.median, self.low, self.high


def _quantity(measure: str, unit: str, median: str, tails: str, parse: CellParser = parse_count) -> Quantity:
    low, high = f"{tails} (5th percentile)", f"{tails} (95th percentile)"
    return Quantity(measure, unit, median, low, high, parse)


_UNITS, _COMPUTE = "Number of Units", "Compute estimate in H100e"
UNITS = _quantity("ai-chips", "chips", _UNITS, _UNITS)
UNITS_MEDIAN = _quantity("ai-chips", "chips", f"{_UNITS} (median)", _UNITS)
UNITS_LOWER_CASE = _quantity("ai-chips", "chips", "Number of units (median)", "Number of units")
COMPUTE = _quantity("ai-compute", "h100-equivalents", f"{_COMPUTE} (median)", "H100e")
COMPUTE_LONG = _quantity("ai-compute", "h100-equivalents", f"{_COMPUTE} (median)", _COMPUTE)
WATTS = _quantity("ai-chip-power", "unit:W", "Total TDP (W)", "Total TDP (W)")
MEGAWATTS = _quantity("ai-chip-power", "unit:MegaW", "Power in MW (median)", "Power in MW", parse_number)


@dataclass(frozen=True, slots=True)
class CountFile:
    """A file: what its figures count, which they are, and which of the optional columns it has."""

    path: str
    scope: str
    quantities: tuple[Quantity, ...]
    optional_columns: tuple[str, ...]
    parse_day: CellParser = parse_us_day

    @property
    def has_owners(self) -> bool:
        """Whether the chips are counted by owner."""
        return self.scope in BY_OWNER


_SHORT, _OLD = (UNITS, COMPUTE), (UNITS_LOWER_CASE, COMPUTE_LONG)
_TDP, _BOTH, _MW = (*_SHORT, WATTS), (*_SHORT, WATTS, MEGAWATTS), (*_SHORT, MEGAWATTS)
_AMD = (UNITS_MEDIAN, COMPUTE, WATTS)
_ALL = (CHIP, INCOMPLETE, LINK)
_SALES, _OWNERS = "csv_export/", "owners_csv_export/"
_OTHER_STARTS = ("owners_csv_export/nvidia_owners_OTHER", "data_inputs/nvidia_other")
_FISCAL = "nvidia_fiscal_quarter_chip_timelines.csv"

SALES = (
    CountFile(f"{_SALES}amd_chip_timelines.csv", SOLD_IN_QUARTER, _SHORT, (CHIP, LINK)),
    CountFile(f"{_SALES}nvidia_calendar_quarter_chip_timelines.csv", SOLD_IN_QUARTER, _SHORT, (CHIP, LINK)),
    CountFile(f"{_SALES}{_FISCAL}", SOLD_IN_FISCAL, _SHORT, (CHIP, LINK), parse_iso_day),
    CountFile(f"{_SALES}tpu_calendar_quarter_chip_timelines.csv", SOLD_IN_QUARTER, _SHORT, (CHIP, LINK)),
    CountFile(f"{_SALES}tpu_fiscal_quarter_chip_timelines.csv", SOLD_IN_FISCAL, _SHORT, (CHIP, LINK)),
    CountFile(f"{_SALES}trainium_chip_timelines.csv", SOLD_IN_QUARTER, _MW, (CHIP, LINK)),
    CountFile(f"{_SALES}trainium_cumulative_by_chip.csv", SOLD, _MW, (CHIP, LINK)),
    CountFile(f"{_SALES}trainium_cumulative_totals.csv", SOLD, _MW, (LINK,)),
    *(
        CountFile(f"{_SALES}{maker}_cumulative_by_chip.csv", SOLD, _OLD, (CHIP, INCOMPLETE))
        for maker in ("amd", "nvidia", "tpu")
    ),
    *(
        CountFile(f"{_SALES}{maker}_cumulative_totals.csv", SOLD, (*_OLD, MEGAWATTS), (INCOMPLETE,))
        for maker in ("amd", "nvidia", "tpu")
    ),
)
OWNERS = (
    CountFile(f"{_OWNERS}amd_owners_cumulative_by_chip.csv", ACQUIRED, _AMD, _ALL),
    CountFile(f"{_OWNERS}amd_owners_cumulative_totals.csv", ACQUIRED, _BOTH, (INCOMPLETE, LINK)),
    CountFile(f"{_OWNERS}amd_owners_quarters.csv", ACQUIRED_IN_QUARTER, _TDP, (LINK,)),
    CountFile(f"{_OWNERS}amd_owners_quarters_by_chip.csv", ACQUIRED_IN_QUARTER, _AMD, (CHIP, LINK)),
    CountFile(f"{_OWNERS}nvidia_owners_quarters.csv", ACQUIRED_IN_QUARTER, _TDP, (LINK,)),
    CountFile(f"{_OWNERS}tpu_owners_cumulative_by_chip.csv", ACQUIRED, _TDP, _ALL),
    CountFile(f"{_OWNERS}tpu_owners_cumulative_totals.csv", ACQUIRED, _BOTH, (INCOMPLETE, LINK)),
    CountFile(f"{_OWNERS}tpu_owners_quarters_by_chip.csv", ACQUIRED_IN_QUARTER, _TDP, (CHIP, LINK)),
    CountFile(f"{_OWNERS}trainium_owners_cumulative_by_chip.csv", ACQUIRED, _BOTH, (CHIP, LINK)),
    CountFile(f"{_OWNERS}trainium_owners_cumulative_totals.csv", ACQUIRED, _BOTH, (LINK,)),
    CountFile(f"{_OWNERS}trainium_owners_quarters_by_chip.csv", ACQUIRED_IN_QUARTER, _BOTH, (CHIP, LINK)),
    *(
        CountFile(f"{start}_{ending}.csv", scope, quantities, columns)
        for start in (f"{_OWNERS}nvidia_owners", f"{_OWNERS}coreweave/coreweave_owners", *_OTHER_STARTS)
        for ending, scope, quantities, columns in (
            ("cumulative_by_chip", ACQUIRED, _TDP, _ALL),
            ("cumulative_totals", ACQUIRED, _BOTH, (INCOMPLETE, LINK)),
            ("quarters_by_chip", ACQUIRED_IN_QUARTER, _TDP, _ALL),
        )
    ),
)
COUNT_FILES = SALES + OWNERS
