"""Says where in the tables a broken rule has to be fixed: file, line and column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from claimgraph import namespaces
from claimgraph.rdf import subject_of
from claimgraph.rdf.mapping import MAPPING
from claimgraph.sources.table import Row
from claimgraph.validation import Violation


@dataclass(frozen=True, slots=True)
class Located:
    """A finding and the place it was written at; for data that came without a line, the thing itself."""

    where: str
    finding: Violation

    @property
    def stops(self) -> bool:
        """Whether a build with this finding is refused; warnings are only told."""
        return self.finding.severity == "Violation"

    def __str__(self) -> str:
        value = f" ({self.finding.value})" if self.finding.value else ""
        return f"{self.where}: {self.finding.rule}{value}: {self.finding.message}"

    def as_dict(self) -> dict[str, Any]:
        return {"where": self.where} | asdict(self.finding)


def locate(findings: Iterable[Violation], rows: Iterable[Row]) -> list[Located]:
    """Put each finding to the row that describes its thing."""
    by_thing: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_thing[subject_of(row.record).value].append(row)
    return [Located(_where(finding, by_thing.get(finding.focus, [])), finding) for finding in findings]


def _where(finding: Violation, rows: list[Row]) -> str:
    """The row with the column that the broken rule is about, if there is one; else every row of the thing."""
    for row in rows:
        for field, predicate in MAPPING[type(row.record)].items():
            if predicate.name == finding.path and not predicate.inverse:
                return f"{row.file}:{row.line}: column {field!r}"
    places = sorted({f"{row.file}:{row.line}" for row in rows})
    return ", ".join(places) or namespaces.compact_iri(finding.focus)
