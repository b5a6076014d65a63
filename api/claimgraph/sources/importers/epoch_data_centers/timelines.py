"""data_center_timelines.csv: what stood at a site on a day, or is to stand there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.importers.epoch_data_centers.figures import TIMELINE, Occasion, given, observations
from claimgraph.sources.intake import Intake
from claimgraph.sources.publisher_table import TableRow, TableSchema
from claimgraph.sources.values import parse_iso_day, parse_text

SOURCE = "dcmap-2026-epoch-data-center-timelines"
VERSION = date(2026, 8, 3)  # of the file: what it says of later days is a plan
WATER = "site-water-use"
MOST_WATER = Decimal(1000)  # million gallons a day; the largest of all other figures is 21

TABLE = TableSchema(
    "data_center_timelines.csv",
    columns={"Data center": parse_text, "Date": parse_iso_day, "Construction status": parse_text}
    | {column: given(figure) for column, figure in TIMELINE.items()},
    ignored={"Current H100 equivalents (from Data center)": "repeats the site's own row in data_centers.csv"},
    key=("Data center", "Date"),
)


def import_timelines(intake: Intake, sites: dict[str, str]) -> None:
    """Take the rows of sites that data_centers.csv lists and that give a figure."""
    for row in intake.read_rows(TABLE):
        if row["Data center"] not in sites:
            intake.reject_row(row, "The site is not in data_centers.csv")
        elif found := _figures(row, sites[row["Data center"]]):
            intake.import_row(row, *found)
        else:
            intake.ignore_row(row, "Only the construction status, without a figure")


def _figures(row: TableRow, site: str) -> list[Observation]:
    """The row's figures; the text on the state of construction, long, stands once, with the first."""
    status = "planned" if row["Date"] > VERSION else None
    occasion = Occasion(site, Period.parse(row["Date"].isoformat()), SOURCE, status)
    found = [_doubted(each) for each in observations(row, TIMELINE, occasion)]
    return (
        [replace(found[0], note=f"Construction status: {row['Construction status']}"), *found[1:]]
        if found
        else []
    )


def _doubted(observation: Observation) -> Observation:
    """A figure that cannot be meant stays as printed, and says so."""
    if observation.metric != WATER or observation.value is None or observation.value < MOST_WATER:
        return observation
    return replace(
        observation, note="As printed; thousands of times the next largest figure, so likely in another unit."
    )
