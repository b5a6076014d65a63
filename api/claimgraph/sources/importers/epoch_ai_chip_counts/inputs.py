"""What the inputs of the model have in common: figures of a company, or of a chip, in a period."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.importers.epoch_ai_chip_counts.cells import RELEASED, SOURCE, Figure
from claimgraph.sources.intake import make_record
from claimgraph.sources.publisher_table import TableRow
from claimgraph.sources.slugs import slugify
from claimgraph.sources.values import parse_number

DOLLARS = "unit:CCY_USD"
NOMINAL = "In US dollars of the time"


def billions(cell: str) -> Figure:
    """An amount in billions, written out exactly."""
    return Figure(parse_number(format(parse_number(cell).scaleb(9), "f")), cell)


def amount(cell: str) -> Figure:
    """A plain amount."""
    return Figure(parse_number(cell), cell)


@dataclass(frozen=True, slots=True)
class Range:
    """The columns of the two ends of a range."""

    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Of:
    """What inputs of one kind share: their metric, unit, subject and period, and how they were obtained."""

    metric: str
    unit: str
    subject: str
    period: Period
    method: str

    def single(self, column: str, cell: Figure, partner: str | None = None) -> Observation:
        """One figure."""
        return self._said(partner, f"{column}: {cell.printed}", value=cell.value)

    def between(
        self,
        row: TableRow,
        columns: Range,
        *,
        partner: str | None = None,
        bounds: str = "stated-range",
        note: str | None = None,
    ) -> Observation:
        """A range without a figure in the middle."""
        low, high = row[columns.low], row[columns.high]
        printed = f"{columns.low}: {low.printed}; {columns.high}: {high.printed}"
        return self._said(partner, printed, low=low.value, high=high.value, bounds=bounds, note=note)

    def _said(self, partner: str | None, printed: str, **figures: Decimal | str | None) -> Observation:
        partners = (partner,) if partner else ()
        names = (path.partition("/")[2] for path in (self.subject, *partners))
        return make_record(
            Observation,
            id=slugify("epoch-chip-counts", self.metric, *names, self.period.text),
            metric=self.metric,
            subjects=(self.subject,),
            partners=partners,
            unit=self.unit,
            period=self.period,
            known_since=RELEASED,
            source=SOURCE,
            method=self.method,
            definition=NOMINAL if self.unit == DOLLARS else None,
            source_text=printed,
            **figures,
        )
