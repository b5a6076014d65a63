"""Spreadsheets are read as they are shown, and what they show without meaning it is refused with its cell."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from claimgraph.errors import ClaimgraphError, RowErrors, TableError
from claimgraph.model import Claim, Observation, QuantityProposition, Record, Utterance
from claimgraph.sources import read_workbook_records, read_workbook_tables

SAVED = sorted((Path(__file__).parent / "spreadsheets").glob("libreoffice-*"))


def workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    """A file of openpyxl's; a cell may be a value and its format."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row, 1):
                value, format_ = cell if isinstance(cell, tuple) else (cell, None)
                sheet.cell(number, column, value)
                if format_:
                    sheet.cell(number, column).number_format = format_
    book.save(path)
    return path


def shown(tmp_path: Path, cell: Any) -> str:
    """What a cell of a file is read as."""
    path = workbook(tmp_path / "book.xlsx", claims=[["id"], [cell]])
    (table,) = read_workbook_tables(path)
    return [*table.lines()][1][1][0]


def record(path: Path, kind: type[Record]) -> Any:
    (row,) = (row.record for row in read_workbook_records(path) if isinstance(row.record, kind))
    return row


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.name)
def test_what_libreoffice_saves_is_read_as_it_shows_it(path: Path) -> None:
    claim, said = record(path, Claim), record(path, Utterance)
    figure, measured = record(path, QuantityProposition), record(path, Observation)
    assert (claim.sensitive, said.said.text) == (False, "2025-03")
    assert (figure.value, figure.period.text, figure.note) == (41, "2024", "two\nlines")
    assert (measured.low, measured.high) == (Decimal("0.3"), Decimal("3.8e25"))
    assert (measured.known_since.text, measured.scope, measured.definition) == ("2025-03-09", "00123", "50%")


def test_both_formats_give_the_same_records() -> None:
    first, second = ([row.record for row in read_workbook_records(path)] for path in SAVED)
    assert first == second


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("00123", "00123"),
        (123, "123"),
        (46000.0, "46000"),
        (0.1 + 0.2, "0.3"),
        (3.8e25, "3.8e+25"),
        ((0.5, "0.00%"), "50%"),
        ((1.125, "0%"), "112.5%"),
        ((1200, "#,##0"), "1200"),
        ((5, '0" days"'), "5"),
        (True, "true"),
        ((date(2025, 3, 9), "d mmm yyyy"), "2025-03-09"),
        ((date(2025, 3, 1), "mmm-yy"), "2025-03"),
        ((date(2025, 1, 1), "yyyy"), "2025"),
        ((datetime(2025, 3, 9, 14, 30), "yyyy-mm-dd hh:mm"), "2025-03-09"),
        ("two\nlines", "two\nlines"),
        ("=1+1", "the cell has a formula and no result"),
        ("#N/A", "the cell shows the error #N/A"),
        (time(14, 30), "the cell holds a time of day"),
        ((45000, "[h]:mm:ss"), "the cell holds a time of day"),
    ],
)
def test_a_cell_is_read_as_it_is_shown_or_refused(tmp_path: Path, cell: Any, text: str) -> None:
    if text.startswith("the cell"):
        with pytest.raises(TableError, match=rf"book\.xlsx, sheet 'claims':2: cell A2: {text}\. \w+"):
            shown(tmp_path, cell)
    else:
        assert shown(tmp_path, cell) == text


def test_dates_may_be_counted_from_1904(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["id"])
    book.active.append([date(2025, 3, 9)])
    book.save(tmp_path / "claims.xlsx")
    assert read_workbook_tables(tmp_path / "claims.xlsx")[0].rows[1] == (2, ["2025-03-09"])


def test_a_wrong_cell_is_named_by_its_row_in_the_sheet(tmp_path: Path) -> None:
    rows = [["id", "reason"], [], ["a", "two\nlines"], [], ["B!", "x"]]
    path = workbook(tmp_path / "mine.xlsx", suspect_observations=rows)
    with pytest.raises(
        RowErrors, match=r"mine\.xlsx, sheet 'suspect_observations':5: column 'id': 'B!' is not"
    ):
        read_workbook_records(path)


def test_a_file_that_is_named_as_a_table_needs_no_name_for_its_sheet(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "suspect_observations.xlsx", Tabelle1=[["id", "reason"], ["a", "x"]], Tabelle2=[]
    )
    assert [row.record.id for row in read_workbook_records(path)] == ["a"]


def test_the_name_of_such_a_sheet_may_have_a_slash_in_it(tmp_path: Path) -> None:
    rows = "".join(
        f"<o:table-row><o:table-cell><o:p>{text}</o:p></o:table-cell></o:table-row>" for text in ("id", "a")
    )
    with zipfile.ZipFile(tmp_path / "suspect_observations.ods", "w") as archive:
        archive.writestr("content.xml", f'<o:x xmlns:o="o"><o:table o:name="2024/25">{rows}</o:table></o:x>')
    with pytest.raises(TableError, match=r"suspect_observations\.ods, sheet '2024/25':1: missing columns"):
        read_workbook_records(tmp_path / "suspect_observations.ods")


def test_names_of_sheets_may_have_blanks_and_capitals(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "mine.xlsx", **{"Suspect observations": [["id", "reason"], ["a", "x"]], "_todo": [[1]]}
    )
    assert [table.file_name for table in read_workbook_tables(path)] == ["suspect_observations.csv"]


@pytest.mark.parametrize(
    ("sheets", "problem"),
    [
        ({"claim": [["id"]]}, "sheet 'claim': no table has this name. Tables are claims, "),
        ({"claims": [["id"]], "Claims.csv": [["id"]]}, "sheet 'Claims.csv': another sheet is this table"),
        (
            {"suspect_observations": [["id", "reason"], ["a", "b", "c"]]},
            ":2: the row has 'c' in cell 3, the header has 2",
        ),
    ],
)
def test_a_sheet_that_is_no_table_is_refused(tmp_path: Path, sheets: Any, problem: str) -> None:
    with pytest.raises(TableError) as raised:
        read_workbook_records(workbook(tmp_path / "mine.xlsx", **sheets))
    assert problem in str(raised.value)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("content.xml", bytes(2**26 + 1))


def laughs(path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", f'<!DOCTYPE a [<!ENTITY e0 "{"ha" * 50}">{entities}]><a>&e11;</a>')


@pytest.mark.parametrize(
    ("name", "make", "problem"),
    [
        (
            "old.xlsx",
            lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" * 100),
            "no spreadsheet that can be read",
        ),
        ("cut.ods", lambda path: path.write_bytes(SAVED[0].read_bytes()[:9000]), "no spreadsheet"),
        ("none.ods", lambda path: None, "No such file"),
        (
            "other.xlsx",
            lambda path: path.write_bytes(SAVED[0].read_bytes()),
            "no spreadsheet that can be read",
        ),
        ("bomb.ods", bomb, "unpacked it is larger than 64 MiB"),
        ("laughs.ods", laughs, "no spreadsheet that can be read: limit on input amplification"),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_refused(tmp_path: Path, name: str, make: Any, problem: str) -> None:
    make(tmp_path / name)
    with pytest.raises(ClaimgraphError, match=rf"{name}: {problem}"):
        read_workbook_tables(tmp_path / name)
