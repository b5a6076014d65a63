"""Tables of pairs: articles of nations (10060) and institutions (10065), index of collaboration (10062)."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from claimgraph.sources.cells import CellError, CellParser
from claimgraph.sources.importers.ncses_ai_coauthorship import institutions, matrices, nations
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import Figure, NamedPlace, figure, place
from claimgraph.sources.importers.ncses_ai_coauthorship.matrices import Matrix
from claimgraph.sources.importers.ncses_ai_coauthorship.origins import (
    INDEX,
    INSTITUTION_PAIRS,
    PAIRS,
    Measure,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.values import parse_count, parse_number

LEAST = 50  # joint articles of two institutions; pairs with fewer are printed as 0


def run(intake: Intake, known: dict[str, NamedPlace]) -> None:
    """Take all pairs; `known`: the institutions by name."""
    nation = place(intake.names)
    papers = Measure("coauthored-ai-papers-ncses", "papers")
    index = Measure("ai-collaboration-index-ncses", "unit:UNITLESS")
    listed_papers = Measure("coauthored-ai-papers-institutions-ncses", "papers")
    matrices.run(
        intake, Matrix("10060", nations.NAME, PAIRS, papers, nation, partial(figure, read=parse_count))
    )
    matrices.run(
        intake, Matrix("10062", nations.NAME, INDEX, index, nation, partial(figure, read=parse_number))
    )
    matrices.run(
        intake,
        Matrix(
            "10065", institutions.NAME, INSTITUTION_PAIRS, listed_papers, institutions.one_of(known), listed
        ),
    )


def listed(column: str) -> CellParser:
    """A column of joint articles in which 0 stands for fewer than LEAST."""

    def read(cell: str) -> Figure:
        found = parse_count(cell)
        if 0 < found < LEAST:
            raise CellError(f"{cell!r} is below the {LEAST} from which pairs are listed", matrices.MEND)
        printed = f"{column}: {cell}"
        return Figure(found, printed) if found else Figure(None, printed, *BELOW)

    return read


BELOW = (Decimal(0), Decimal(LEAST - 1), "threshold", "below-threshold")
