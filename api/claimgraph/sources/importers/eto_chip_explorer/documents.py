"""The documents that ETO's files cite, as printed there; sources.csv describes them."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.edtf import Period
from claimgraph.sources.cells import CellError


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document. `known`: when its figures became public; `year`: the only one they are of."""

    source: str
    printed: str
    known: Period
    year: str | None = None


def parse_citation(cell: str) -> CitedDocument:
    """Return the document a cell cites; without a citation, the data set itself.

    Raises:
        CellError: The cell does not have that form.
    """
    if cell not in _BY_CITATION:
        raise CellError(
            f"no document of ours is printed {cell!r}",
            "Describe it in sources.csv beside the file, then name it in the importer.",
        )
    return _BY_CITATION[cell]


_RELEASED = Period.parse("2026-08-13")  # of the version of the data set in which the figures stand
_REPORT_PUBLISHED = Period.parse("2021")
_REPORT = "[CSET](https://cset.georgetown.edu/publication/the-semiconductor-supply-chain/)"
_WSTS = "[World Semiconductor Trade Statistics (WSTS)](https://perma.cc/Y773-9T3A)"
_SIA = "[Semiconductor Industry Association (SIA)]"
_SALES = f"{_WSTS} and {_SIA}(https://perma.cc/MPN9-W8YS)."
_SEGMENTS = f"(https://perma.cc/UH5R-G63P). {_SALES}"
_TECHINSIGHTS_ANALYSIS = (
    "CSET analysis of TechInsights data ({}). "
    "Data used for analysis were published by TechInsights on July 3, 2026."
)
_REPORT_CITING = {
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
    CitedDocument("eto-2026-chip-explorer", "", _RELEASED),
    CitedDocument("cset-2021-supply-chain", _REPORT, _REPORT_PUBLISHED, "2019"),
    *(
        CitedDocument(source, f"{_REPORT} (citing {cited})", _REPORT_PUBLISHED, "2019")
        for source, cited in _REPORT_CITING.items()
    ),
    *(
        CitedDocument(f"cset-2026-techinsights-{year}", _TECHINSIGHTS_ANALYSIS.format(year), _RELEASED, year)
        for year in ("2021", "2022", "2025")
    ),
    CitedDocument("wsts-sia-2022-sales", f"Worldwide semiconductor sales. {_SALES}", _RELEASED),
    CitedDocument(
        "wsts-sia-2022-sales-logic",
        "Worldwide semiconductor sales for logic and micro (MPU, MCU, and DSP) product "
        f"[segments]{_SEGMENTS}",
        _RELEASED,
    ),
    CitedDocument(
        "wsts-sia-2022-sales-dao",
        "Worldwide semiconductor sales for discrete, analog, sensor, and optoelectronic product "
        f"[segments]{_SEGMENTS}",
        _RELEASED,
    ),
    CitedDocument(
        "wsts-sia-2022-sales-memory",
        f"Worldwide semiconductor sales for memory product [segment]{_SEGMENTS}",
        _RELEASED,
    ),
    CitedDocument("sia-perma-gt6r-swem", f"{_SIA}(https://perma.cc/GT6R-SWEM)", _RELEASED),
    CitedDocument("sia-perma-gt6r-swem", f"{_SIA}(https://perma.cc/GT6R-SWEM).", _RELEASED),
    CitedDocument(
        "sia-wsts-2022-design",
        f"{_SIA}(https://perma.cc/GT6R-SWEM) and World Semiconductor Trade Statistics (WSTS)]"
        "(https://perma.cc/Y773-9T3A, https://perma.cc/UH5R-G63P)",  # the bracket is missing there, too
        _RELEASED,
    ),
]
_BY_CITATION = {document.printed: document for document in _DOCUMENTS}
