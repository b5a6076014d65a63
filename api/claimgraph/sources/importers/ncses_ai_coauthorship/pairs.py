"""Tables of pairs: articles of nations (10060) and institutions (10065), index of collaboration (10062)."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from claimgraph.sources.cells import FETCH_AGAIN, CellError, CellParser, parse_count, parse_number
from claimgraph.sources.figures import Measure, PrintedFigure, figure_parser
from claimgraph.sources.importers.ncses_ai_coauthorship import institutions, nations
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import place_parser
from claimgraph.sources.importers.ncses_ai_coauthorship.matrices import Matrix, import_matrix
from claimgraph.sources.importers.ncses_ai_coauthorship.table_origins import INDEX, INSTITUTION_PAIRS, PAIRS
from claimgraph.sources.intake import Intake

LEAST_LISTED = 50  # joint articles of two institutions; pairs with fewer are printed as 0
PAPERS = Measure("coauthored-ai-papers-ncses", "papers")
COLLABORATION_INDEX = Measure("ai-collaboration-index-ncses", "unit:UNITLESS")
INSTITUTION_PAPERS = Measure("coauthored-ai-papers-institutions-ncses", "papers")


def import_pairs(intake: Intake, known_institutions: institutions.InstitutionsByName) -> None:
    """Import all pairs."""
    parse_nation = place_parser(intake.names)
    parse_institution = institutions.institution_parser(known_institutions)
    counts, numbers = partial(figure_parser, parse=parse_count), partial(figure_parser, parse=parse_number)
    for matrix in (
        Matrix("10060", nations.NAME, PAIRS, PAPERS, parse_nation, counts),
        Matrix("10062", nations.NAME, INDEX, COLLABORATION_INDEX, parse_nation, numbers),
        Matrix(
            "10065",
            institutions.NAME,
            INSTITUTION_PAIRS,
            INSTITUTION_PAPERS,
            parse_institution,
            listed_count_parser,
        ),
    ):
        import_matrix(intake, matrix)


def listed_count_parser(column: str) -> CellParser:
    """Return the parser of a column of joint articles in which 0 stands for fewer than LEAST_LISTED."""

    def parse(cell: str) -> PrintedFigure:
        count = parse_count(cell)
        if 0 < count < LEAST_LISTED:
            raise CellError(f"{cell!r} is below the {LEAST_LISTED} from which pairs are listed", FETCH_AGAIN)
        return (
            PrintedFigure(count, column, cell)
            if count
            else PrintedFigure(None, column, cell, *_BELOW_THRESHOLD)
        )

    return parse


_BELOW_THRESHOLD = (Decimal(0), Decimal(LEAST_LISTED - 1), "threshold", "below-threshold")
