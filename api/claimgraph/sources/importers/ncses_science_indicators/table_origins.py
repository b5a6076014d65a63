"""Where the figures of each table come from, and which of its rows are left out."""

from __future__ import annotations

from collections.abc import Callable

from claimgraph.edtf import Period
from claimgraph.sources.cells import FETCH_AGAIN, CellError
from claimgraph.sources.importers.ncses_ai_coauthorship import NamedPlace, TableOrigin, place_parser
from claimgraph.sources.reconcile import NameResolver

GROUP = "Group of nations whose members the table does not name, or counts in rows of their own"
CHINA = "China includes Hong Kong"  # words of the notes of some tables
_COUNT = "Counted by Science-Metrix in Scopus, accessed April 2023"


def _known_after(accessed: str) -> Period:
    """Return an unknown day from the last access to the table's own sources to the day its file is of."""
    return Period.parse(f"{accessed}/2025-03-27")


ARTICLES = TableOrigin("ncses-spbs-33", _known_after("2023-04"), _COUNT)
US_PARTNERS = TableOrigin("ncses-spbs-36", _known_after("2023-04"), _COUNT)
PARTNERS_OF_US = TableOrigin("ncses-spbs-37", _known_after("2023-04"), _COUNT)
PATENTS = TableOrigin(
    "ncses-sinv-17",
    _known_after("2023-03"),
    "Counted by 1790 Analytics in the Global Patent Index, accessed March 2023",
    Period.parse("2000/2022"),
)
AI_VENTURE_CAPITAL = TableOrigin(
    "ncses-skti-21", _known_after("2021-09-27"), "Summed up in PitchBook, accessed 27 September 2021"
)
VENTURE_CAPITAL = TableOrigin(
    "ncses-sinv-31", _known_after("2023-09"), "Summed up in PitchBook, accessed September 2023"
)


def path_parser(
    names: NameResolver, top: str, groups: frozenset[str], china: str = "China"
) -> Callable[[str], NamedPlace | None]:
    """Return the parser of the path of a place, down from the total; a group that is left out is None."""
    parse_place = place_parser(names)

    def parse(cell: str) -> NamedPlace | None:
        root, *rest = cell.split(" -> ")
        if root != top:
            raise CellError(f"{root!r} is at the top instead of {top}", FETCH_AGAIN)
        name = rest[-1] if rest else top
        if name in groups:
            return None
        return parse_place(china if name == "China" else name)

    return parse
