"""Who had acquired or sold how many AI chips by the end of a quarter, or within one: medians and bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from claimgraph.model import Observation
from claimgraph.sources.cells import CellParser
from claimgraph.sources.importers.epoch_ai_chip_counts.cells import (
    SOURCE,
    Figure,
    chip,
    days,
    given,
    notes,
    nothing,
)
from claimgraph.sources.importers.epoch_ai_chip_counts.files import (
    BY_OWNER,
    CHIP,
    FILES,
    INCOMPLETE,
    LINK,
    MEGAWATTS,
    TO_DATE,
    WATTS,
    Counts,
    FigureColumns,
)
from claimgraph.sources.intake import Intake, make_record
from claimgraph.sources.publisher_table import TableRow, TableSchema
from claimgraph.sources.slugs import slugify
from claimgraph.sources.values import parse_checkmark

OTHER = "Other"
METHOD = "Median of a simulation, Epoch AI's model"
QUARTER = range(83, 98)  # days between the first and the last of 12 to 14 weeks
AGAIN = "Take the publisher's file again."


def import_counts(intake: Intake) -> None:
    """Take every row of every file of counts."""
    for counts in FILES:
        for row in intake.read_rows(_table(counts, intake.names.require_entity)):
            if wrong := next(_problems(counts, row), None):
                intake.report_error(row, *wrong, AGAIN)
            elif who := _who(counts, row, intake):
                intake.import_row(row, *_observations(counts, row, who))
            else:
                fix = "Add Other (…), with the words of the column Notes, to data/entities/aliases.csv."
                intake.report_error(row, "Owner", "which others these are is not known", fix)


def _table(counts: Counts, require: CellParser) -> TableSchema:
    takes: dict[str, CellParser] = {"Chip manufacturer": require, "Notes": notes}
    takes |= {"Start date": counts.day, "End date": counts.day}
    takes |= {column: given(figure.read) for figure in counts.figures for column in figure.columns}
    takes |= {"Owner": lambda cell: cell if cell == OTHER else require(cell)} if _owned(counts) else {}
    optional: dict[str, CellParser] = {CHIP: chip(require), INCOMPLETE: parse_checkmark, LINK: nothing}
    takes |= {column: optional[column] for column in counts.others}
    key = ("Chip manufacturer", "Owner", CHIP, "Start date", "End date")
    ignores = {"Name": "repeats owner or maker, chip and dates"}
    return TableSchema(counts.file, takes, ignores, tuple(column for column in key if column in takes))


def _owned(counts: Counts) -> bool:
    return counts.scope in BY_OWNER


def _problems(counts: Counts, row: TableRow) -> Iterator[tuple[str, str]]:
    """What cannot be so, as column and problem."""
    length = (row["End date"] - row["Start date"]).days
    if length < QUARTER.start or (counts.scope not in TO_DATE and length not in QUARTER):
        yield "End date", f"{length} days after the start are not a quarter"
    for figure in counts.figures:
        median, low, high = (row[column].value for column in figure.columns)
        if not low <= median <= high:
            yield figure.median, f"{median} is not between its percentiles, {low} and {high}"
    if {WATTS, MEGAWATTS} <= set(counts.figures):
        yield from _unequal_power(row)


def _unequal_power(row: TableRow) -> Iterator[tuple[str, str]]:
    """Megawatts are the watts, rounded or cut off after some digits."""
    for watts, mega in zip(WATTS.columns, MEGAWATTS.columns, strict=True):
        step = Decimal(1).scaleb(-len(row[mega].printed.partition(".")[2]))
        if abs(row[watts].value.scaleb(-6) - row[mega].value) >= step:
            yield mega, f"{row[mega].printed} MW are not {row[watts].printed} W"


@dataclass(frozen=True, slots=True)
class Who:
    """Whose chips, and which; the partner of an owner's total is the maker of them all."""

    subject: str
    partners: tuple[str, ...]

    @property
    def name(self) -> str:
        """Both, as part of an id."""
        return slugify(*(path.partition("/")[2] for path in (self.subject, *self.partners)))


def _who(counts: Counts, row: TableRow, intake: Intake) -> Who | None:
    which = (row[CHIP].entity,) if CHIP in counts.others else ()
    if not _owned(counts):
        return Who(row["Chip manufacturer"], which)
    owner = (
        intake.names.find_entity(f"{OTHER} ({row['Notes'].without})")
        if row["Owner"] == OTHER
        else row["Owner"]
    )
    return Who(owner, which or (row["Chip manufacturer"],)) if owner else None


def _observations(counts: Counts, row: TableRow, who: Who) -> Iterator[Observation]:
    found = row["Notes"]
    provisional = found.incomplete or (INCOMPLETE in counts.others and row[INCOMPLETE])
    period = days(row["Start date"], row["End date"])
    for figure in _given(counts.figures):
        median, low, high = (row[column] for column in figure.columns)
        metric = f"{figure.measure}-{counts.scope}"
        yield make_record(
            Observation,
            id=slugify("epoch-chip-counts", metric, who.name, period.text),
            metric=metric,
            subjects=(who.subject,),
            partners=who.partners,
            value=median.value,
            low=low.value,
            high=high.value,
            bounds="percentiles-5-95",
            unit=figure.unit,
            status="provisional" if provisional else None,
            period=period,
            known_since=found.generated,
            source=SOURCE,
            method=METHOD,
            scope=found.without,
            definition=f"{CHIP}: {row[CHIP].printed}" if CHIP in counts.others else None,
            source_text=_printed(figure, median, low, high),
            note=found.remark,
        )


def _given(figures: Iterable[FigureColumns]) -> list[FigureColumns]:
    """The figures without the watts that the megawatts repeat."""
    return [each for each in figures if each is not WATTS or MEGAWATTS not in figures]


def _printed(figure: FigureColumns, median: Figure, low: Figure, high: Figure) -> str:
    return f"{figure.median}: {median.printed} (5th percentile {low.printed}, 95th {high.printed})"
