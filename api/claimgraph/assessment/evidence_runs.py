"""Runs evidence queries, each at most once for a claim, a day and what is excluded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from claimgraph.assessment.evidence_queries import EvidenceQuery, bind_evidence_query
from claimgraph.assessment.measurements import Measurement, read_measurement
from claimgraph.stores import Store

MeasurementsByProposition = Mapping[str, tuple[Measurement, ...]]  # by the proposition's IRI
_Run = tuple[str, str | None, date, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class EvidenceRuns:
    """What evidence queries found on a store, kept so that none is run twice."""

    store: Store
    _results: dict[_Run, MeasurementsByProposition] = field(default_factory=dict)
    _days: dict[tuple[str, str | None, tuple[str, ...]], list[date]] = field(
        default_factory=lambda: defaultdict(list)  # of the runs that were made
    )

    def measure(
        self, query: EvidenceQuery, claim: str | None, day: date, excluded: tuple[str, ...]
    ) -> MeasurementsByProposition:
        """The measurements for the propositions of a claim; None: of every claim in the query's scope."""
        run = (query.iri, claim, day, excluded)
        if run not in self._results:
            self._results[run] = self._find_equal(run) or self._run(query, claim, day, excluded)
        return self._results[run]

    def _find_equal(self, run: _Run) -> MeasurementsByProposition | None:
        """What a later day found, if all of it was known by the day of this run."""
        iri, claim, day, excluded = run
        for later in self._days[iri, claim, excluded]:
            measured = self._results[iri, claim, later, excluded]
            if later > day and measured and _is_known_by(day, measured):
                return measured
        return None

    def _run(
        self, query: EvidenceQuery, claim: str | None, day: date, excluded: tuple[str, ...]
    ) -> MeasurementsByProposition:
        rows = self.store.select(bind_evidence_query(query, claim, day, excluded))
        self._days[query.iri, claim, excluded].append(day)
        return _group(read_measurement(row, query.iri) for row in rows)


def _is_known_by(day: date, measured: MeasurementsByProposition) -> bool:
    return all(
        measurement.known_since and measurement.known_since <= day
        for measurements in measured.values()
        for measurement in measurements
    )


def _group(measurements: Iterable[Measurement]) -> MeasurementsByProposition:
    groups: dict[str, list[Measurement]] = defaultdict(list)
    for measurement in measurements:
        groups[measurement.proposition].append(measurement)
    return {proposition: tuple(groups[proposition]) for proposition in groups}
