"""economy_collaborators.csv: pushes and pull requests between two economies, in both directions together."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from claimgraph.model import Observation
from claimgraph.sources.cells import parse_count, parse_text
from claimgraph.sources.figures import figure_parsers
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

METRIC, LEAST = "github-collaboration", Decimal(50_000)
FEW = "fewer than 50,000 pushes and pull requests in both directions together"
SCHEMA = TableSchema(
    "economy_collaborators.csv",
    {
        "source": parse_text,
        "destination": parse_text,
        **TIME_COLUMNS,
        **figure_parsers({"weight": parse_count}),
    },
    {},
    key=("source", "destination", "year", "quarter"),
)


def import_pairs(intake: Intake) -> None:
    """Import each pair of economies once a year, if it worked together much; its rows are its directions."""
    directions: dict[tuple[str, ...], list[TableRow]] = defaultdict(list)
    for row in intake.read_rows(SCHEMA):
        if reason := find_reason_to_ignore(row, row["source"], row["destination"]):
            intake.ignore_row(row, reason)
        else:
            directions[row["year"], *sorted((row["source"], row["destination"]))].append(row)
    for (_, *codes), rows in directions.items():
        economies = [entity for code in codes if (entity := intake.names.find_entity(code))]
        for row in rows:
            if sum(direction["weight"].value for direction in rows) < LEAST:
                intake.ignore_row(row, FEW)
            elif len(economies) < len(codes):
                intake.reject_row(row, NO_CODE)
            else:
                intake.import_row(row, *([_observation(rows, economies)] if row is rows[0] else []))


def _observation(rows: list[TableRow], economies: list[str]) -> Observation:
    parts = [f"{row['source']} to {row['destination']}: {row['weight'].printed}" for row in rows]
    slugs = [economy.partition("/")[2] for economy in sorted(economies)]
    return make_record(
        Observation,
        id=slugify(METRIC, *slugs, rows[0]["year"], "q3"),
        metric=METRIC,
        subjects=tuple(sorted(economies)),
        value=sum((row["weight"].value for row in rows), Decimal(0)),
        unit="pushes-and-pull-requests",
        period=read_quarter(rows[0]),
        known_since=KNOWN_SINCE,
        source=SOURCE,
        method="Sum of both directions",
        source_text="; ".join(parts),
    )
