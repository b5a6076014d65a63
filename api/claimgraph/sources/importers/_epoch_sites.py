"""What the columns of Epoch AI's timelines of data centres measure; two of its data sets have such files."""

from __future__ import annotations

from collections.abc import Mapping

from claimgraph.sources.cells import parse_count, scaled
from claimgraph.sources.figures import Measure


def dollars_measure(metric: str) -> Measure:
    """Return the measure of amounts in billions of US dollars of 2025."""
    return Measure(metric, "unit:CCY_USD", scaled(9), "In US dollars of 2025", price_year=2025)


TIMELINE_MEASURES: Mapping[str, Measure] = {
    "Buildings operational": Measure("site-buildings-operational", "buildings", parse_count),
    "IT power (MW)": Measure("site-it-power", "unit:MegaW"),
    "Power (MW)": Measure("site-power", "unit:MegaW"),
    "H100 equivalents": Measure("site-compute", "h100-equivalents"),
    "Performance (8-bit OP/s)": Measure("site-performance-8-bit", "operations-per-second"),
    "Total capital cost (2025 USD billions)": dollars_measure("site-capital-cost"),
    "Compute cost (2025 USD billions)": dollars_measure("site-compute-cost"),
    "Construction cost (2025 USD billions)": dollars_measure("site-construction-cost"),
    "Annual operating cost (2025 USD billions)": dollars_measure("site-annual-operating-cost"),
    "Water use (MGD)": Measure("site-water-use", "million-us-gallons-per-day"),
}
