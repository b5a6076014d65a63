"""Table 10064: articles of the 100 institutions with the most, which it describes."""

from __future__ import annotations

from claimgraph.model import UNKNOWN, Entity
from claimgraph.sources.cells import CellError, CellParser
from claimgraph.sources.importers.ncses_ai_coauthorship import totals
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import NamedPlace
from claimgraph.sources.importers.ncses_ai_coauthorship.origins import INSTITUTIONS
from claimgraph.sources.intake import Intake, make_record
from claimgraph.sources.publisher_table import TableRow
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.values import parse_text

NAME = "institution"
COMPANIES = frozenset({"State Grid Corporation of China"})  # the others that are new teach or research
MEASURES = totals.measures("-institutions-ncses")


def run(intake: Intake) -> dict[str, NamedPlace]:
    """Take every institution; gives them by name, for the tables of their pairs and their network."""
    institutions: dict[str, NamedPlace] = {}
    for row in intake.read_rows(totals.table("10064", NAME, parse_text, _group(intake.names))):
        if named := _named(intake, row):
            institutions[named.name] = named
            intake.import_row(row, *totals.observations(row, named, INSTITUTIONS, MEASURES))
            if named.entity in intake.names.minted:
                intake.import_row(row, _entity(row, named))
    return institutions


def _named(intake: Intake, row: TableRow) -> NamedPlace | None:
    """The institution, or None if it cannot have an id, which is then noted."""
    name = row[NAME]
    kind = "company" if name in COMPANIES else "institution"
    try:
        return NamedPlace(name, intake.names.mint_entity(kind, name, f"{row.file}:{row.line}"))
    except CellError as error:
        intake.report_error(row, NAME, error.problem, error.fix)
        return None


def _entity(row: TableRow, named: NamedPlace) -> Entity:
    """An institution nobody has described: the table names its part of the world, not its nation."""
    return make_record(Entity, id=named.entity, name=named.name, nation=UNKNOWN, place=row[totals.GROUP])


def _group(names: NameResolver) -> CellParser:
    """A group of nations that we know, as text."""

    def read(cell: str) -> str:
        names.require_entity(cell)
        return cell

    return read


def one_of(known: dict[str, NamedPlace]) -> CellParser:
    """The name of an institution of this table, in another one."""

    def read(cell: str) -> NamedPlace:
        if cell not in known:
            raise CellError(f"{cell!r} is no institution of 10064.csv", "Take the publisher's files again.")
        return known[cell]

    return read
