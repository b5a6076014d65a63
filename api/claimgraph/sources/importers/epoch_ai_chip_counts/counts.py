"""Who had acquired or sold how many AI chips by the end of a quarter, or within one: medians and bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from claimgraph.model import Observation
from claimgraph.sources.cells import FETCH_AGAIN, CellParser, parse_checkmark, parse_nothing
from claimgraph.sources.csv_lines import display_path
from claimgraph.sources.figures import PrintedFigure, figure_parser
from claimgraph.sources.importers.epoch_ai_chip_counts.cells import (
    SOURCE,
    chip_parser,
    days_period,
    not_negative,
    parse_notes,
)
from claimgraph.sources.importers.epoch_ai_chip_counts.count_files import (
    CHIP,
    COUNT_FILES,
    INCOMPLETE,
    LINK,
    MEGAWATTS,
    TO_DATE,
    WATTS,
    CountFile,
    Quantity,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.reconcile import ALIASES_FILE
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow, TableSchema

OTHER = "Other"
METHOD = "Median of a simulation, Epoch AI's model"
QUARTER = range(83, 98)  # days between the first and the last of 12 to 14 weeks


def import_counts(intake: Intake) -> None:
    """Import every row of every file of counts."""
    for file in COUNT_FILES:
        for row in intake.read_rows(_schema(file, intake.names.require_entity)):
            _import_row(intake, file, row)


def _import_row(intake: Intake, file: CountFile, row: TableRow) -> None:
    if problem := next(_find_problems(file, row), None):
        intake.report_error(row, *problem, FETCH_AGAIN)
    elif parties := _find_parties(file, row, intake):
        intake.import_row(row, *_observations(file, row, parties))
    else:
        aliases = display_path(intake.folder / ALIASES_FILE)
        fix = f"Add Other (…), with the words of the column Notes, to {aliases}."
        intake.report_error(row, "Owner", "which others these are is not known", fix)


def _schema(file: CountFile, require_entity: CellParser) -> TableSchema:
    columns: dict[str, CellParser] = {"Chip manufacturer": require_entity, "Notes": parse_notes}
    columns |= {"Start date": file.parse_day, "End date": file.parse_day}
    columns |= {
        column: figure_parser(column, not_negative(quantity.parse))
        for quantity in file.quantities
        for column in quantity.columns
    }
    if file.has_owners:
        columns["Owner"] = lambda cell: cell if cell == OTHER else require_entity(cell)
    optional_columns: dict[str, CellParser] = {
        CHIP: chip_parser(require_entity),
        INCOMPLETE: parse_checkmark,
        LINK: parse_nothing,
    }
    columns |= {column: optional_columns[column] for column in file.optional_columns}
    key = ("Chip manufacturer", "Owner", CHIP, "Start date", "End date")
    ignored = {"Name": "repeats owner or maker, chip and dates"}
    return TableSchema(file.path, columns, ignored, tuple(column for column in key if column in columns))


def _find_problems(file: CountFile, row: TableRow) -> Iterator[tuple[str, str]]:
    """Yield what contradicts itself, as column and problem."""
    length = (row["End date"] - row["Start date"]).days
    if length < QUARTER.start or (file.scope not in TO_DATE and length not in QUARTER):
        yield "End date", f"{length} days after the start are not a quarter"
    for quantity in file.quantities:
        median, low, high = (row[column].value for column in quantity.columns)
        if not low <= median <= high:
            yield quantity.median, f"{median} is not between its percentiles, {low} and {high}"
    if {WATTS, MEGAWATTS} <= set(file.quantities):
        yield from _find_unequal_power(row)


def _find_unequal_power(row: TableRow) -> Iterator[tuple[str, str]]:
    """Megawatts are the watts, rounded or cut off after some digits."""
    for watts, megawatts in zip(WATTS.columns, MEGAWATTS.columns, strict=True):
        step = Decimal(1).scaleb(-len(row[megawatts].printed.partition(".")[2]))
        if abs(row[watts].value.scaleb(-6) - row[megawatts].value) >= step:
            yield megawatts, f"{row[megawatts].printed} MW are not {row[watts].printed} W"


@dataclass(frozen=True, slots=True)
class Parties:
    """Whose chips, and which; the partner of an owner's total is the maker of them all."""

    subject: str
    partners: tuple[str, ...]

    @property
    def slug(self) -> str:
        """Subject and partners as part of an id."""
        return slugify(*(path.partition("/")[2] for path in (self.subject, *self.partners)))


def _find_parties(file: CountFile, row: TableRow, intake: Intake) -> Parties | None:
    chips = (row[CHIP].entity,) if CHIP in file.optional_columns else ()
    if not file.has_owners:
        return Parties(row["Chip manufacturer"], chips)
    owner = row["Owner"]
    if owner == OTHER:
        owner = intake.names.find_entity(f"{OTHER} ({row['Notes'].excluded})")
    return Parties(owner, chips or (row["Chip manufacturer"],)) if owner else None


def _observations(file: CountFile, row: TableRow, parties: Parties) -> Iterator[Observation]:
    notes = row["Notes"]
    is_provisional = notes.is_incomplete or (INCOMPLETE in file.optional_columns and row[INCOMPLETE])
    period = days_period(row["Start date"], row["End date"])
    for quantity in _without_repeated_power(file.quantities):
        median, low, high = (row[column] for column in quantity.columns)
        metric = f"{quantity.measure}-{file.scope}"
        yield make_record(
            Observation,
            id=slugify("epoch-chip-counts", metric, parties.slug, period.text),
            metric=metric,
            subjects=(parties.subject,),
            partners=parties.partners,
            value=median.value,
            low=low.value,
            high=high.value,
            bounds="percentiles-5-95",
            unit=quantity.unit,
            status="provisional" if is_provisional else None,
            period=period,
            known_since=notes.generated,
            source=SOURCE,
            method=METHOD,
            scope=notes.excluded,
            definition=f"{CHIP}: {row[CHIP].printed}" if CHIP in file.optional_columns else None,
            source_text=_source_text(median, low, high),
            note=notes.remark,
        )


def _without_repeated_power(quantities: Iterable[Quantity]) -> list[Quantity]:
    """Return the quantities without the watts that the megawatts repeat."""
    return [quantity for quantity in quantities if quantity is not WATTS or MEGAWATTS not in quantities]


def _source_text(median: PrintedFigure, low: PrintedFigure, high: PrintedFigure) -> str:
    return f"{median.source_text} (5th percentile {low.printed}, 95th {high.printed})"
