"""Table 10064: articles of the 100 institutions with the most, which it describes."""

from __future__ import annotations

from claimgraph.model import UNKNOWN, Entity
from claimgraph.sources.cells import CellError, Parse
from claimgraph.sources.intake import Intake, record
from claimgraph.sources.ncses_ai_coauthorship import totals
from claimgraph.sources.ncses_ai_coauthorship.cells import Named
from claimgraph.sources.ncses_ai_coauthorship.origins import INSTITUTIONS
from claimgraph.sources.publisher_table import ForeignRow
from claimgraph.sources.reconcile import Names
from claimgraph.sources.values import text

NAME = "institution"
COMPANIES = frozenset({"State Grid Corporation of China"})  # the others that are new teach or research
MEASURES = totals.measures("-institutions-ncses")


def run(intake: Intake) -> dict[str, Named]:
    """Take every institution; gives them by name, for the tables of their pairs and their network."""
    institutions: dict[str, Named] = {}
    for row in intake.read(totals.table("10064", NAME, text, _group(intake.names))):
        if named := _named(intake, row):
            institutions[named.name] = named
            intake.take(row, *totals.observations(row, named, INSTITUTIONS, MEASURES))
            if named.entity in intake.names.minted:
                intake.take(row, _entity(row, named))
    return institutions


def _named(intake: Intake, row: ForeignRow) -> Named | None:
    """The institution, or None if it cannot have an id, which is then noted."""
    name = row[NAME]
    kind = "company" if name in COMPANIES else "institution"
    try:
        return Named(name, intake.names.mint(kind, name, f"{row.file}:{row.line}"))
    except CellError as error:
        intake.wrong(row, NAME, error.problem, error.fix)
        return None


def _entity(row: ForeignRow, named: Named) -> Entity:
    """An institution nobody has described: the table names its part of the world, not its nation."""
    return record(Entity, id=named.entity, name=named.name, nation=UNKNOWN, place=row[totals.GROUP])


def _group(names: Names) -> Parse:
    """A group of nations that we know, as text."""

    def read(cell: str) -> str:
        names.require(cell)
        return cell

    return read


def one_of(known: dict[str, Named]) -> Parse:
    """The name of an institution of this table, in another one."""

    def read(cell: str) -> Named:
        if cell not in known:
            raise CellError(f"{cell!r} is no institution of 10064.csv", "Take the publisher's files again.")
        return known[cell]

    return read
