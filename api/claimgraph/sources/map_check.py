"""Makes sure that a column map names only columns, tables and fields that exist, and uses what it reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from claimgraph.datasets import ColumnMap, DatasetError, SourceFile
from claimgraph.model import Observation, columns_of
from claimgraph.sources.csv_lines import display_path
from claimgraph.sources.record_tables import RECORD_TABLES
from claimgraph.sources.templates import placeholders

_FROM_FIGURES = ("id", "metric", "source_text")  # of an observation: made for each of its figures


def check_file_map(folder: Path, file: SourceFile) -> None:
    """Refuse a map that cannot be meant; all problems are reported together.

    Raises:
        DatasetError: A column, part, table or field does not exist, is missing or is not used.
    """
    place = f"{display_path(folder / 'dataset.toml')}: files: {file.path}"
    if problems := list(_find_problems(file)):
        raise DatasetError("\n".join(f"{place}: {problem}" for problem in problems))


def _find_problems(file: SourceFile) -> Iterator[str]:
    templates = dict(_templates(file))
    available = set(_available_names(file))
    for place, texts in templates.items():
        names = {name for text in texts for name in placeholders(text)}
        extra = {"metric"} if place == "observation.id" else set()
        if unknown := sorted(names - available - extra):
            yield f"{place}: no column {unknown} is read. Columns: {', '.join(sorted(available))}."
    yield from _find_record_problems(file)
    yield from _find_bound_problems(file)
    yield from _find_unused_columns(file, templates)


def _templates(file: SourceFile) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, column in file.columns.items():
        for key in ("metric", "unit", "definition"):
            if text := getattr(column, key):
                yield f"columns.{name}.{key}", (text,)
    if file.observation:
        for key, text in file.observation.model_dump(exclude={"no_figure"}, exclude_none=True).items():
            yield f"observation.{key}", (text,) if isinstance(text, str) else text
    for number, record in enumerate(file.records, 1):
        for key, text in record.fields.items():
            yield f"records {number}: {key}", (text,) if isinstance(text, str) else text


def _available_names(file: SourceFile) -> Iterator[str]:
    for name, column in file.columns.items():
        if not column.ignored:
            yield from column.parts or (name,)


def _find_record_problems(file: SourceFile) -> Iterator[str]:
    for number, record in enumerate(file.records, 1):
        place = f"records {number}"
        if record.table not in RECORD_TABLES:
            yield f"{place}: no table {record.table!r}. Tables: {', '.join(RECORD_TABLES)}."
            continue
        columns = columns_of(RECORD_TABLES[record.table])
        if unknown := [field for field in record.fields if field not in columns]:
            yield f"{place}: {record.table} has no columns {unknown}. It has {', '.join(columns)}."
        required = [name for name, column in columns.items() if not column.many and not column.optional]
        if missing := [name for name in required if name not in record.fields]:
            yield f"{place}: fill in {', '.join(missing)} of {record.table}."
    if file.observation:
        yield from _find_observation_problems(file)


def _find_observation_problems(file: SourceFile) -> Iterator[str]:
    columns = columns_of(Observation)
    required = [name for name, column in columns.items() if not column.many and not column.optional]
    shared_fields = file.observation.model_fields_set if file.observation else set()
    for name, column in file.columns.items():
        if not column.metric:
            continue
        present = {*column.model_fields_set, *shared_fields, *_FROM_FIGURES}
        if missing := [field for field in required if field not in present]:
            yield f"columns.{name}: give {', '.join(missing)} here or in observation."


def _find_bound_problems(file: SourceFile) -> Iterator[str]:
    for name, column in file.columns.items():
        for bound in filter(None, (column.low, column.high)):
            if not _is_figure(file.columns.get(bound)):
                yield f'columns.{name}: {bound!r} is no column of type "number" or "count".'
        if (column.low or column.high) and not column.bounds:
            yield f"columns.{name}: say in bounds what low and high are, such as stated-range."


def _is_figure(column: ColumnMap | None) -> bool:
    return column is not None and not column.ignored and column.type in ("number", "count")


def _find_unused_columns(file: SourceFile, templates: dict[str, tuple[str, ...]]) -> Iterator[str]:
    used = {name for texts in templates.values() for text in texts for name in placeholders(text)}
    used |= set(file.key)
    used |= {bound for column in file.columns.values() for bound in (column.low, column.high) if bound}
    for name, column in file.columns.items():
        is_checked = bool(column.values or column.terms or column.metric)
        if not column.ignored and not is_checked and not used & {name, *column.parts}:
            fix = "Name it in braces, or ignore it for a reason."
            yield f"columns.{name}: it is read and nothing uses it. {fix}"
