"""Terms that a data set brings for its own rows: metrics, units and topics, each with its definition."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from claimgraph.model.fields import Concept, Metric
from claimgraph.model.record import Record

QuantityKind = Annotated[str, Concept("quantity-kind")]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTerm(Record):
    """What all such terms have."""

    name: str
    definition: str
    scope_note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMetric(OwnTerm):
    """What figures of the data set measure. `adds_up`: values of two periods make one of both."""

    id: Metric
    quantity_kind: QuantityKind
    minimum: Decimal | None
    maximum: Decimal | None
    adds_up: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnUnit(OwnTerm):
    """A unit of such figures. `multiplier`: how many base units it is; None: it is not converted."""

    id: Annotated[str, Concept("unit")]
    quantity_kind: QuantityKind
    multiplier: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTopic(OwnTerm):
    """What claims of the data set are about, beside the topics of the vocabulary."""

    id: Annotated[str, Concept("topic")]
