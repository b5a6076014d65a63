"""Proposes how the columns of a new file may be read, from its values alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimgraph.errors import TableError
from claimgraph.sources.cells import (
    CellError,
    CellParser,
    parse_count,
    parse_iso_day,
    parse_number,
    parse_url,
    parse_us_day,
)
from claimgraph.sources.csv_lines import cells_by_column, check_header, display_path, read_lines
from claimgraph.sources.json_lines import read_raw_objects

_YEARS = (1900, 2100)
_EXAMPLES = 3
_LONGEST_EXAMPLE = 40
_PARSERS: tuple[tuple[str, CellParser], ...] = (  # the first that reads every value is proposed
    ("count", parse_count),
    ("number", parse_number),
    ("day", parse_iso_day),
    ("us-day", parse_us_day),
    ("url", parse_url),
)


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """A column with the keys proposed for it, in TOML, and some of its values."""

    name: str
    keys: str
    examples: str


def read_raw_rows(path: Path) -> list[dict[str, Any]]:
    """Read the rows of a CSV file, or of one with a JSON object a line if its name ends in ".jsonl".

    Raises:
        TableError: The file cannot be read, has no rows, or its rows have not all the same columns.
    """
    rows = _read_json_rows(path) if path.suffix == ".jsonl" else _read_csv_rows(path)
    if not rows:
        raise TableError(display_path(path), "no row below its header", "Take a file that has data in it.")
    return rows


def propose_columns(rows: Sequence[dict[str, Any]]) -> list[ColumnProposal]:
    """Return a proposal for each column."""
    return [_propose(name, [row[name] for row in rows]) for name in rows[0]]


def _read_csv_rows(path: Path) -> list[dict[str, Any]]:
    lines = read_lines(path)
    names = next(lines, (1, []))[1]
    check_header(f"{display_path(path)}:1", names, list(dict.fromkeys(names)))
    if not names or not all(name.strip() for name in names):
        problem = "a column has no name"
        raise TableError(f"{display_path(path)}:1", problem, "Such a file needs an importer of its own.")
    return [dict(cells_by_column(path, line, names, cells)) for line, cells in lines]


def _read_json_rows(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for line, pairs in read_raw_objects(path):
        names = [key for key, _ in pairs]
        expected = list(rows[0]) if rows else list(dict.fromkeys(names))
        check_header(f"{display_path(path)}:{line}", names, expected)
        rows.append(dict(pairs))
    return rows


def _propose(name: str, values: list[Any]) -> ColumnProposal:
    filled = [value for value in values if value not in ("", None, [])]
    keys = (
        _propose_list(filled) if any(isinstance(value, list) for value in filled) else _propose_type(filled)
    )
    if len(filled) < len(values):
        keys += ", optional = true"
    return ColumnProposal(name, keys, _render_examples(filled))


def _propose_type(values: list[Any]) -> str:
    texts = [str(value) for value in values]
    if texts and all(_is_year(text) for text in texts):
        return 'type = "period"'
    for cell_type, parse in _PARSERS:
        if texts and all(_can_parse(parse, text) for text in texts):
            return f'type = "{cell_type}"'
    return 'type = "text"'


def _propose_list(values: list[Any]) -> str:
    items = [item for value in values if isinstance(value, list) for item in value]
    return f"{_propose_type(items)}, many = true"


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) == len("2025") and int(text) in range(*_YEARS)


def _can_parse(parse: CellParser, text: str) -> bool:
    try:
        parse(text)
    except CellError:
        return False
    return True


def _render_examples(values: list[Any]) -> str:
    distinct = list(dict.fromkeys(json.dumps(value, ensure_ascii=False, default=str) for value in values))
    shown = [
        example if len(example) <= _LONGEST_EXAMPLE else f"{example[:_LONGEST_EXAMPLE]}…"
        for example in distinct[:_EXAMPLES]
    ]
    if not shown:
        return "no values"
    return f"{len(distinct)} different values: {', '.join(shown)}"
