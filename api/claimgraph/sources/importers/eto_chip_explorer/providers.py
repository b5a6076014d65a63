"""Who provides inputs: nations and companies, and what the publisher lumps together as various."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from claimgraph.model import Entity
from claimgraph.sources.cells import CellError, one_of, optional, parse_text
from claimgraph.sources.csv_lines import display_path
from claimgraph.sources.intake import Intake
from claimgraph.sources.reconcile import ALIASES_FILE
from claimgraph.sources.records import make_record
from claimgraph.sources.table import TableRow, TableSchema

COUNTRY, ORGANIZATION = "country", "organization"
REMAINDERS = {  # what is left when the others of an input are named: another set for each input
    "Various countries": (
        "region",
        "What ETO does not give by nation: other nations for each input, never one.",
    ),
    "Various companies": (
        "unnamed",
        "What ETO does not give by company: other companies for each input, never one.",
    ),
}
PROVIDERS = TableSchema(
    "providers.csv",
    {
        "provider_name": parse_text,
        "alias": optional(parse_text),
        "provider_id": parse_text,
        "provider_type": one_of([COUNTRY, ORGANIZATION]),
        "country": optional(parse_text),
    },
    key=("provider_id", "alias"),
)
SHARED_COLUMNS = ("provider_name", "provider_type", "country")  # alike in all rows of a provider


@dataclass(frozen=True, slots=True)
class Provider:
    """A nation or company as "kind/slug", with the name that ETO gives it."""

    path: str
    name: str
    is_company: bool


def import_providers(intake: Intake) -> dict[str, Provider]:
    """Import all providers; return them by the publisher's id. Further rows of one only add aliases."""
    rows_by_id: dict[str, list[TableRow]] = defaultdict(list)
    for row in intake.read_rows(PROVIDERS):
        rows_by_id[row["provider_id"]].append(row)
    providers = {provider_id: _import_provider(intake, rows) for provider_id, rows in rows_by_id.items()}
    return {provider_id: provider for provider_id, provider in providers.items() if provider}


def aliases_or_cell_fix(intake: Intake) -> str:
    """Return what to do about a name that is not known to be another's."""
    return f"Add a row for it to {display_path(intake.folder / ALIASES_FILE)}, or fix the cell."


def _import_provider(intake: Intake, rows: list[TableRow]) -> Provider | None:
    first = rows[0]
    path = _report_cell_error(intake, first, "provider_name", lambda: _find_path(intake, first))
    seat = _report_cell_error(intake, first, "country", lambda: _find_seat(intake, first))
    contradicting = [row for row in rows if path and _contradicts(intake, first, row, path)]
    if path is None or contradicting:
        return None
    intake.import_row(first, _provider_entity(intake, rows, path, seat))
    for row in rows[1:]:
        intake.import_row(row)
    return Provider(path, first["provider_name"], not _is_country(first))


def _provider_entity(intake: Intake, rows: list[TableRow], path: str, seat: str | None) -> Entity:
    name = rows[0]["provider_name"]
    return make_record(
        Entity,
        id=path,
        identifiers=(f"eto:{rows[0]['provider_id']}",),
        name=None if intake.names.find_entity(name) else name,
        alt_names=tuple(row["alias"] for row in rows if row["alias"] and not _is_country(row)),
        nation=None if seat == path else seat,
        note=REMAINDERS[name][1] if name in REMAINDERS else None,
    )


def _is_country(row: TableRow) -> bool:
    return bool(row["provider_type"] == COUNTRY)


def _find_path(intake: Intake, row: TableRow) -> str:
    name = row["provider_name"]
    if name in REMAINDERS:
        return intake.names.mint_entity(REMAINDERS[name][0], name, row.place)
    if _is_country(row):
        return intake.names.require_entity(name)
    return intake.names.mint_entity("company", name, row.place)


def _find_seat(intake: Intake, row: TableRow) -> str | None:
    name = row["country"]
    if name in REMAINDERS:
        return intake.names.mint_entity(REMAINDERS[name][0], name, row.place)
    if name is None and not _is_country(row):
        raise CellError(
            "the company has no country", "ETO gives one for each: take the publisher's file again."
        )
    return intake.names.require_entity(name) if name else None


def _contradicts(intake: Intake, first: TableRow, row: TableRow, path: str) -> bool:
    """Whether a row contradicts the first one of its provider; if so, the error is reported."""
    if column := next((column for column in SHARED_COLUMNS if row[column] != first[column]), None):
        problem = f"{row[column]!r} is {first[column]!r} in line {first.line}"
        intake.report_error(row, column, problem, f"Rows of one provider_id have one {column}.")
        return True
    alias = row["alias"]
    if alias and _is_country(row) and intake.names.find_entity(alias) != path:
        problem = f"{alias!r} is not known to be the same nation as {row['provider_name']!r}"
        intake.report_error(row, "alias", problem, aliases_or_cell_fix(intake))
        return True
    return False


def _report_cell_error(
    intake: Intake, row: TableRow, column: str, find: Callable[[], str | None]
) -> str | None:
    """Return what `find` finds; its error is reported as one of the column."""
    try:
        return find()
    except CellError as error:
        intake.report_error(row, column, error.problem, error.fix)
        return None
