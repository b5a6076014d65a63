"""The columns of gpu_clusters.csv: those that are read, and why the others are not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from claimgraph.sources.cells import (
    CellError,
    CellParser,
    list_of,
    one_of,
    optional,
    parse_iso_day,
    parse_nothing,
    parse_text,
)
from claimgraph.sources.figures import Measure, optional_figure_parsers
from claimgraph.sources.table import TableSchema

NAME, STATUS, CERTAINTY, NATION, OWNER = "Name", "Status", "Certainty", "Country", "Owner"
FIRST_DAY, LAST_DAY = "First Operational Date", "Decommissioned Date (if applicable)"
SUCCESSOR, DUPLICATE, STANDARD = "Superseded by", "Possible Duplicate", "Include in Standard Analysis"
CHIP, OTHER_CHIP = "Chip type (primary)", "Chip type (secondary)"
EXISTING, PLANNED, DECOMMISSIONED = "Existing", "Planned", "Decommissioned"
UNLIKELY = "Unlikely"

MEASURES: Mapping[str, Measure] = {
    "H100 equivalents": Measure("cluster-compute", "h100-equivalents"),
    "Total number of AI chips": Measure("cluster-chips", "chips"),
    "Power Capacity (MW)": Measure("cluster-power", "unit:MegaW"),
}
CHIPS_METRIC = MEASURES["Total number of AI chips"].metric

_BY_PERFORMANCE = "performance in operations per second; clusters are compared by H100 equivalents"
_COST = "estimate of the hardware's price; no claim is on the price of a cluster"
_REMARK = "remarks that quote or paraphrase others"
_DERIVED = "follows from the other clusters of the file"
IGNORED: Mapping[str, str] = {
    **dict.fromkeys(
        ("Max OP/s", "Max OP/s (log)", "8-bit OP/s", "16-bit OP/s", "16-bit OP/s (log)", "32-bit OP/s"),
        _BY_PERFORMANCE,
    ),
    **dict.fromkeys(
        ("Hardware Cost", "Calculated Cost", "Reported Cost", "Reported Cost (Inflation adjusted)"), _COST
    ),
    **dict.fromkeys(("Note", "Hardware note", "First Operational Date Note", "Certainty Note"), _REMARK),
    **dict.fromkeys(
        (
            "Rank when first operational",
            "Largest existing cluster when first operational",
            "% of largest cluster when first operational",
            "Noteworthy",
        ),
        _DERIVED,
    ),
    **dict.fromkeys(
        ("Energy Efficiency", "Energy Efficiency (log)"), "performance divided by power, both in the file"
    ),
    **dict.fromkeys(
        ("Calculated Power Capacity (MW)", "Reported Power Capacity (MW)"),
        "the two origins of Power Capacity (MW)",
    ),
    **dict.fromkeys(
        ("Chip quantity (primary)", "Chip quantity (secondary)"), "parts of Total number of AI chips"
    ),
    **dict.fromkeys(("GPU Supplier (primary)", "GPU supplier (secondary)"), "the maker of the type of chip"),
    **dict.fromkeys(
        (f"Source {number}" for number in range(1, 6)), "pages that Epoch AI read; we did not read them"
    ),
    "Single cluster?": "whether its chips stand in one place; no claim turns on it",
    "Location": "as precise as a nation in most rows, and in notes of its own elsewhere",
    "Users": "who computes there; no claim on a cluster names them",
    "Sector": "private or public; no claim turns on it",
    "Builds Upon": "the other direction of Superseded by, also where the older cluster goes on",
    "Possible Duplicate Of": "which row it may repeat; which of the two is wrong is not said",
}


def make_schema(require_entity: CellParser) -> TableSchema:
    """Return the schema of the file; `require_entity` finds nations."""
    columns: dict[str, CellParser] = {
        NAME: lambda cell: parse_text(cell.strip('"')),
        STATUS: one_of((EXISTING, PLANNED, DECOMMISSIONED)),
        CERTAINTY: one_of(("Confirmed", "Likely", UNLIKELY)),
        NATION: optional(require_entity),
        OWNER: list_of(parse_text),
        FIRST_DAY: optional(parse_first_day),
        LAST_DAY: optional(parse_last_day),
        SUCCESSOR: optional(parse_text),
        CHIP: optional(parse_text),
        OTHER_CHIP: optional(parse_text),
        "Exclude": parse_nothing,
    }
    columns |= dict.fromkeys((DUPLICATE, STANDARD), _parse_flag)
    columns |= optional_figure_parsers({column: measure.parse for column, measure in MEASURES.items()})
    return TableSchema("gpu_clusters.csv", columns, IGNORED)


def parse_first_day(cell: str) -> date:
    """Return the first day of a date: of planned clusters some give the year only.

    Raises:
        CellError: The cell does not have that form.
    """
    return parse_iso_day(f"{cell}-01-01" if cell.isdigit() else cell)


def parse_last_day(cell: str) -> date:
    """Return the first day on which a cluster no longer stands; some dates give the month only.

    Raises:
        CellError: The cell does not have that form.
    """
    return parse_iso_day(f"{cell}-01" if cell.count("-") == 1 else cell)


_FLAGS: Mapping[str, bool] = {"True": True, "": False}


def _parse_flag(cell: str) -> bool:
    if cell not in _FLAGS:
        raise CellError(
            f"{cell!r} is neither True nor empty", "Give the new value a meaning in the importer."
        )
    return _FLAGS[cell]
