"""Bridges: what a value of one metric says about a figure claimed by another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from claimgraph.edtf import Period
from claimgraph.model.fields import AnyId, Concept, Metric, Reference
from claimgraph.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge(Record):
    """A judgement: a value of `measured_metric` is `kind` for a claimed figure of `claimed_metric`.

    The other direction is another bridge: a part for one metric is the whole for the other.
    """

    id: Annotated[str, Reference("bridge")]
    claimed_metric: Metric
    kind: Annotated[str, Concept("bridge-kind")]
    measured_metric: Metric
    assumption: str  # a sentence: what a reader who uses the value in this way takes for granted
    judged_by: AnyId
    judged: Period | None
    note: str | None
