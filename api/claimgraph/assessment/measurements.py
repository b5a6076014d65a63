"""What an evidence query found: a figure or a truth value, of what, and known since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.quantities import DefinitionRelation, Figure
from claimgraph.stores import Solution

# What an evidence query may select; docs/guides/add-a-query.md, “Evidence queries”, says what each is.
COLUMNS = (
    "claim",
    "proposition",
    "definition",
    "metric",
    "reading",
    "value",
    "low",
    "high",
    "date",
    "unit",
    "period",
    "holds",
    "known",
    "used",
    "assumption",
    "status",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A measurement, a computed figure, or whether a relation `holds`.

    `assumption`: what has to hold for it to say something of the claim, in words. `status`: "revised" where
    it is a later edition of the very series that the claim reports. `known_since`: the first day on which
    everybody could know it. `rests_on`: IRIs.
    """

    evidence_query: str
    proposition: str
    definition: DefinitionRelation
    figure: Figure
    assumption: str | None = None
    metric: str | None = None
    reading: str | None = None
    unit: str | None = None
    period: Period | None = None
    holds: bool | None = None
    known_since: date | None = None
    rests_on: tuple[str, ...] = ()
    status: str | None = None

    @property
    def definition_key(self) -> tuple[str, str]:
        """What tells its definition from others: the metric, and what was counted."""
        return self.metric or "", self.reading or ""


def read_measurement(row: Solution, evidence_query: str) -> Measurement:
    """The measurement in a row of the results of an evidence query, by its IRI."""
    text = {name: term.value for name, term in row.items()}
    return Measurement(
        evidence_query=evidence_query,
        proposition=text["proposition"],
        definition=DefinitionRelation(text.get("definition", "same")),
        figure=Figure(
            value=_read_number(text.get("value")),
            low=_read_number(text.get("low")),
            high=_read_number(text.get("high")),
            date_value=_read_period(text.get("date")),
        ),
        assumption=text.get("assumption"),
        metric=text.get("metric"),
        reading=text.get("reading"),
        unit=text.get("unit"),
        period=_read_period(text.get("period")),
        holds=None if "holds" not in text else text["holds"] in ("true", "1"),
        known_since=date.fromisoformat(text["known"]) if text.get("known") else None,
        rests_on=tuple(sorted({*text.get("used", "").split()})),
        status=text.get("status"),
    )


def _read_number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _read_period(text: str | None) -> Period | None:
    return Period.parse(text) if text else None
