"""Runs evidence queries, each at most once for a claim, a day and what is excluded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from claimgraph.assessment.evidence_queries import EvidenceQuery, bind_evidence_query
from claimgraph.assessment.measurements import Measurement, read_measurement
from claimgraph.stores import Store

MeasurementsByProposition = Mapping[str, tuple[Measurement, ...]]  # by the proposition's IRI
_BATCH = 60  # claims that a run names: the engine looks up each, which is faster than to join all there are
# a query, a claim, what is excluded, and the day on which figures must be current
_Question = tuple[str, str | tuple[str, ...] | None, tuple[str, ...], date]


@dataclass(frozen=True, slots=True)
class EvidenceRuns:
    """What evidence queries found on a store, kept so that none is run twice."""

    store: Store
    _results: dict[_Question, dict[date, MeasurementsByProposition]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def measure(
        self,
        query: EvidenceQuery,
        claim: str | tuple[str, ...] | None,
        day: date,
        excluded: tuple[str, ...],
        current_on: date,
    ) -> MeasurementsByProposition:
        """The measurements for propositions of a claim or several; None: of all in the query's scope."""
        by_day = self._results[query.iri, claim, excluded, current_on]
        if day not in by_day:
            equal = _find_equal(dict(by_day), day)
            queries = (bind_evidence_query(query, batch, day, excluded, current_on) for batch in _cut(claim))
            by_day[day] = self._run(query, queries) if equal is None else equal
        return by_day[day]

    def _run(self, query: EvidenceQuery, bound: Iterable[str]) -> MeasurementsByProposition:
        rows = chain.from_iterable(map(self.store.select, bound))
        return _group(read_measurement(row, query.iri) for row in rows)


def _cut(claim: str | tuple[str, ...] | None) -> list[str | tuple[str, ...] | None]:
    if not isinstance(claim, tuple):
        return [claim]
    return [claim[start : start + _BATCH] for start in range(0, len(claim), _BATCH)]


def _find_equal(
    by_day: Mapping[date, MeasurementsByProposition], day: date
) -> MeasurementsByProposition | None:
    """What a later day found, if all of it was known by this day; nothing, if it found nothing."""
    later = (measured for other_day, measured in by_day.items() if other_day > day)
    return next((measured for measured in later if _is_known_by(day, measured)), None)


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
