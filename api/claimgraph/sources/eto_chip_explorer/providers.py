"""Who provides inputs: nations and companies, and what the publisher lumps together as various."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from claimgraph.model import Entity
from claimgraph.sources.cells import CellError
from claimgraph.sources.eto_chip_explorer.forms import place
from claimgraph.sources.intake import Intake, record
from claimgraph.sources.publisher_table import ForeignRow, Table
from claimgraph.sources.values import choice, maybe, text

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
PROVIDERS = Table(
    "providers.csv",
    {
        "provider_name": text,
        "alias": maybe(text),
        "provider_id": text,
        "provider_type": choice([COUNTRY, ORGANIZATION]),
        "country": maybe(text),
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
    rows: dict[str, list[ForeignRow]] = defaultdict(list)
    for row in intake.read(PROVIDERS):
        rows[row["provider_id"]].append(row)
    found = {each: _provider(intake, group) for each, group in rows.items()}
    return {each: provider for each, provider in found.items() if provider}


def _provider(intake: Intake, rows: list[ForeignRow]) -> Provider | None:
    first = rows[0]
    path = _settled(intake, first, "provider_name", lambda: _path(intake, first))
    seat = _settled(intake, first, "country", lambda: _seat(intake, first))
    disagreeing = [row for row in rows if path and _disagrees(intake, first, row, path)]
    if path is None or disagreeing:
        return None
    name = first["provider_name"]
    entity = record(
        Entity,
        id=path,
        identifiers=(f"eto:{first['provider_id']}",),
        name=None if intake.names.find(name) else name,
        alt_names=tuple(row["alias"] for row in rows if row["alias"] and not _is_country(row)),
        nation=None if seat == path else seat,
        note=REMAINDERS[name][1] if name in REMAINDERS else None,
    )
    intake.take(first, entity)
    for row in rows[1:]:
        intake.take(row)
    return Provider(path, name, not _is_country(first))


def _is_country(row: ForeignRow) -> bool:
    return bool(row["provider_type"] == COUNTRY)


def _path(intake: Intake, row: ForeignRow) -> str:
    name = row["provider_name"]
    if name in REMAINDERS:
        return intake.names.mint(REMAINDERS[name][0], name, place(row))
    return intake.names.require(name) if _is_country(row) else intake.names.mint("company", name, place(row))


def _seat(intake: Intake, row: ForeignRow) -> str | None:
    name = row["country"]
    if name in REMAINDERS:
        return intake.names.mint(REMAINDERS[name][0], name, place(row))
    if name is None and not _is_country(row):
        raise CellError(
            "the company has no country", "ETO gives one for each: take the publisher's file again."
        )
    return intake.names.require(name) if name else None


def _disagrees(intake: Intake, first: ForeignRow, row: ForeignRow, path: str) -> bool:
    """Whether a row contradicts the first one of its provider; if so, that is noted."""
    if other := next((column for column in SAME if row[column] != first[column]), None):
        problem = f"{row[other]!r} is {first[other]!r} in line {first.line}"
        intake.wrong(row, other, problem, f"Rows of one provider_id have one {other}.")
        return True
    alias = row["alias"]
    if alias and _is_country(row) and intake.names.find(alias) != path:
        problem = f"{alias!r} is not known to be the same nation as {row['provider_name']!r}"
        intake.wrong(row, "alias", problem, "Add a row for it to data/entities/aliases.csv, or fix the cell.")
        return True
    return False


def _settled(intake: Intake, row: ForeignRow, column: str, settle: Callable[[], str | None]) -> str | None:
    """What `settle` finds; an error is noted where it belongs."""
    try:
        return settle()
    except CellError as error:
        intake.wrong(row, column, error.problem, error.fix)
        return None
