"""developers.csv, git_pushes.csv and topics.csv: one figure for an economy and a quarter."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.model import Observation
from claimgraph.sources.cells import parse_count, parse_text
from claimgraph.sources.figures import PrintedFigure, figure_parsers
from claimgraph.sources.importers.github_innovation_graph.rows import (
    KNOWN_SINCE,
    NO_CODE,
    SOURCE,
    TIME_COLUMNS,
    find_reason_to_ignore,
    read_quarter,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow, TableSchema

ECONOMY, TOPIC = "iso2_code", "topic"
TOPICS = frozenset({"artificial-intelligence", "deep-learning", "llm", "machine-learning"})
OTHER_TOPIC = "a topic that is not one of four on AI"


@dataclass(frozen=True, slots=True)
class Count:
    """A file with one count for each economy and quarter."""

    file: str
    column: str
    metric: str
    unit: str


COUNTS = (
    Count("developers.csv", "developers", "github-developers", "accounts"),
    Count("git_pushes.csv", "git_pushes", "github-pushes", "pushes"),
)
PUSHERS = Count("topics.csv", "num_pushers", "github-topic-pushers", "accounts")


def import_economies(intake: Intake) -> None:
    """Import the developers and the pushes of each economy."""
    for count in COUNTS:
        columns = {ECONOMY: parse_text, **TIME_COLUMNS, **figure_parsers({count.column: parse_count})}
        schema = TableSchema(count.file, columns, {}, key=(ECONOMY, "year", "quarter"))
        for row in intake.read_rows(schema):
            _import(intake, row, count, find_reason_to_ignore(row, row[ECONOMY]))


def import_topics(intake: Intake) -> None:
    """Import who pushes to repositories on AI."""
    columns = {ECONOMY: parse_text, TOPIC: parse_text, **TIME_COLUMNS}
    columns |= figure_parsers({PUSHERS.column: parse_count})
    schema = TableSchema(PUSHERS.file, columns, {}, key=(ECONOMY, TOPIC, "year", "quarter"))
    for row in intake.read_rows(schema):
        reason = find_reason_to_ignore(row, row[ECONOMY])
        is_other = row[TOPIC] not in TOPICS
        _import(intake, row, PUSHERS, OTHER_TOPIC if is_other else reason, topic=row[TOPIC])


def _import(
    intake: Intake, row: TableRow, count: Count, reason: str | None, topic: str | None = None
) -> None:
    if reason:
        intake.ignore_row(row, reason)
    elif economy := intake.names.find_entity(row[ECONOMY]):
        intake.import_row(row, _observation(row, count, economy, topic))
    else:
        intake.reject_row(row, NO_CODE)


def _observation(row: TableRow, count: Count, economy: str, topic: str | None) -> Observation:
    figure: PrintedFigure = row[count.column]
    name = slugify(count.metric, *([topic] if topic else []), economy.partition("/")[2], row["year"], "q3")
    return make_record(
        Observation,
        id=name,
        metric=count.metric,
        subjects=(economy,),
        value=figure.value,
        unit=count.unit,
        period=read_quarter(row),
        known_since=KNOWN_SINCE,
        source=SOURCE,
        scope=f"Repositories with the topic {topic}" if topic else None,
        source_text=figure.source_text,
    )
