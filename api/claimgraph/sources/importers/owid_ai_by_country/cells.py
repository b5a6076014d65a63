"""The three columns that tell which place and year a row is about, and what becomes of groups of nations."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import CellParser, matching
from claimgraph.sources.figures import Measure, PrintedFigure
from claimgraph.sources.reconcile import NameResolver
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow

PLACE, CODE, YEAR = "Entity", "Code", "Year"
KEY = (PLACE, YEAR)
_parse_year = matching(r"(\d{4})")
RELEASE_2026 = Period.parse("2026/2026-05-08")  # a day of 2026, by that on which the copy was retrieved
RELEASE_2024 = Period.parse("2024/2024-11-29")
CODE_IGNORED = {CODE: "follows from the name of the place: aliases.csv names the code"}
GROUP = "Group of nations or of offices whose members the file does not name"
# The groups that CSET makes, which overlap, and rows that are of no one place.
GROUPS = frozenset(
    (
        "ASEAN (Association of Southeast Asian Nations) (CSET)",
        "Africa (CSET)",
        "Asia (CSET)",
        "Europe (CSET)",
        "Eurasian Patent Organization (CSET)",
        "European Patent Organization (CSET)",
        "Five Eyes (Australia, Canada, New Zealand, UK, and the US) (CSET)",
        "Global Partnership on Artificial Intelligence (CSET)",
        "International Bureau of WIPO (CSET)",
        "Multinational",
        "NATO (CSET)",
        "North America and the Caribbean (CSET)",
        "OECD (CSET)",
        "Oceania (CSET)",
        "Quad (Australia, India, Japan and the US) (CSET)",
        "South and Central America (CSET)",
        "World Intellectual Property Organization (WIPO) (CSET)",
    )
)


def key_parsers(names: NameResolver) -> dict[str, CellParser]:
    """Return the parsers of place and year; the place of a group is None."""
    return {
        PLACE: lambda cell: None if cell in GROUPS else names.require_entity(cell),
        YEAR: lambda cell: Period.parse(_parse_year(cell)),
    }


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """Where the figures of a file come from, and when it was released."""

    source: str
    known_since: Period = RELEASE_2026

    def make_observation(
        self,
        row: TableRow,
        measure: Measure,
        figure: PrintedFigure,
        scope: str | None = None,
        status: str | None = None,
    ) -> Observation:
        """Return one figure of a row; its id is made of place, metric, field and year."""
        slug = row[PLACE].partition("/")[2]
        return make_record(
            Observation,
            id=slugify("owid", slug, measure.metric, *filter(None, [scope]), row[YEAR].text),
            metric=measure.metric,
            subjects=(row[PLACE],),
            value=figure.value,
            unit=measure.unit,
            price_year=measure.price_year,
            status=status,
            period=row[YEAR],
            known_since=self.known_since,
            source=self.source,
            scope=scope,
            source_text=figure.source_text,
        )
