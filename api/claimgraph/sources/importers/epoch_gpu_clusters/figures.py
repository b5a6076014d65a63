"""The sizes of a cluster as observations: when it had them, and how far they were rounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.figures import PrintedFigure
from claimgraph.sources.importers.epoch_gpu_clusters.columns import (
    CERTAINTY,
    CHIPS_METRIC,
    DUPLICATE,
    MEASURES,
    PLANNED,
    STANDARD,
    STATUS,
    UNLIKELY,
)
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow

SOURCE = "epoch-ai-2025-gpu-clusters"
VERSION_DAY = date(2025, 11, 3)  # of the file: until then a cluster is known to stand
VERSION = Period.parse(VERSION_DAY.isoformat())
IN_STANDARD_ANALYSIS = "Estimate of Epoch AI, counted in its standard analysis"
NOT_IN_STANDARD_ANALYSIS = "Estimate of Epoch AI, not counted in its standard analysis"


@dataclass(frozen=True, slots=True)
class ClusterState:
    """A cluster, while it stood as the row describes it. `chip`: its type of chip, if it has one only."""

    cluster: str
    period: Period | None
    is_anonymised: bool
    chip: str | None


def cluster_observations(row: TableRow, state: ClusterState) -> Iterator[Observation]:
    """Yield each size that a row gives."""
    for column, measure in MEASURES.items():
        if figure := row[column]:
            partner = state.chip if measure.metric == CHIPS_METRIC else None
            yield make_record(
                Observation,
                id=slugify("epoch-clusters", state.cluster.partition("/")[2], measure.metric),
                metric=measure.metric,
                subjects=(state.cluster,),
                partners=(partner,) if partner else (),
                unit=measure.unit,
                status="planned" if row[STATUS] == PLANNED else None,
                period=state.period,
                known_since=VERSION,
                source=SOURCE,
                method=IN_STANDARD_ANALYSIS if row[STANDARD] else NOT_IN_STANDARD_ANALYSIS,
                source_text=figure.source_text,
                suspect=_reason_for_doubt(row),
                note=f"{CERTAINTY}: {row[CERTAINTY]}",
                **(_rounded(figure) if state.is_anonymised else {"value": figure.value}),
            )


def _reason_for_doubt(row: TableRow) -> str | None:
    if row[DUPLICATE]:
        return "The publisher marks the cluster as a possible duplicate of another."
    if row[CERTAINTY] == UNLIKELY:
        return "The publisher holds it unlikely that the cluster exists as described."
    return None


def _rounded(figure: PrintedFigure) -> dict[str, Any]:
    """Return value and bounds of a figure of an anonymised cluster, which is rounded to one digit."""
    value, low, high = rounding_interval(figure.value or Decimal(0))
    return {"value": value, "low": low, "high": high, "bounds": "rounding"}


def rounding_interval(value: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Return a number with one significant digit, and the bounds of what rounds to it.

    >>> rounding_interval(Decimal("300"))
    (Decimal('300'), Decimal('250'), Decimal('350'))
    >>> rounding_interval(Decimal("1000"))
    (Decimal('1000'), Decimal('950'), Decimal('1500'))
    >>> rounding_interval(Decimal("0.30000000000000004"))
    (Decimal('0.3'), Decimal('0.25'), Decimal('0.35'))
    """
    step = Decimal(10) ** value.adjusted()  # of the first digit
    digit = (value / step).to_integral_value()
    below = step / 2 if digit > 1 else step / 20
    return digit * step, digit * step - below, digit * step + step / 2
