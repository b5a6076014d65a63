"""Imports the ROR subset: what that registry says of organisations which data/entities names."""

from __future__ import annotations

from typing import Any

from claimgraph.model import Entity
from claimgraph.sources.cells import CellError, one_of, parse_text, term_of
from claimgraph.sources.intake import Intake
from claimgraph.sources.json_lines import json_list, json_number, json_text, json_tuple, read_json_rows
from claimgraph.sources.records import make_record
from claimgraph.sources.table import TableRow, TableSchema

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


def import_dataset(intake: Intake) -> None:
    """Each line adds to an organisation of data/entities; one it lacks is an error, no new entity."""
    require = intake.names.require_entity
    table = TableSchema(
        "ror_subset.jsonl",
        columns={
            "ror": json_text(parse_text),
            "ver": json_text(parse_text),
            "label": json_text(require),
            "names": json_list(json_text(parse_text)),
            "country": json_text(require),
            "city": json_text(parse_text),
            "geo": json_tuple(json_number, json_number, json_number),
            "link": json_text(_address),
            "types": json_list(json_text(term_of(TYPES))),
            "status": json_text(one_of(["active"])),
        },
        ignored={"qid": "the Wikidata ids are matches in data/entities, which took them from this file"},
        key=("ror",),
    )
    for row in intake.read_rows(table, read_json_rows):
        intake.import_row(row, organisation(row))


def organisation(row: TableRow) -> Entity:
    """What the record says; who is the same, and under which name, is said in data/entities."""
    latitude, longitude, city = row["geo"]
    return make_record(
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
