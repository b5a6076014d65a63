"""Where the figures of each table come from, and how one of them becomes an observation."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.figures import Measure, PrintedFigure
from claimgraph.sources.importers.ncses_ai_coauthorship.cells import NamedPlace
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify


@dataclass(frozen=True, slots=True)
class TableOrigin:
    """What all figures of a table have in common."""

    source: str
    known_since: Period
    method: str
    years: Period = Period.parse("2003/2022")  # noqa: RUF009  # a period never changes

    def make_observation(
        self,
        subjects: tuple[NamedPlace, ...],
        measure: Measure,
        figure: PrintedFigure,
        period: Period | None = None,
        scope: str = "",
    ) -> Observation:
        """Return one figure. Its id is made of printed names, so that it stays when names are judged anew."""
        names = [*(place.name for place in subjects), scope, measure.metric.removesuffix("-ncses")]
        return make_record(
            Observation,
            id=slugify("ncses", *filter(None, names), (period or self.years).text),
            metric=measure.metric,
            unit=measure.unit,
            subjects=tuple(sorted(place.entity for place in subjects)),
            value=figure.value,
            low=figure.low,
            high=figure.high,
            bounds=figure.bounds,
            status=figure.status,
            period=period or self.years,
            known_since=self.known_since,
            source=self.source,
            method=self.method,
            scope=scope or None,
            source_text=figure.source_text,
            note=_footnotes(subjects),
        )


def _footnotes(subjects: tuple[NamedPlace, ...]) -> str | None:
    marks = [f"{place.name} ({place.mark})" for place in subjects if place.mark]
    return f"The table has a footnote to {', '.join(marks)}; its text is not in the file." if marks else None


def _known_after(accessed: str) -> Period:
    """Return an unknown day from the last access to the table's own sources to the day its file is of."""
    return Period.parse(f"{accessed}/2025-03-27")


_COUNT = "Counted by Science-Metrix in Scopus, accessed April 2023"
_ANALYSIS = "Network analysis by Science-Metrix of counts in Scopus, accessed April 2023"
_GRANTS = "Counted by 1790 Analytics in the Global Patent Index, accessed March 2023"

ARTICLES_BY_YEAR = TableOrigin(
    "ncses-apbs-1", _known_after("2023-05"), f"{_COUNT}; the year is told by the row's place"
)
ARTICLES = TableOrigin("ncses-spbs-91", _known_after("2023-04"), _COUNT)
PAIRS = TableOrigin("ncses-2024-spbs-92", Period.parse("2024-04-11"), _COUNT)
NETWORK = TableOrigin("ncses-spbs-93", _known_after("2023-04"), _ANALYSIS)
INDEX = TableOrigin("ncses-spbs-94", _known_after("2023-04"), _COUNT)
INDEX_NETWORK = TableOrigin("ncses-2023-spbs-95", Period.parse("2023"), _ANALYSIS)
INSTITUTIONS = TableOrigin("ncses-spbs-96", _known_after("2023-04"), _COUNT)
INSTITUTION_PAIRS = TableOrigin("ncses-2024-spbs-97", Period.parse("2024"), _COUNT)
INSTITUTION_NETWORK = TableOrigin("ncses-spbs-98", _known_after("2023-04"), _ANALYSIS)
ATTRIBUTES_BY_YEAR = TableOrigin("ncses-2024-spbs-99", Period.parse("2024"), _COUNT)
PATENTS = TableOrigin("ncses-sinv-18", _known_after("2023-03"), _GRANTS, Period.parse("2000/2022"))
