"""Table 10064: articles of the 100 institutions with the most, which it describes."""

from __future__ import annotations

from claimgraph.model import UNKNOWN, Entity
from claimgraph.sources.cells import CellError, CellParser, parse_text
from claimgraph.sources.importers.ncses_ai_coauthorship import totals
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import NamedPlace, PlaceParser
from claimgraph.sources.importers.ncses_ai_coauthorship.table_origins import INSTITUTIONS
from claimgraph.sources.intake import Intake
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.records import make_record
from claimgraph.sources.table import TableRow

NAME = "institution"
COMPANIES = frozenset({"State Grid Corporation of China"})  # the others that are new teach or research
MEASURES = totals.total_measures("-institutions-ncses")

InstitutionsByName = dict[str, NamedPlace]


def import_institutions(intake: Intake) -> InstitutionsByName:
    """Import every institution; return them by name, for the tables of their pairs and their network."""
    institutions: InstitutionsByName = {}
    for row in intake.read_rows(totals.total_schema("10064", NAME, parse_text, _group_parser(intake.names))):
        if institution := _find_institution(intake, row):
            institutions[institution.name] = institution
            intake.import_row(row, *totals.total_observations(row, institution, INSTITUTIONS, MEASURES))
            if institution.entity in intake.names.minted:
                intake.import_row(row, _new_entity(row, institution))
    return institutions


def _find_institution(intake: Intake, row: TableRow) -> NamedPlace | None:
    """Return the institution, or None if it cannot have an id, which is then reported."""
    name = row[NAME]
    kind = "company" if name in COMPANIES else "institution"
    try:
        return NamedPlace(name, intake.names.mint_entity(kind, name, row.place))
    except CellError as error:
        intake.report_error(row, NAME, error.problem, error.fix)
        return None


def _new_entity(row: TableRow, institution: NamedPlace) -> Entity:
    """Describe an institution as new: the table names its part of the world, not its nation."""
    place = row[totals.GROUP]
    return make_record(Entity, id=institution.entity, name=institution.name, nation=UNKNOWN, place=place)


def _group_parser(names: NameResolver) -> CellParser:
    """Return the parser of known groups of nations, which stay text."""

    def parse(cell: str) -> str:
        names.require_entity(cell)
        return cell

    return parse


def institution_parser(institutions: InstitutionsByName) -> PlaceParser:
    """Return the parser of names of these institutions in another table."""

    def parse(cell: str) -> NamedPlace:
        if cell not in institutions:
            raise CellError(f"{cell!r} is no institution of 10064.csv", "Take the publisher's files again.")
        return institutions[cell]

    return parse
