"""The documents that ETO's files cite, as printed there; sources.csv describes them."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.edtf import Period
from claimgraph.sources.cells import CellError


@dataclass(frozen=True, slots=True)
class Cited:
    """A document. `known`: when its figures became public; `year`: the only one they are of."""

    source: str
    printed: str
    known: Period
    year: str | None = None


def cited(cell: str) -> Cited:
    """The document a cell cites. No citation: the data set itself."""
    if cell not in _KNOWN:
        raise CellError(
            f"no document of ours is printed {cell!r}",
            "Describe it in sources.csv beside the file, then name it in the importer.",
        )
    return _KNOWN[cell]


_RELEASE = Period.parse("2026-08-13")  # of the version of the data set in which the figures stand
_REPORT_OUT = Period.parse("2021")
_REPORT = "[CSET](https://cset.georgetown.edu/publication/the-semiconductor-supply-chain/)"
_WSTS = "[World Semiconductor Trade Statistics (WSTS)](https://perma.cc/Y773-9T3A)"
_SIA = "[Semiconductor Industry Association (SIA)]"
_SALES = f"{_WSTS} and {_SIA}(https://perma.cc/MPN9-W8YS)."
_SEGMENTS = f"(https://perma.cc/UH5R-G63P). {_SALES}"
_OF_TECHINSIGHTS = (
    "CSET analysis of TechInsights data ({}). "
    "Data used for analysis were published by TechInsights on July 3, 2026."
)
_CITING = {
    "cset-2021-supply-chain-citing-mentor-graphics": (
        "Mentor Graphics, Journal of Microelectronic Manufacturing, IPNest, BCG"
    ),
    "cset-2021-supply-chain-citing-sia": "SIA, IC Insights, TrendForce, financial statements",
    "cset-2021-supply-chain-citing-semi": "SEMI",
    "cset-2021-supply-chain-own-estimates": (
        "CSET estimates based on financial statements and wafer production capacities"
    ),
}
_DOCUMENTS = [
    Cited("eto-2026-chip-explorer", "", _RELEASE),
    Cited("cset-2021-supply-chain", _REPORT, _REPORT_OUT, "2019"),
    *(Cited(source, f"{_REPORT} (citing {whom})", _REPORT_OUT, "2019") for source, whom in _CITING.items()),
    *(
        Cited(f"cset-2026-techinsights-{year}", _OF_TECHINSIGHTS.format(year), _RELEASE, year)
        for year in ("2021", "2022", "2025")
    ),
    Cited("wsts-sia-2022-sales", f"Worldwide semiconductor sales. {_SALES}", _RELEASE),
    Cited(
        "wsts-sia-2022-sales-logic",
        "Worldwide semiconductor sales for logic and micro (MPU, MCU, and DSP) product "
        f"[segments]{_SEGMENTS}",
        _RELEASE,
    ),
    Cited(
        "wsts-sia-2022-sales-dao",
        "Worldwide semiconductor sales for discrete, analog, sensor, and optoelectronic product "
        f"[segments]{_SEGMENTS}",
        _RELEASE,
    ),
    Cited(
        "wsts-sia-2022-sales-memory",
        f"Worldwide semiconductor sales for memory product [segment]{_SEGMENTS}",
        _RELEASE,
    ),
    Cited("sia-perma-gt6r-swem", f"{_SIA}(https://perma.cc/GT6R-SWEM)", _RELEASE),
    Cited("sia-perma-gt6r-swem", f"{_SIA}(https://perma.cc/GT6R-SWEM).", _RELEASE),
    Cited(
        "sia-wsts-2022-design",
        f"{_SIA}(https://perma.cc/GT6R-SWEM) and World Semiconductor Trade Statistics (WSTS)]"
        "(https://perma.cc/Y773-9T3A, https://perma.cc/UH5R-G63P)",  # the bracket is missing there, too
        _RELEASE,
    ),
]
_KNOWN = {each.printed: each for each in _DOCUMENTS}
