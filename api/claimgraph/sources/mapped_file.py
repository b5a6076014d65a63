"""Imports a publisher's file by the column map in dataset.toml: each row gives records and observations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claimgraph.datasets import ColumnMap, ObservationMap, SourceFile
from claimgraph.model import Observation, Record, columns_of
from claimgraph.sources.cells import CellError, CellParser, parse_text
from claimgraph.sources.figures import PrintedFigure
from claimgraph.sources.intake import Intake
from claimgraph.sources.json_lines import read_json_rows
from claimgraph.sources.map_check import check_file_map
from claimgraph.sources.mapped_columns import mapped_schema
from claimgraph.sources.record_tables import RECORD_TABLES
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow, read_rows
from claimgraph.sources.templates import RowValues, fill_field, fill_slug, placeholders, value_slug

NOTHING_MAPPED = "no column is mapped to a record yet"


def import_mapped_file(intake: Intake, file: SourceFile) -> None:
    """Import every row of a mapped file.

    Raises:
        DatasetError: The map names columns or fields that there are not.
        TableError: The file cannot be read, or its columns are not those of the map.
    """
    check_file_map(intake.folder, file)
    MappedFile(intake, file).import_rows()


class _UnknownNameError(Exception):
    """A row names an entity that nobody has judged; the message is the reason to reject it."""


@dataclass(frozen=True, slots=True)
class MappedFile:
    """A file being imported by its map."""

    intake: Intake
    file: SourceFile

    def import_rows(self) -> None:
        """Import, ignore or reject each row."""
        described = {name: entity for entity, (name, _) in self.intake.names.minted.items()}
        schema = mapped_schema(self.file, lambda column: self._entity_parser(column, described))
        for row in self.intake.read_rows(schema, read_json_rows if self.file.is_json_lines else read_rows):
            try:
                records = list(self._make_records(row, self._row_values(row, described)))
            except _UnknownNameError as error:
                self.intake.reject_row(row, str(error))
            except _FieldError as error:
                self.intake.report_error(row, error.column, error.problem, error.fix)
            else:
                self._account(row, records)

    def _account(self, row: TableRow, records: list[Record]) -> None:
        if records:
            self.intake.import_row(row, *records)
        else:
            observation = self.file.observation
            self.intake.ignore_row(row, observation.no_figure if observation else NOTHING_MAPPED)

    def _entity_parser(self, column: ColumnMap, described: dict[str, str]) -> CellParser:
        """Names that may be unknown stay text until their row is known, as it is their place."""
        if column.unknown:
            return parse_text
        return lambda cell: described.get(cell) or self.intake.names.require_entity(cell)

    def _row_values(self, row: TableRow, described: dict[str, str]) -> RowValues:
        values: dict[str, Any] = {}
        for name, column in self.file.columns.items():
            if column.ignored:
                continue
            if column.parts:
                values |= zip(column.parts, row[name], strict=True)
            elif column.unknown:
                values[name] = self._resolve(row[name], column.unknown, row, described)
            else:
                values[name] = row[name]
        return values

    def _resolve(self, cell: Any, reason: str, row: TableRow, described: dict[str, str]) -> Any:
        if isinstance(cell, tuple):
            return tuple(self._resolve(name, reason, row, described) for name in cell)
        if cell is None:
            return None
        entity = described.get(cell) or self.intake.names.resolve_entity(cell, row.place)
        if entity is None:
            raise _UnknownNameError(reason)
        return entity

    def _make_records(self, row: TableRow, values: RowValues) -> Iterator[Record]:
        for record in self.file.records:
            yield _make_record(RECORD_TABLES[record.table], record.fields, values)
        if self.file.observation:
            yield from self._observations(self.file.observation, row, values)

    def _observations(
        self, shared: ObservationMap, row: TableRow, values: RowValues
    ) -> Iterator[Observation]:
        for name, column in self.file.columns.items():
            bounds = {"low": column.low, "high": column.high}
            figures = {"value": row[name] if column.metric else None}
            figures |= {field: row[bound] for field, bound in bounds.items() if bound}
            if any(figures.values()):
                yield self._observation(shared, column, values, figures)

    def _observation(
        self,
        shared: ObservationMap,
        column: ColumnMap,
        values: RowValues,
        figures: dict[str, PrintedFigure | None],
    ) -> Observation:
        templates = shared.model_dump(exclude={"id", "no_figure"}, exclude_none=True)
        own = ("metric", "unit", "definition", "bounds")
        templates |= {field: text for field in own if (text := getattr(column, field))}
        fields = _fill_fields(Observation, templates, values)
        fields |= {field: figure.value for field, figure in figures.items() if figure}
        fields["source_text"] = "; ".join(figure.source_text for figure in figures.values() if figure)
        if shared.id:
            fields["id"] = fill_slug(shared.id, {**values, "metric": fields["metric"]})
        else:
            fields["id"] = self._observation_id(fields)
        return make_record(Observation, **fields)

    def _observation_id(self, fields: dict[str, Any]) -> str:
        parties = [value_slug(entity) for entity in (*fields["subjects"], *fields.get("partners", ()))]
        period = fields.get("period")
        return slugify(
            self.intake.names.dataset, *parties, fields["metric"], *([period.text] if period else [])
        )


class _FieldError(Exception):
    """A field cannot hold what a row gives for it; `column` is the one to blame."""

    def __init__(self, column: str, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.column, self.problem, self.fix = column, problem, fix


def _make_record(
    record_class: type[Record], templates: dict[str, str | tuple[str, ...]], values: RowValues
) -> Record:
    return make_record(record_class, **_fill_fields(record_class, templates, values))


def _fill_fields(
    record_class: type[Record], templates: dict[str, str | tuple[str, ...]], values: RowValues
) -> dict[str, Any]:
    columns = columns_of(record_class)
    fields = {}
    for field, template in templates.items():
        try:
            fields[field] = fill_field(template, values, columns[field])
        except CellError as error:
            texts = (template,) if isinstance(template, str) else template
            names = [name for text in texts for name in placeholders(text)]
            problem = f"{error.problem}, as needed for the field {field!r}"
            raise _FieldError(names[0] if names else field, problem, error.fix) from None
    return fields
