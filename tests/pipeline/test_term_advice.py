"""Messages about metrics, units and other terms name the column, what fits and what is spelt alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from claimgraph.errors import RowError, RowErrors
from claimgraph.model import Observation
from claimgraph.pipeline.locate import LocatedViolation, locate_violations
from claimgraph.rdf import subject_of
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import RecordRow, read_record_table
from claimgraph.validation import ShapeRules, Violation, load_shape_rules

OBSERVATIONS = default_source_tree().root / "data" / "curated" / "observations.csv"


@pytest.fixture(scope="module")
def rules() -> ShapeRules:
    return load_shape_rules(default_source_tree())


@pytest.fixture(scope="module")
def row() -> RecordRow:
    rows = read_record_table(OBSERVATIONS, Observation)
    return next(row for row in rows if getattr(row.record, "metric", "") == "wafer-fabrication-share")


def violation(row: RecordRow, rule: str, path: str | None) -> Violation:
    return Violation(rule, "Violation", subject_of(row.record).value, path, None, "Fix it.")


def located(row: RecordRow, rules: ShapeRules, rule: str, path: str | None, **cells: str) -> str:
    changed = replace(row, record=replace(row.record, **cells), file="observations.csv", line=7)
    (found,) = locate_violations([violation(row, rule, path)], [changed], rules)
    return str(found)


def test_a_unit_that_does_not_fit_is_reported_with_those_that_do(row: RecordRow, rules: ShapeRules) -> None:
    text = located(row, rules, "cgs:Quantity-unit-kind", None, unit="papers")
    assert text.startswith("observations.csv:7: column 'unit': ")
    assert "'papers' does not fit 'wafer-fabrication-share', which is of the kind share" in text
    assert "units that fit: " in text
    assert "unit:PERCENT" in text


def test_metrics_that_have_the_unit_are_named_by_how_alike_they_are_spelt(
    row: RecordRow, rules: ShapeRules
) -> None:
    text = located(row, rules, "cgs:Quantity-unit-kind", None, unit="papers", metric="coauthorship-share")
    assert "Metrics in 'papers' nearest to it: coauthored-" in text


def test_a_metric_that_does_not_exist_is_reported_with_the_nearest(row: RecordRow, rules: ShapeRules) -> None:
    text = located(
        row, rules, "cgs:Quantity-metric", "(cg:metric|cg:assertsMetric)", metric="wafer-fab-share"
    )
    assert text.startswith("observations.csv:7: column 'metric': ")
    assert "'wafer-fab-share' is no metric; nearest: wafer-fabrication-share" in text


def test_a_unit_that_does_not_exist_is_reported_with_the_nearest(row: RecordRow, rules: ShapeRules) -> None:
    text = located(row, rules, "cgs:Quantity-unit", "(qudt:hasUnit|cg:assertsUnit)", unit="unit:PERCENTAGE")
    assert "'unit:PERCENTAGE' is no unit; nearest: unit:PERCENT" in text


def test_a_violation_about_something_else_gets_no_advice(row: RecordRow, rules: ShapeRules) -> None:
    assert located(row, rules, "cgs:Quantity-low", "(cg:low|cg:assertsLow)").endswith(": Fix it.")


def test_violations_come_by_file_and_line(row: RecordRow, rules: ShapeRules) -> None:
    rows = [
        replace(row, record=replace(row.record, id=f"x{line}"), file=file, line=line)
        for file, line in (("b.csv", 9), ("b.csv", 10), ("a.csv", 30))
    ]
    violations = [violation(row, "cgs:Quantity-low", "(cg:low|cg:assertsLow)") for row in rows]
    places = [found.place for found in locate_violations(violations, rows, rules)]
    assert places == [f"{place}: column 'low'" for place in ("a.csv:30", "b.csv:9", "b.csv:10")]


def test_errors_in_cells_come_by_file_and_line(tmp_path: Path) -> None:
    errors = [
        RowError(file, line, "id", "is wrong", "Fix it.") for file, line in (("b", 10), ("b", 9), ("a", 3))
    ]
    assert [line.partition(": ")[0] for line in str(RowErrors(errors)).splitlines()] == ["a:3", "b:9", "b:10"]


def test_a_place_without_a_line_comes_by_its_name() -> None:
    found = [
        LocatedViolation(place, Violation("r", "Violation", "f", None, None, "m"))
        for place in ("claim:x", "a.csv:2", "a.csv:10: column 'id'")
    ]
    assert [one.place for one in sorted(found, key=lambda one: one.sort_key)] == [
        "a.csv:2",
        "a.csv:10: column 'id'",
        "claim:x",
    ]
