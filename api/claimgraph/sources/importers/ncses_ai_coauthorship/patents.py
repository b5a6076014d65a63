"""Table 10565: granted AI patents of four nations by technique, application and field."""

from __future__ import annotations

from claimgraph.errors import TableError
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import COUNTED, ROW, TABLE, NamedPlace, figure
from claimgraph.sources.importers.ncses_ai_coauthorship.origins import PATENTS, Measure
from claimgraph.sources.intake import Intake
from claimgraph.sources.publisher_table import TableRow, TableSchema
from claimgraph.sources.table import display_path
from claimgraph.sources.values import one_of, optional, parse_count, term_of

FILE = "10565.csv"
PATH, DIMENSION, CATEGORY = "category_full_path", "category_level_1", "category_level_2"
NATIONS = ("field_united_states", "field_china", "field_japan", "field_south_korea")
METRICS = {
    "AI techniques": "granted-ai-patents-by-technique-ncses",
    "Functional applications": "granted-ai-patents-by-application-ncses",
    "Application fields": "granted-ai-patents-by-field-ncses",
}
# A closed list: another category would change what the others hold.
CATEGORIES = {
    "granted-ai-patents-by-technique-ncses": (
        "Fuzzy logic",
        "Generic or unspecified",
        "Logic programming",
        "Machine learning",
        "Ontology engineering",
        "Probabilistic reasoning",
        "Search methods",
    ),
    "granted-ai-patents-by-application-ncses": (
        "Analytics and algorithms",
        "Computer vision",
        "Control",
        "Distributed AI",
        "Knowledge representation",
        "Language processing",
        "Measuring and testing",
        "Planning and scheduling",
        "Robotics",
        "Speech processing",
    ),
    "granted-ai-patents-by-field-ncses": (
        "Agriculture",
        "Banking and finance",
        "Business",
        "Computing in government",
        "Document management and publishing",
        "Education",
        "Energy management",
        "Entertainment",
        "Industrial and manufacturing",
        "Life sciences",
        "Military",
        "Nanotechnology",
        "Networks (e.g., social, IOT)",
        "Personal devices and computing",
        "Physical science and engineering",
        "Security (e.g., cybersecurity)",
        "Semiconductors",
        "Telecommunications",
        "Transportation",
    ),
}
TABLE_OF_PATENTS = TableSchema(
    FILE,
    columns={
        TABLE: one_of(["10565"]),
        DIMENSION: term_of(METRICS),
        CATEGORY: optional(one_of(category for each in CATEGORIES.values() for category in each)),
    }
    | {column: figure(column, optional(parse_count)) for column in NATIONS},
    ignored={
        ROW: COUNTED,
        PATH: "both levels in one",
        "category_hierarchy_depth": "the number of levels that are filled",
    },
    key=(DIMENSION, CATEGORY),
)
MEND = "Take the publisher's file again."


def run(intake: Intake) -> None:
    """Take every category; rows without one are headings."""
    inventors = _inventors(intake)
    for row in intake.read_rows(TABLE_OF_PATENTS):
        empty = [column for column in NATIONS if row[column].value is None]
        if row[CATEGORY] is None and len(empty) == len(NATIONS):
            intake.ignore_row(row, "heading without figures")
        elif row[CATEGORY] not in CATEGORIES[row[DIMENSION]]:
            intake.report_error(row, CATEGORY, f"{row[CATEGORY]!r} is no category of this dimension", MEND)
        elif empty:
            intake.report_error(row, empty[0], "the cell is empty", MEND)
        else:
            _take(intake, row, inventors)


def _take(intake: Intake, row: TableRow, inventors: dict[str, NamedPlace]) -> None:
    measure = Measure(row[DIMENSION], "patents")
    for column, named in inventors.items():
        intake.import_row(row, PATENTS.observation((named,), measure, row[column], scope=row[CATEGORY]))


def _inventors(intake: Intake) -> dict[str, NamedPlace]:
    """Whose patents a column counts: the columns are names like any other."""
    found = {column: intake.names.find_entity(column) for column in NATIONS}
    if unknown := [column for column, entity in found.items() if entity is None]:
        fix = "Add rows for them to data/entities/aliases.csv: same, different or unsure, and why."
        raise TableError(
            f"{display_path(intake.folder / FILE)}:1", f"no entity for the columns {unknown}", fix
        )
    return {
        column: NamedPlace(column.removeprefix("field_"), entity)
        for column, entity in found.items()
        if entity
    }
