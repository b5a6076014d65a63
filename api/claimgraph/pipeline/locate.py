"""Finds where in the tables a violation has to be fixed, file, line and column, and which terms fit there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from claimgraph import namespaces
from claimgraph.model import Record
from claimgraph.pipeline.term_advice import UNIT_KIND, TermAdvice
from claimgraph.rdf import MAPPING, subject_of
from claimgraph.sources import RecordRow
from claimgraph.validation import ShapeRules, Violation

_FILE_AND_LINE = re.compile(r"([^\n]*?):(\d+)\b")
_PATHS = {
    UNIT_KIND: "(qudt:hasUnit|cg:assertsUnit)"
}  # rules about two columns, with the one to look at first


@dataclass(frozen=True, slots=True)
class LocatedViolation:
    """A violation and the place to fix it; for data that came without lines, what it is about."""

    place: str
    violation: Violation

    @property
    def is_blocking(self) -> bool:
        """True if a build with this violation is refused; warnings are only reported."""
        return self.violation.severity == "Violation"

    @property
    def sort_key(self) -> tuple[str, int, tuple[str, ...]]:
        """By file and line, as a person goes through the tables."""
        match = _FILE_AND_LINE.match(self.place)
        file, line = (match[1], int(match[2])) if match else (self.place, 0)
        return file, line, self.violation.sort_key

    def __str__(self) -> str:
        value = f" ({self.violation.value})" if self.violation.value else ""
        return f"{self.place}: {self.violation.rule}{value}: {self.violation.message}"

    def as_dict(self) -> dict[str, Any]:
        return {"where": self.place} | asdict(self.violation)


def locate_violations(
    violations: Iterable[Violation], rows: Iterable[RecordRow], rules: ShapeRules
) -> list[LocatedViolation]:
    """Give each violation the place of the row that describes what it is about, in the order of the rows.

    Where a cell names a term that the vocabularies lack, or a unit that does not fit the metric, the message
    says which terms would fit.
    """
    rows_by_subject: dict[str, list[RecordRow]] = defaultdict(list)
    for row in rows:
        rows_by_subject[subject_of(row.record).value].append(row)
    violations = list(violations)
    advice = TermAdvice.from_ntriples(rules.vocabulary) if violations and rows_by_subject else None
    located = (
        _locate(violation, rows_by_subject.get(violation.focus, []), advice) for violation in violations
    )
    return sorted(located, key=lambda located_violation: located_violation.sort_key)


def _locate(violation: Violation, rows: list[RecordRow], advice: TermAdvice | None) -> LocatedViolation:
    """The row with the column that the broken rule is about, if there is one; else every row."""
    for row in rows:
        if column := _find_column(violation, row.record):
            text = advice.advise(violation.rule, row.record, column) if advice else ""
            message = f"{violation.message} {text}".strip()
            return LocatedViolation(
                f"{row.file}:{row.line}: column {column!r}", replace(violation, message=message)
            )
    places = sorted({(row.file, row.line) for row in rows})
    names = ", ".join(f"{file}:{line}" for file, line in places)
    return LocatedViolation(names or namespaces.compact_iri(violation.focus), violation)


def _find_column(violation: Violation, record: Record) -> str | None:
    """The column that a rule is about: by its path, or the unit where that does not fit the metric.

    A rule for claimed and measured figures has a path for each, such as "(cg:low|cg:assertsLow)"; of these a
    record has one. A rule about several of its columns is about none of them alone.
    """
    path = _PATHS.get(violation.rule, violation.path) or ""
    choices = set() if "/" in path else set(path.strip("()").split("|"))
    columns: dict[str, str] = {}
    for column, predicate in MAPPING[type(record)].items():
        if predicate.name in choices and not predicate.inverse:
            columns.setdefault(predicate.name, column)
    return next(iter(columns.values())) if len(columns) == 1 else None
