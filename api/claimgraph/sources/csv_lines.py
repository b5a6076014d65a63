"""The lines of a CSV file as cells, and the columns its header must name."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from claimgraph.errors import TableError
from claimgraph.sources.cells import FETCH_AGAIN

Lines = Iterator[tuple[int, list[str]]]  # each record of a file with the line it starts in

_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs"}  # a spreadsheet's idea of CSV, in some countries


@dataclass(frozen=True, slots=True)
class TableAdvice:
    """What to do about a file that cannot be read: ours are edited, a publisher's is fetched again."""

    encoding: str = FETCH_AGAIN
    syntax: str = FETCH_AGAIN
    separator: str = "Take the publisher's file with commas."
    columns: str = (
        "Take the publisher's file of the stated version, or tell the importer what the column means."
    )
    long_row: str = FETCH_AGAIN
    short_row: str = FETCH_AGAIN


PUBLISHER_ADVICE = TableAdvice()
UTF_8 = "utf-8-sig"  # without the mark that spreadsheets put at the start of a file


def display_path(path: Path) -> str:
    """Return a path as a person in the current folder would type it."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def read_lines(path: Path, advice: TableAdvice = PUBLISHER_ADVICE, encoding: str = UTF_8) -> Lines:
    """Read a file, in UTF-8 unless `encoding` says otherwise.

    Raises:
        TableError: The file cannot be read, is not UTF-8 or not CSV.
    """
    return read_separated(path, read_text(path, advice, encoding), advice)


def read_separated(path: Path, text: str, advice: TableAdvice, separator: str = ",") -> Lines:
    """Read the text of a file as CSV.

    Raises:
        TableError: It is not CSV.
    """
    start = 1
    try:
        reader = csv.reader(StringIO(text, newline=""), strict=True, delimiter=separator)
        for cells in reader:
            yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise TableError(f"{display_path(path)}:{start}", f"not CSV: {error}", advice.syntax) from None


def read_header(path: Path, advice: TableAdvice = PUBLISHER_ADVICE) -> list[str]:
    """Read the names of a file's columns.

    Raises:
        TableError: The file cannot be read.
    """
    return next(read_lines(path, advice), (1, []))[1]


def read_text(path: Path, advice: TableAdvice = PUBLISHER_ADVICE, encoding: str = UTF_8) -> str:
    """Read a file, in UTF-8 unless `encoding` says otherwise.

    Raises:
        TableError: The file cannot be read, or is not UTF-8.
    """
    try:
        return path.read_bytes().decode(encoding)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problem = f"not UTF-8 ({error.reason})"
        raise TableError(f"{display_path(path)}:{line}", problem, advice.encoding) from None
    except OSError as error:
        raise TableError(display_path(path), error.strerror or "cannot be read", "Check the path.") from None


def cells_by_column(
    path: Path, line: int, names: list[str], cells: list[str], advice: TableAdvice = PUBLISHER_ADVICE
) -> dict[str, str]:
    """Return the trimmed cells of a line by column.

    Raises:
        TableError: There are more or fewer cells than columns.
    """
    if len(cells) != len(names):
        problem = f"the row has {len(cells)} cells, the header {len(names)}"
        fix = advice.long_row if len(cells) > len(names) else advice.short_row
        raise TableError(f"{display_path(path)}:{line}", problem, fix)
    return dict(zip(names, (cell.strip() for cell in cells), strict=True))


def check_header(
    place: str,
    names: list[str],
    expected: list[str],
    advice: TableAdvice = PUBLISHER_ADVICE,
    *,
    ordered: bool = False,
) -> None:
    """Refuse a header that lacks a column, repeats one, has another or, if it is ordered, another order.

    Raises:
        TableError: The columns are not those expected.
    """
    for separator, description in _OTHER_SEPARATORS.items():
        if len(names) == 1 and separator in names[0]:
            raise TableError(place, f"the columns are separated by {description}", advice.separator)
    differences = {
        "unknown columns": [name for name in names if name not in expected],
        "missing columns": [name for name in expected if name not in names],
        "columns named twice": sorted({name for name in names if names.count(name) > 1}),
    }
    if problem := " and ".join(f"{kind} {columns}" for kind, columns in differences.items() if columns):
        raise TableError(place, problem, advice.columns)
    if ordered and names != expected:
        raise TableError(place, "columns in another order", f"The order is {','.join(expected)}.")
