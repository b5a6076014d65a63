"""Imports the ROR subset: what that registry says of organisations which data/entities names."""

from __future__ import annotations

from typing import Any

from claimgraph.model import Entity
from claimgraph.sources.cells import CellError
from claimgraph.sources.intake import Intake, record
from claimgraph.sources.json_lines import array, every, number, read_objects, string
from claimgraph.sources.publisher_table import ForeignRow, Table
from claimgraph.sources.values import choice, term, text

# ROR spelt its types with a capital up to version 1 of its schema; the meaning is the same.
TYPES = {
    "company": "company",
    "Company": "company",
    "education": "education",
    "Education": "education",
    "Facility": "facility",
    "funder": "funder",
    "government": "government",
    "Nonprofit": "nonprofit",
    "other": "other",
}


def run(intake: Intake) -> None:
    """Each line adds to an organisation of data/entities; one it lacks is an error, no new entity."""
    require = intake.names.require
    table = Table(
        "ror_subset.jsonl",
        takes={
            "ror": string(text),
            "ver": string(text),
            "label": string(require),
            "names": every(string(text)),
            "country": string(require),
            "city": string(text),
            "geo": array(number, number, number),
            "link": string(_address),
            "types": every(string(term(TYPES))),
            "status": string(choice(["active"])),
        },
        ignores={"qid": "the Wikidata ids are matches in data/entities, which took them from this file"},
        key=("ror",),
    )
    for row in intake.read(table, read_objects):
        intake.take(row, organisation(row))


def organisation(row: ForeignRow) -> Entity:
    """What the record says; who is the same, and under which name, is said in data/entities."""
    latitude, longitude, city = row["geo"]
    return record(
        Entity,
        id=row["label"],
        alt_names=tuple(sorted(set(row["names"]))),
        nation=row["country"],
        place=row["city"],
        latitude=latitude,
        longitude=longitude,
        homepage=row["link"],
        note=(
            f"ROR record {row['ror']}, release {row['ver']}: types {', '.join(row['types'])}; "
            f"status {row['status']}; GeoNames id of the city, which the coordinates are of: {city}"
        ),
    )


def _address(cell: str) -> Any:
    if not cell.startswith(("http://", "https://")):
        raise CellError(f"{cell!r} is no web address", "Take the publisher's file again.")
    return cell
