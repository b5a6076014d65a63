"""The observations of a row about a site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.figures import Measure
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow

COPIED = Period.parse("2026-08-03")  # when Epoch published each figure is not in the files


@dataclass(frozen=True, slots=True)
class SiteDay:
    """What all figures of a row share: site, time, document, and whether that time was to come."""

    site: str
    period: Period
    source: str
    status: str | None = None


def site_observations(
    row: TableRow, measures: Mapping[str, Measure], site_day: SiteDay
) -> Iterator[Observation]:
    """Yield one observation for each figure that the row gives."""
    site_slug, period = site_day.site.partition("/")[2], site_day.period
    for column, measure in measures.items():
        if figure := row[column]:
            yield make_record(
                Observation,
                id=slugify("epoch-dc", site_slug, measure.metric, period.text),
                metric=measure.metric,
                subjects=(site_day.site,),
                value=figure.value,
                unit=measure.unit,
                status=site_day.status,
                period=period,
                known_since=COPIED,
                source=site_day.source,
                method="Estimate of Epoch AI",
                definition=measure.definition,
                price_year=measure.price_year,
                source_text=figure.source_text,
            )
