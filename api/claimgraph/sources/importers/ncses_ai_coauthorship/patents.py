"""Table 10565: granted AI patents of four nations by technique, application and field."""

from __future__ import annotations

from claimgraph.errors import TableError
from claimgraph.sources.cells import FETCH_AGAIN, CellParser, one_of, optional, parse_count, term_of
from claimgraph.sources.csv_lines import display_path
from claimgraph.sources.figures import Measure, figure_parsers
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import ROW_IGNORED, TABLE, NamedPlace
from claimgraph.sources.importers.ncses_ai_coauthorship.table_origins import PATENTS
from claimgraph.sources.intake import Intake
from claimgraph.sources.reconcile import ALIASES_FILE
from claimgraph.sources.table import TableRow, TableSchema

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
COLUMNS: dict[str, CellParser] = {
    TABLE: one_of(["10565"]),
    DIMENSION: term_of(METRICS),
    CATEGORY: optional(one_of(category for categories in CATEGORIES.values() for category in categories)),
}
SCHEMA = TableSchema(
    FILE,
    columns=COLUMNS | figure_parsers(dict.fromkeys(NATIONS, optional(parse_count))),
    ignored=ROW_IGNORED
    | {
        PATH: "both levels in one",
        "category_hierarchy_depth": "the number of levels that are filled",
    },
    key=(DIMENSION, CATEGORY),
)


def import_patents(intake: Intake) -> None:
    """Import every category; rows without one are headings."""
    inventors = _find_inventors(intake)
    for row in intake.read_rows(SCHEMA):
        empty = [column for column in NATIONS if row[column].value is None]
        if row[CATEGORY] is None and len(empty) == len(NATIONS):
            intake.ignore_row(row, "heading without figures")
        elif row[CATEGORY] not in CATEGORIES[row[DIMENSION]]:
            problem = f"{row[CATEGORY]!r} is no category of this dimension"
            intake.report_error(row, CATEGORY, problem, FETCH_AGAIN)
        elif empty:
            intake.report_error(row, empty[0], "the cell is empty", FETCH_AGAIN)
        else:
            _import_category(intake, row, inventors)


def _import_category(intake: Intake, row: TableRow, inventors: dict[str, NamedPlace]) -> None:
    measure = Measure(row[DIMENSION], "patents")
    for column, place in inventors.items():
        observation = PATENTS.make_observation((place,), measure, row[column], scope=row[CATEGORY])
        intake.import_row(row, observation)


def _find_inventors(intake: Intake) -> dict[str, NamedPlace]:
    """Return whose patents a column counts: the columns are names like any other."""
    entities = {column: intake.names.find_entity(column) for column in NATIONS}
    if unknown := [column for column, entity in entities.items() if entity is None]:
        aliases = display_path(intake.folder / ALIASES_FILE)
        fix = f"Add rows for them to {aliases}: same, different or unsure, and why."
        raise TableError(
            f"{display_path(intake.folder / FILE)}:1", f"no entity for the columns {unknown}", fix
        )
    return {
        column: NamedPlace(column.removeprefix("field_"), entity)
        for column, entity in entities.items()
        if entity
    }
