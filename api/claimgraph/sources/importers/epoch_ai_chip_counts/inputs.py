"""What the inputs of the model have in common: figures of a company, or of a chip, in a period."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.figures import PrintedFigure
from claimgraph.sources.importers.epoch_ai_chip_counts.cells import RELEASED, SOURCE
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow

DOLLARS = "unit:CCY_USD"
NOMINAL = "In US dollars of the time"


@dataclass(frozen=True, slots=True)
class RangeColumns:
    """The columns of the two ends of a range."""

    low: str
    high: str

    def has_one_end(self, row: TableRow) -> bool:
        """Whether the row has one end of the range and not the other."""
        return bool(row[self.low]) != bool(row[self.high])


@dataclass(frozen=True, slots=True)
class ModelInput:
    """What inputs of one kind share: their metric, unit, subject and period, and how they were obtained."""

    metric: str
    unit: str
    subject: str
    period: Period
    method: str

    def make_observation(self, figure: PrintedFigure, partner: str | None = None) -> Observation:
        """Return one figure."""
        return self._make(partner, figure.source_text, value=figure.value)

    def make_range(
        self,
        row: TableRow,
        columns: RangeColumns,
        *,
        partner: str | None = None,
        bounds: str = "stated-range",
        note: str | None = None,
    ) -> Observation:
        """Return a range without a figure in the middle."""
        low, high = row[columns.low], row[columns.high]
        source_text = f"{low.source_text}; {high.source_text}"
        return self._make(partner, source_text, low=low.value, high=high.value, bounds=bounds, note=note)

    def _make(self, partner: str | None, source_text: str, **fields: Decimal | str | None) -> Observation:
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
            source_text=source_text,
            **fields,
        )
