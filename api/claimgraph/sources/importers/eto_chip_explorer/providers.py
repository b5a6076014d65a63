"""Who provides inputs: nations and companies, and what the publisher lumps together as various."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from claimgraph.model import Entity
from claimgraph.sources.cells import CellError
from claimgraph.sources.importers.eto_chip_explorer.forms import place
from claimgraph.sources.intake import Intake, make_record
from claimgraph.sources.publisher_table import TableRow, TableSchema
from claimgraph.sources.values import one_of, optional, parse_text

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
SAME = ("provider_name", "provider_type", "country")  # in all rows of a provider


@dataclass(frozen=True, slots=True)
class Provider:
    path: str
    name: str
    is_company: bool


def read_providers(intake: Intake) -> dict[str, Provider]:
    """All providers, by the publisher's id. Further rows of one only add aliases."""
    rows: dict[str, list[TableRow]] = defaultdict(list)
    for row in intake.read_rows(PROVIDERS):
        rows[row["provider_id"]].append(row)
    found = {each: _provider(intake, group) for each, group in rows.items()}
    return {each: provider for each, provider in found.items() if provider}


def _provider(intake: Intake, rows: list[TableRow]) -> Provider | None:
    first = rows[0]
    path = _settled(intake, first, "provider_name", lambda: _path(intake, first))
    seat = _settled(intake, first, "country", lambda: _seat(intake, first))
    disagreeing = [row for row in rows if path and _disagrees(intake, first, row, path)]
    if path is None or disagreeing:
        return None
    name = first["provider_name"]
    entity = make_record(
        Entity,
        id=path,
        identifiers=(f"eto:{first['provider_id']}",),
        name=None if intake.names.find_entity(name) else name,
        alt_names=tuple(row["alias"] for row in rows if row["alias"] and not _is_country(row)),
        nation=None if seat == path else seat,
        note=REMAINDERS[name][1] if name in REMAINDERS else None,
    )
    intake.import_row(first, entity)
    for row in rows[1:]:
        intake.import_row(row)
    return Provider(path, name, not _is_country(first))


def _is_country(row: TableRow) -> bool:
    return bool(row["provider_type"] == COUNTRY)


def _path(intake: Intake, row: TableRow) -> str:
    name = row["provider_name"]
    if name in REMAINDERS:
        return intake.names.mint_entity(REMAINDERS[name][0], name, place(row))
    return (
        intake.names.require_entity(name)
        if _is_country(row)
        else intake.names.mint_entity("company", name, place(row))
    )


def _seat(intake: Intake, row: TableRow) -> str | None:
    name = row["country"]
    if name in REMAINDERS:
        return intake.names.mint_entity(REMAINDERS[name][0], name, place(row))
    if name is None and not _is_country(row):
        raise CellError(
            "the company has no country", "ETO gives one for each: take the publisher's file again."
        )
    return intake.names.require_entity(name) if name else None


def _disagrees(intake: Intake, first: TableRow, row: TableRow, path: str) -> bool:
    """Whether a row contradicts the first one of its provider; if so, that is noted."""
    if other := next((column for column in SAME if row[column] != first[column]), None):
        problem = f"{row[other]!r} is {first[other]!r} in line {first.line}"
        intake.report_error(row, other, problem, f"Rows of one provider_id have one {other}.")
        return True
    alias = row["alias"]
    if alias and _is_country(row) and intake.names.find_entity(alias) != path:
        problem = f"{alias!r} is not known to be the same nation as {row['provider_name']!r}"
        intake.report_error(
            row, "alias", problem, "Add a row for it to data/entities/aliases.csv, or fix the cell."
        )
        return True
    return False


def _settled(intake: Intake, row: TableRow, column: str, settle: Callable[[], str | None]) -> str | None:
    """What `settle` finds; an error is noted where it belongs."""
    try:
        return settle()
    except CellError as error:
        intake.report_error(row, column, error.problem, error.fix)
        return None
