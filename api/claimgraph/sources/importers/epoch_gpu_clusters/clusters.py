"""gpu_clusters.csv: one row per cluster and per stage of its extension.

A stage ends when the next begins, so that nobody counts both. Clusters in China have no name and no owner.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from claimgraph.edtf import Period
from claimgraph.model import Entity, Involvement
from claimgraph.sources.importers.epoch_gpu_clusters.columns import (
    CHIP,
    DECOMMISSIONED,
    EXISTING,
    FIRST_DAY,
    LAST_DAY,
    MEASURES,
    NAME,
    NATION,
    OTHER_CHIP,
    OWNER,
    PLANNED,
    STATUS,
    SUCCESSOR,
    make_schema,
)
from claimgraph.sources.importers.epoch_gpu_clusters.figures import (
    VERSION,
    VERSION_DAY,
    ClusterState,
    cluster_observations,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.involvements import make_involvement
from claimgraph.sources.records import make_record
from claimgraph.sources.table import TableRow

ANONYMISED = "Anonymized Chinese System"
NO_SIZE = "No size: neither H100 equivalents nor chips nor power"
NO_LAST_DAY = "Decommissioned on a day that is not stated"
NEVER_ALONE = "Superseded on its first day"


def import_clusters(intake: Intake) -> None:
    """Import each stage of each cluster, as long as the next had not begun."""
    rows = list(intake.read_rows(make_schema(intake.names.require_entity)))
    timelines = Timelines({row[NAME]: row[FIRST_DAY] for row in rows if row[STATUS] == EXISTING})
    for number, row in enumerate(rows, start=1):
        if not any(row[column] for column in MEASURES):
            intake.ignore_row(row, NO_SIZE)
        elif row[STATUS] == DECOMMISSIONED and not row[LAST_DAY]:
            intake.reject_row(row, NO_LAST_DAY)
        elif timelines.is_superseded_at_once(row):
            intake.ignore_row(row, NEVER_ALONE)
        else:
            _import_cluster(intake, row, _cluster_name(row, number), timelines.period_of(row))


def _cluster_name(row: TableRow, number: int) -> str:
    return f"{ANONYMISED} {number}" if row[NAME] == ANONYMISED else row[NAME]


def _import_cluster(intake: Intake, row: TableRow, name: str, period: Period | None) -> None:
    cluster = intake.names.mint_entity("cluster", name, row.place)
    is_single_type = row[CHIP] and not row[OTHER_CHIP]
    chip = intake.names.resolve_entity(row[CHIP], row.place) if is_single_type else None
    state = ClusterState(cluster, period, row[NAME] == ANONYMISED, chip)
    intake.import_row(
        row,
        make_record(Entity, id=cluster, name=name, nation=row[NATION] or "unknown"),
        *_owners(intake, row, cluster),
        *cluster_observations(row, state),
    )


def _owners(intake: Intake, row: TableRow, cluster: str) -> Iterator[Involvement]:
    for name in dict.fromkeys(row[OWNER]):
        owner = intake.names.resolve_entity(name, row.place)
        yield make_involvement("epoch-clusters", cluster, "owner", owner, name)


@dataclass(frozen=True, slots=True)
class Timelines:
    """From when until when clusters stood; `first_days` are those of existing clusters, by name."""

    first_days: Mapping[str, date | None]

    def period_of(self, row: TableRow) -> Period | None:
        """Return the days on which the row describes the cluster; of a plan, its first day at most."""
        first = row[FIRST_DAY]
        if row[STATUS] == PLANNED:
            return Period.parse(f"{first.isoformat()}/..") if first else None
        if not first:
            return VERSION  # it stood on that day; since when is not known
        return Period.parse(f"{first.isoformat()}/{self._last_day(row).isoformat()}")

    def is_superseded_at_once(self, row: TableRow) -> bool:
        """Return whether the next stage began no later than this one."""
        return bool(row[FIRST_DAY] and self._last_day(row) < row[FIRST_DAY])

    def _last_day(self, row: TableRow) -> date:
        next_days = (row[LAST_DAY], self.first_days.get(row[SUCCESSOR]))
        days = [day - timedelta(days=1) for day in next_days if day]
        return min([*days, VERSION_DAY])
