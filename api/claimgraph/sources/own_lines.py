"""The lines of a table of ours as spreadsheet programs save them, and what they mean nothing by left out.

They save UTF-16 where a person asks for "Unicode", semicolons where the comma is the decimal sign, and rows
and columns that only look as if they held something.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from claimgraph.errors import TableError
from claimgraph.sources.csv_lines import UTF_8, Lines, TableAdvice, display_path, read_separated, read_text

_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATORS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")  # how Excel writes the separator into a file


def read_own_lines(path: Path, advice: TableAdvice) -> Lines:
    """Read a table of ours from a CSV file, without empty rows and without empty columns at the right.

    Raises:
        TableError: The file cannot be read, is not UTF-8 or UTF-16, not CSV, or a cell stands in a column
            that has no name.
    """
    text = read_text(path, advice, _find_encoding(path))
    skipped = _SEPARATOR_LINE.match(text)
    separator = skipped[1] if skipped else _find_separator(text)
    lines = read_separated(path, text[skipped.end() :] if skipped else text, advice, separator)
    shifted = ((line + bool(skipped), cells) for line, cells in lines)
    return tidy_lines(shifted, display_path(path))


def tidy_lines(lines: Iterable[tuple[int, list[str]]], place: str) -> Iterator[tuple[int, list[str]]]:
    """Leave out empty rows, and empty columns to the right of the header; the first row left is the header.

    Raises:
        TableError: A cell stands to the right of the header.
    """
    width = None
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if width is None:
            width = max(number for number, cell in enumerate(cells, 1) if cell.strip())
        if beyond := next((number for number in range(width, len(cells)) if cells[number].strip()), None):
            problem = (
                f"the row has {cells[beyond].strip()!r} in cell {beyond + 1}, the header has {width} names"
            )
            fix = "Quote cells that hold commas; put nothing to the right of the columns."
            raise TableError(f"{place}:{line}", problem, fix)
        yield line, cells[:width]


def has_rows(path: Path) -> bool:
    """True if a table has a row below its header, or cannot be read, which reading its rows then tells."""
    try:
        return len(list(islice(read_own_lines(path, TableAdvice()), 2))) == 2  # noqa: PLR2004 - and the header
    except TableError:
        return True


def _find_encoding(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return "utf-16" if file.read(2) in _UTF_16_MARKS else UTF_8
    except OSError:
        return UTF_8  # reading the whole file says what is wrong


def _find_separator(text: str) -> str:
    """Return what separates the names of the header: none of these characters can be part of one."""
    header = text.lstrip("\r\n").partition("\n")[0]
    return max(_SEPARATORS, key=header.count)
