"""Says where in the tables a broken rule has to be fixed: file, line and column."""

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
    """A finding and the place it was written at; for data that came without a line, the thing itself."""

    place: str
    violation: Violation

    @property
    def is_blocking(self) -> bool:
        """Whether a build with this finding is refused; warnings are only told."""
        return self.violation.severity == "Violation"

    def __str__(self) -> str:
        value = f" ({self.violation.value})" if self.violation.value else ""
        return f"{self.place}: {self.violation.rule}{value}: {self.violation.message}"

    def as_dict(self) -> dict[str, Any]:
        return {"where": self.place} | asdict(self.violation)


def locate_violations(findings: Iterable[Violation], rows: Iterable[RecordRow]) -> list[LocatedViolation]:
    """Put each finding to the row that describes its thing."""
    by_thing: dict[str, list[RecordRow]] = defaultdict(list)
    for row in rows:
        by_thing[subject_of(row.record).value].append(row)
    return [
        LocatedViolation(_where(finding, by_thing.get(finding.focus, [])), finding) for finding in findings
    ]


def _where(finding: Violation, rows: list[RecordRow]) -> str:
    """The row with the column that the broken rule is about, if there is one; else every row of the thing."""
    for row in rows:
        for field, predicate in MAPPING[type(row.record)].items():
            if predicate.name == finding.path and not predicate.inverse:
                return f"{row.file}:{row.line}: column {field!r}"
    places = sorted({f"{row.file}:{row.line}" for row in rows})
    return ", ".join(places) or namespaces.compact_iri(finding.focus)
