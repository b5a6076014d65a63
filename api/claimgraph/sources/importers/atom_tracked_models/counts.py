"""The two lists of models, and the region of each organisation that publishes them.

The lists give names only, so what is imported is how many models there are of a region. The rows of a
region are all imported by its count, which stands at the first of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import FETCH_AGAIN, keep_text, one_of, parse_text
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow, TableSchema

ORGANISATION, REGION = "hf_org", "region"
ORG, MODEL, MODEL_ID = "org", "model", "modelId"
VERSION = Period.parse("2026-08-17")
NO_PLACE = frozenset(("other", "unknown"))
NOT_A_PLACE = "The organisation is of another region than the three, or of none that is known"
REGIONS = TableSchema(
    "organization_regions.csv",
    columns={ORGANISATION: parse_text, REGION: one_of(("china", "us", "eu", *NO_PLACE)), "notes": keep_text},
    key=(ORGANISATION,),
)


@dataclass(frozen=True, slots=True)
class ModelList:
    """A list of models; `scope` is none for the list that the project's charts are drawn from."""

    file: str
    scope: str | None = None


LISTS = (ModelList("models.csv"), ModelList("extra_models.csv", "Secondary list"))


def import_counts(intake: Intake) -> None:
    """Import how many models of each list are of each region."""
    regions = {}
    for row in intake.read_rows(REGIONS):
        regions[row[ORGANISATION]] = row[REGION]
        intake.import_row(row)  # it says where models count, and is no figure itself
    for model_list in LISTS:
        _import_list(intake, model_list, regions)


def _import_list(intake: Intake, model_list: ModelList, regions: Mapping[str, str]) -> None:
    rows_by_place: dict[str, list[TableRow]] = defaultdict(list)
    for row in intake.read_rows(_schema(model_list)):
        if row[MODEL_ID] != f"{row[ORG]}/{row[MODEL]}":
            intake.report_error(row, MODEL_ID, "it is not organisation and model", FETCH_AGAIN)
        elif row[ORG] not in regions:
            problem = f"{row[ORG]!r} has no region in {REGIONS.file}"
            intake.report_error(row, ORG, problem, FETCH_AGAIN)
        elif (region := regions[row[ORG]]) in NO_PLACE:
            intake.ignore_row(row, NOT_A_PLACE)
        else:
            rows_by_place[intake.names.require_entity(region)].append(row)
    for place, rows in rows_by_place.items():
        for row in rows:
            intake.import_row(row)
        intake.import_row(rows[0], _count(model_list, place, len(rows)))


def _schema(model_list: ModelList) -> TableSchema:
    return TableSchema(
        model_list.file, columns=dict.fromkeys((ORG, MODEL, MODEL_ID), parse_text), key=(MODEL_ID,)
    )


def _count(model_list: ModelList, place: str, count: int) -> Observation:
    return make_record(
        Observation,
        id=slugify("atom", model_list.file.removesuffix(".csv"), place.partition("/")[2]),
        metric="tracked-open-models",
        subjects=(place,),
        value=Decimal(count),
        unit="models",
        period=VERSION,
        known_since=VERSION,
        source="atom-project-2026-tracked-models",
        method=f"Count of the rows of {model_list.file}",
        scope=model_list.scope,
        source_text=f"{count} rows",
    )
