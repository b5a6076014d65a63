"""Finds where in the tables a violation has to be fixed: file, line and column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from claimgraph import namespaces
from claimgraph.rdf import MAPPING, subject_of
from claimgraph.sources import RecordRow
from claimgraph.validation import Violation


@dataclass(frozen=True, slots=True)
class LocatedViolation:
    """A violation and the place to fix it; for data that came without lines, what it is about."""

    place: str
    violation: Violation

    @property
    def is_blocking(self) -> bool:
        """True if a build with this violation is refused; warnings are only reported."""
        return self.violation.severity == "Violation"

    def __str__(self) -> str:
        value = f" ({self.violation.value})" if self.violation.value else ""
        return f"{self.place}: {self.violation.rule}{value}: {self.violation.message}"

    def as_dict(self) -> dict[str, Any]:
        return {"where": self.place} | asdict(self.violation)


def locate_violations(violations: Iterable[Violation], rows: Iterable[RecordRow]) -> list[LocatedViolation]:
    """Give each violation the place of the row that describes what it is about."""
    rows_by_subject: dict[str, list[RecordRow]] = defaultdict(list)
    for row in rows:
        rows_by_subject[subject_of(row.record).value].append(row)
    return [
        LocatedViolation(_find_place(violation, rows_by_subject.get(violation.focus, [])), violation)
        for violation in violations
    ]


def _find_place(violation: Violation, rows: list[RecordRow]) -> str:
    """The row with the column that the broken rule is about, if there is one; else every row."""
    for row in rows:
        for column, predicate in MAPPING[type(row.record)].items():
            if predicate.name == violation.path and not predicate.inverse:
                return f"{row.file}:{row.line}: column {column!r}"
    places = sorted({f"{row.file}:{row.line}" for row in rows})
    return ", ".join(places) or namespaces.compact_iri(violation.focus)
