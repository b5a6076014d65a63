"""What a later release of a series changed: values added, revised and withdrawn, and verdicts that flip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pyoxigraph import Literal, NamedNode

from claimgraph.analysis.impact import AssessmentChange, compare_assessments
from claimgraph.assessment import Knowledge, Policy
from claimgraph.errors import ClaimgraphError, nearest_names
from claimgraph.namespaces import GRAPH
from claimgraph.queries import bind_query
from claimgraph.rdf import XSD_DATE
from claimgraph.stores import Solution, Store


class ReleaseDiffError(ClaimgraphError):
    """Two data sets are not an earlier and a later release of one series."""


class ChangeKind(StrEnum):
    """What a release did to a value. `UNCHANGED`: fitted anew, and the same figure came out."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class ReleaseValue:
    """A value of a release. `given`: the day of its release; `replaced`: of the one that replaced it."""

    iri: str
    metric: str
    subject: str
    figure: str
    unit: str | None
    method: str | None
    given: date
    replaced: date | None
    before: str | None


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value before and after; None where there is none."""

    before: ReleaseValue | None
    after: ReleaseValue | None

    @property
    def kind(self) -> ChangeKind:
        if not self.before:
            return ChangeKind.ADDED
        if not self.after:
            return ChangeKind.WITHDRAWN
        return ChangeKind.UNCHANGED if self.before.figure == self.after.figure else ChangeKind.CHANGED

    @property
    def value(self) -> ReleaseValue:
        """The later of the two."""
        value = self.after or self.before
        assert value
        return value


@dataclass(frozen=True, slots=True)
class ReleaseDiff:
    """All that changed from one release to another, as of a day; data sets by IRI."""

    former: str
    later: str
    as_of: date
    values: tuple[ValueChange, ...]
    verdicts: tuple[AssessmentChange, ...]


@dataclass(frozen=True, slots=True)
class _Release:
    iri: str
    series: str
    issued: date


def compare_releases(knowledge: Knowledge, former: str, later: str, as_of: date) -> ReleaseDiff:
    """What changed from a release (IRI) to a later one of its series.

    All claims are assessed with the one and with the other, by what was known on the day otherwise.

    Raises:
        ReleaseDiffError: The two are no releases of one series, or the first is not the earlier.
    """
    releases = _read_releases(knowledge.store)
    first, second = _find_pair(releases, former, later)
    rows = knowledge.store.select(
        bind_query(
            "release_values",
            series=NamedNode(first.series),
            after=_literal(first.issued),
            until=_literal(second.issued),
        )
    )
    changes = _compare(_read_values(rows), first.issued, second.issued)
    series = [release for release in releases.values() if release.series == first.series]
    verdicts = _reassess(knowledge, series, first, second, as_of)
    return ReleaseDiff(former, later, as_of, tuple(changes), tuple(verdicts))


def _read_releases(store: Store) -> dict[str, _Release]:
    return {
        row["release"].value: _Release(
            row["release"].value, row["series"].value, date.fromisoformat(row["issued"].value)
        )
        for row in store.select(bind_query("series_releases"))
    }


def _find_pair(releases: Mapping[str, _Release], former: str, later: str) -> tuple[_Release, _Release]:
    for iri in (former, later):
        if iri not in releases:
            name = iri.removeprefix(GRAPH)
            names = [release.removeprefix(GRAPH) for release in releases]
            nearest = ", ".join(nearest_names(name, names)) or ", ".join(names)
            raise ReleaseDiffError(f"{name} is no release of a series. Nearest: {nearest}.")
    first, second = releases[former], releases[later]
    if first.series != second.series or first.issued >= second.issued:
        siblings = [
            release.iri.removeprefix(GRAPH) for release in releases.values() if release.series == first.series
        ]
        raise ReleaseDiffError(
            f"{later.removeprefix(GRAPH)} is no later release of the series of {former.removeprefix(GRAPH)}. "
            f"Name the earlier one first, of these: {', '.join(siblings)}."
        )
    return first, second


def _literal(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=XSD_DATE)


def _read_values(rows: Iterable[Solution]) -> dict[str, ReleaseValue]:
    """The values by IRI; of several subjects or labels the first."""
    values: dict[str, ReleaseValue] = {}
    for row in rows:
        iri = row["observation"].value
        if iri not in values:
            values[iri] = _read_value(iri, {name: term.value for name, term in row.items()})
    return values


def _read_value(iri: str, row: Mapping[str, str]) -> ReleaseValue:
    bounds = f"{row.get('low', '…')} to {row.get('high', '…')}" if {"low", "high"} & row.keys() else None
    return ReleaseValue(
        iri=iri,
        metric=row.get("metricName", row["metric"]),
        subject=row.get("name", row["subject"]),
        figure=row.get("value") or row.get("date") or bounds or "not stated",
        unit=row.get("unit"),
        method=row.get("method"),
        given=date.fromisoformat(row["given"]),
        replaced=date.fromisoformat(row["replaced"]) if "replaced" in row else None,
        before=row.get("before"),
    )


def _compare(values: Mapping[str, ReleaseValue], after: date, until: date) -> list[ValueChange]:
    """Follow each value back to the one that was current before; what nothing leads to was withdrawn."""
    changes, revised = [], set[str]()
    for value in values.values():
        is_current = not value.replaced or value.replaced > until
        if value.given > after and is_current:
            before = _find_before(value, values, after)
            changes.append(ValueChange(before, value))
            revised |= {before.iri} if before else set()
    return changes + [
        ValueChange(value, None)
        for value in values.values()
        if value.given <= after and value.iri not in revised
    ]


def _find_before(value: ReleaseValue, values: Mapping[str, ReleaseValue], after: date) -> ReleaseValue | None:
    before = values.get(value.before or "")
    while before and before.given > after:
        before = values.get(before.before or "")
    return before


def _reassess(
    knowledge: Knowledge, series: list[_Release], first: _Release, second: _Release, as_of: date
) -> list[AssessmentChange]:
    """The claims whose verdict is another with the later release; without releases after either."""
    before, after = (
        Policy(
            as_of=as_of, without=tuple(sorted(other.iri for other in series if other.issued > last.issued))
        )
        for last in (first, second)
    )
    return compare_assessments(knowledge, before, after)
