"""artificial-intelligence-granted-patents-by-industry.csv: a column for each field, which overlap."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.model import Observation
from claimgraph.sources.cells import parse_count
from claimgraph.sources.figures import Measure, figure_parsers
from claimgraph.sources.importers.owid_ai_by_country.cells import (
    CODE_IGNORED,
    KEY,
    RELEASE_2024,
    FileOrigin,
    key_parsers,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.table import TableRow, TableSchema

FILE = "artificial-intelligence-granted-patents-by-industry.csv"
PREFIX = "Patent applications granted - Field: "
FIELDS = (
    "Banking and finance",
    "Business",
    "Energy management",
    "Industry and manufacturing",
    "Life sciences",
    "Personal devices and computing",
    "Physical sciences and engineering",
    "Security",
    "Telecommunications",
    "Transportation",
)
PATENTS = Measure("granted-ai-patents-by-field-cset", "patents")
ORIGIN = FileOrigin("cset-2024-ai-patents-granted", RELEASE_2024)


def import_granted_patents(intake: Intake) -> None:
    """Import every row: ten figures, one for each field."""
    for row in intake.read_rows(_schema(intake.names)):
        intake.import_row(row, *_observations(row))


def _observations(row: TableRow) -> Iterator[Observation]:
    for field in FIELDS:
        yield ORIGIN.make_observation(row, PATENTS, row[PREFIX + field], scope=field)


def _schema(names: NameResolver) -> TableSchema:
    columns = key_parsers(names) | figure_parsers({PREFIX + field: parse_count for field in FIELDS})
    return TableSchema(FILE, columns, CODE_IGNORED, KEY)
