"""data_center_timelines.csv: what stood at a site on a day, or is to stand there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import CellParser, parse_iso_day, parse_text
from claimgraph.sources.figures import optional_figure_parsers
from claimgraph.sources.importers._epoch_sites import TIMELINE_MEASURES
from claimgraph.sources.importers.epoch_data_centers.observations import SiteDay, site_observations
from claimgraph.sources.intake import Intake
from claimgraph.sources.table import TableRow, TableSchema

SOURCE = "dcmap-2026-epoch-data-center-timelines"
VERSION = date(2026, 8, 3)  # of the file: what it says of later days is a plan
WATER = "site-water-use"
MOST_WATER = Decimal(1000)  # million gallons a day; the largest of all other figures is 21

SITE, DAY, STATUS = "Data center", "Date", "Construction status"
COLUMNS: dict[str, CellParser] = {SITE: parse_text, DAY: parse_iso_day, STATUS: parse_text}
FIGURE_COLUMNS = optional_figure_parsers(
    {column: measure.parse for column, measure in TIMELINE_MEASURES.items()}
)
SCHEMA = TableSchema(
    "data_center_timelines.csv",
    columns=COLUMNS | FIGURE_COLUMNS,
    ignored={"Current H100 equivalents (from Data center)": "repeats the site's own row in data_centers.csv"},
    key=(SITE, DAY),
)


def import_timelines(intake: Intake, sites: dict[str, str]) -> None:
    """Import the rows of sites that data_centers.csv lists and that give a figure."""
    for row in intake.read_rows(SCHEMA):
        if row[SITE] not in sites:
            intake.reject_row(row, "The site is not in data_centers.csv")
        elif observations := _observations(row, sites[row[SITE]]):
            intake.import_row(row, *observations)
        else:
            intake.ignore_row(row, "Only the construction status, without a figure")


def _observations(row: TableRow, site: str) -> list[Observation]:
    """Return the row's figures; the long text on the state of construction stands once, with the first."""
    status = "planned" if row[DAY] > VERSION else None
    site_day = SiteDay(site, Period.parse(row[DAY].isoformat()), SOURCE, status)
    observations = [
        _mark_doubtful(observation) for observation in site_observations(row, TIMELINE_MEASURES, site_day)
    ]
    if observations:
        observations[0] = replace(observations[0], note=f"{STATUS}: {row[STATUS]}")
    return observations


def _mark_doubtful(observation: Observation) -> Observation:
    """Keep a figure that cannot be meant as printed, with a note that says so."""
    if observation.metric != WATER or observation.value is None or observation.value < MOST_WATER:
        return observation
    note = "As printed; thousands of times the next largest figure, so likely in another unit."
    return replace(observation, note=note)
