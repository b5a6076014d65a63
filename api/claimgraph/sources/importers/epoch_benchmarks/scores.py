"""One file of a benchmark: a row for each version of a model, with its score if it has one.

A version is a model at one date and effort: "o1-2024-12-17_high". aliases.csv says which model it is of.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import (
    CellParser,
    keep_text,
    optional,
    parse_iso_day,
    parse_number,
    scaled,
)
from claimgraph.sources.figures import PrintedFigure, figure_parser
from claimgraph.sources.importers.epoch_benchmarks.benchmarks import Benchmark
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import short_hash, slugify
from claimgraph.sources.table import TableRow, TableSchema

VERSION, RELEASED = "Model version", "Release date"
KNOWN_SINCE = Period.parse("2026-04-19")  # the day of the publisher's archive
NO_VERSION = "No version of a model: an agent, a mix of models, or a name that Epoch AI has not matched"
NO_SCORE = "No score"
NO_MODEL = "No model of the graph is judged to be this version"
REPEATED = "Repeats another row: the same version, way of running it and score"
COMMON_IGNORED: Mapping[str, str] = {
    **dict.fromkeys(("Organization", "Country"), "whose the model is: the tables of models have it"),
    "Training compute (FLOP)": "another table of the same publisher has it, with its notes",
    "Training compute notes": "reasoning and quotations behind the training compute",
}
REMARKS = frozenset(("Notes", "Notes (details)"))
LINKS = frozenset(
    ("Source", "Source link", "Source Link", "Source link (site from table)", "Log viewer", "Logs")
)
KEYS = frozenset(("id", "ID", "UUID", "Name"))
NORMAL_95 = Decimal("1.96")  # standard errors to either side of a mean


def import_scores(intake: Intake, benchmark: Benchmark) -> None:
    """Import each score of a version whose model is known, once."""
    imported: set[str] = set()
    for row in intake.read_rows(_schema(benchmark)):
        if not row[VERSION]:
            intake.ignore_row(row, NO_VERSION)
        elif not row[benchmark.score]:
            intake.ignore_row(row, NO_SCORE)
        elif not (model := intake.names.resolve_entity(row[VERSION], row.place)):
            intake.reject_row(row, NO_MODEL)
        elif (observation := _make_observation(benchmark, row, model)).id in imported:
            intake.ignore_row(row, REPEATED)
        else:
            imported.add(observation.id)
            intake.import_row(row, observation)


def _schema(benchmark: Benchmark) -> TableSchema:
    parse = scaled(benchmark.power) if benchmark.power else parse_number
    columns: dict[str, CellParser] = {
        VERSION: keep_text,
        RELEASED: optional(lambda cell: Period.parse(parse_iso_day(cell).isoformat())),
        benchmark.score: optional(figure_parser(benchmark.score, parse)),
    }
    columns |= {name: optional(parse) for name in _bound_columns(benchmark)}
    columns |= {name: keep_text for name in (benchmark.way, benchmark.edition) if name}
    ignored = {name: _reason(name) for name in benchmark.others}
    return TableSchema(benchmark.file, columns, {**COMMON_IGNORED, **ignored})


def _bound_columns(benchmark: Benchmark) -> list[str]:
    return [name for name in (benchmark.error, benchmark.low, benchmark.high) if name]


def _reason(column: str) -> str:
    if column in REMARKS:
        return "remarks of Epoch AI on the row"
    if column in LINKS:
        return "where the score stands, by a name or an address of the whole list"
    if column in KEYS:
        return "the key or the name that the row has in its own list"
    return "another figure of the run, not the score by which models are compared"


def _make_observation(benchmark: Benchmark, row: TableRow, model: str) -> Observation:
    figure: PrintedFigure = row[benchmark.score]
    method = f"Version {row[VERSION]}"
    if benchmark.way and row[benchmark.way]:
        method += f"; {benchmark.way}: {row[benchmark.way]}"
    edition = (row[benchmark.edition] or benchmark.first_edition) if benchmark.edition else None
    return make_record(
        Observation,
        # A version may have several scores, and some versions differ in letters that a slug cannot have.
        id=slugify("epoch-benchmarks", benchmark.metric, row[VERSION])
        + f"-{short_hash(f'{method} {edition} {figure.value}')}",
        metric=benchmark.metric,
        subjects=(model,),
        unit=benchmark.unit,
        value=figure.value,
        period=row[RELEASED],
        known_since=KNOWN_SINCE,
        source="epoch-ai-2026-benchmarking-hub",
        method=method,
        scope=edition,
        source_text=figure.source_text,
        **_make_bounds(benchmark, row),
    )


def _make_bounds(benchmark: Benchmark, row: TableRow) -> dict[str, Any]:
    """Return the 95 % interval that the file prints, or that follows from the standard error it prints."""
    if benchmark.low and row[benchmark.low] is not None and row[benchmark.high] is not None:
        return {"low": row[benchmark.low], "high": row[benchmark.high], "bounds": "interval-95"}
    if not benchmark.error or not row[benchmark.error]:
        return {}
    value, reach = row[benchmark.score].value, NORMAL_95 * row[benchmark.error]
    greatest = Decimal(100) if benchmark.unit == "unit:PERCENT" else value + reach
    low, high = max(Decimal(0), value - reach), min(greatest, value + reach)
    return {"low": round(low, 4), "high": round(high, 4), "bounds": "interval-95"}
