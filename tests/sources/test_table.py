"""Tables are read strictly: a wrong cell is named by file, line and column, with the fix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claimgraph.errors import ClaimgraphError, RowErrors, TableError
from claimgraph.model import Claim, QuantityProposition, columns_of
from claimgraph.sources import RECORD_TABLES, read_record_table, read_record_tables

GOOD = {
    "id": "a-claim",
    "identifier": "X1",
    "text": "Something is so.",
    "language": "en",
    "claim_type": "causal",
    "topics": "fabs|models",
    "about": "nation/taiwan",
    "sensitive": "false",
    "left_unstructured": "",
    "note": "",
}


def table(folder: Path, header: str, *lines: str, name: str = "claims.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([header, *lines]) + "\n", "utf-8")
    return path


def claim_row(**cells: str) -> str:
    return ",".join((GOOD | cells).values())


HEADER = ",".join(GOOD)


def test_a_row_becomes_a_record(tmp_path: Path) -> None:
    (row,) = read_record_table(table(tmp_path, HEADER, claim_row()), Claim)
    assert row.record == Claim(
        id="a-claim",
        identifier="X1",
        text="Something is so.",
        language="en",
        claim_type="causal",
        topics=("fabs", "models"),
        about=("nation/taiwan",),
        sensitive=False,
        left_unstructured=None,
        note=None,
    )


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("id", "A Claim", "is not a slug"),
        ("id", "", "the cell is empty"),
        ("text", "", "the cell is empty"),
        ("about", "Taiwan", "is not a path"),
        ("topics", "fabs|fabs", "names the same value twice"),
        ("sensitive", "no", "is neither true nor false"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, column: str, cell: str, problem: str) -> None:
    path = table(tmp_path, HEADER, claim_row(id="first"), claim_row(**{column: cell}))
    with pytest.raises(RowErrors) as raised:
        read_record_table(path, Claim)
    (error,) = raised.value.errors
    assert (error.file, error.line, error.column) == (str(path), 3, column)
    assert problem in str(error)


def proposition_row(**cells: str) -> str:
    good = dict.fromkeys(columns_of(QuantityProposition), "")
    good |= {
        "id": "p",
        "claim": "c",
        "metric": "m",
        "comparator": "equal",
        "unit": "unit:PERCENT",
        "source_text": "x",
    }
    return ",".join(f'"{cell}"' for cell in (good | cells).values())


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("value", "46 000", "is not a number"),
        ("value", "46,000", "is not a number"),
        ("value", "46_000", "is not a number"),
        ("value", "NaN", "is not a number"),
        ("low", "7-10", "is not a number"),
        ("low", "٤٢", "is not a number. Write the digits 0 to 9"),
        ("value", "1e999999999", "'1e999999999' is no quantity"),
        ("value", "1e-999999999", "is no quantity"),
        ("value", "0e999999999", "is no quantity"),
        ("value", "1e" + "9" * 30, "is no quantity"),
        ("value", "9" * 5000, "it has 5000 characters"),
        ("price_year", "9" * 5000, "it has 5000 characters"),
        ("unit", "% of fabs", "is not a unit"),
        ("period", "2025/2024", "ends before it starts"),
        ("period", "2025-02-30", "no such day"),
        ("period", "2025-00", "no such month"),
        ("period", "2025-03-00", "no such day"),
        ("period", "2024/2025-00", "no such month"),
        ("period", "0000", "no such year"),
        ("period", "٢٠٢٥-٠٣", "is not a date"),
    ],
)
def test_a_quantity_and_its_unit_and_dates_are_checked(
    tmp_path: Path, column: str, cell: str, problem: str
) -> None:
    header = ",".join(columns_of(QuantityProposition))
    path = table(tmp_path, header, proposition_row(**{column: cell}), name="quantity_propositions.csv")
    with pytest.raises(RowErrors, match=problem):
        read_record_table(path, QuantityProposition)


def test_all_wrong_cells_of_a_table_are_reported_at_once(tmp_path: Path) -> None:
    path = table(tmp_path, HEADER, claim_row(id="?", sensitive="?"), claim_row(about="?"))
    with pytest.raises(RowErrors) as raised:
        read_record_table(path, Claim)
    assert [(error.line, error.column) for error in raised.value.errors] == [
        (2, "id"),
        (2, "sensitive"),
        (3, "about"),
    ]


def test_the_mark_that_spreadsheets_put_at_the_start_is_no_part_of_the_header(tmp_path: Path) -> None:
    path = table(tmp_path, HEADER, claim_row())
    before = [row.record for row in read_record_table(path, Claim)]
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert [row.record for row in read_record_table(path, Claim)] == before


@pytest.mark.parametrize(
    "save",
    [
        lambda text: text.replace("false", "FALSE").encode(),
        lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
        lambda text: (text + "\n\n").encode(),
        lambda text: (text + "," * 9 + "\n" + "," * 9 + "\n").encode(),
        lambda text: ("\n" + text.replace("\n", ",,,\n")).encode(),
        lambda text: text.replace(",", ";").encode("utf-8-sig"),
        lambda text: ("sep=;\r\n" + text.replace(",", ";")).encode("utf-8-sig"),
        lambda text: text.replace(",", "\t").encode("utf-16"),
    ],
    ids=[
        "FALSE",
        "CRLF and a mark",
        "blank lines",
        "empty rows",
        "empty columns",
        "semicolons",
        "sep=",
        "Unicode text",
    ],
)
def test_a_table_may_be_saved_as_spreadsheet_programs_do(
    tmp_path: Path, save: Callable[[str], bytes]
) -> None:
    path = table(tmp_path, HEADER, claim_row(), claim_row(id="second"))
    before = [row.record for row in read_record_table(path, Claim)]
    path.write_bytes(save(path.read_text("utf-8")))
    assert [row.record for row in read_record_table(path, Claim)] == before


def test_lines_are_counted_with_the_empty_ones(tmp_path: Path) -> None:
    path = table(tmp_path, "sep=;", "", HEADER.replace(",", ";"), "", claim_row(about="?").replace(",", ";"))
    with pytest.raises(RowErrors, match=r"claims\.csv:5: column 'about'"):
        read_record_table(path, Claim)


@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\x1f", "\ufffe"])
def test_a_character_that_xml_cannot_hold_is_refused_with_its_place(tmp_path: Path, letter: str) -> None:
    path = table(tmp_path, HEADER, claim_row(text=f"Some{letter}thing"))
    with pytest.raises(RowErrors, match=rf"claims\.csv:2: column 'text'.*U\+{ord(letter):04X}.*Take it out"):
        read_record_table(path, Claim)


def test_a_row_is_named_by_the_line_it_starts_in(tmp_path: Path) -> None:
    path = table(tmp_path, HEADER, claim_row(note='"two\nlines"'), claim_row(id="second", sensitive="?"))
    with pytest.raises(RowErrors, match=r"claims\.csv:4: column 'sensitive'"):
        read_record_table(path, Claim)


def broken_header(path: Path) -> None:
    path.write_text(path.read_text().replace("identifier", "ident"))


def extra_column(path: Path) -> None:
    path.write_text("".join(f"{line},x\n" for line in path.read_text().splitlines()))


def short_row(path: Path) -> None:
    path.write_text(path.read_text() + "only,three,cells\n")


def latin_1(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Something", "Größe".encode("latin-1")))


def open_quote(path: Path) -> None:
    path.write_text(path.read_text().replace("Something", '"Something'))


def long_row(path: Path) -> None:
    path.write_text(path.read_text() + claim_row() + ",twelve\n")


def empty(path: Path) -> None:
    path.write_text("")


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (broken_header, r"unknown columns \['ident'\] and missing columns \['identifier'\]"),
        (extra_column, r"unknown columns \['x'\]"),
        (short_row, r"claims\.csv:3: the row has 3 cells, the header 10\. Write empty cells"),
        (long_row, r"claims\.csv:3: the row has 'twelve' in cell 11, the header has 10 names\. Quote cells"),
        (latin_1, r"claims\.csv:2: not UTF-8"),
        (open_quote, r"claims\.csv:2: not CSV"),
        (empty, "missing columns"),
    ],
)
def test_a_table_that_is_broken_as_a_whole_says_how(
    tmp_path: Path, spoil: Callable[[Path], None], problem: str
) -> None:
    path = table(tmp_path, HEADER, claim_row())
    spoil(path)
    with pytest.raises(TableError, match=problem) as raised:
        read_record_table(path, Claim)
    assert str(path) in str(raised.value)


def test_a_file_no_table_knows_stops_the_import(tmp_path: Path) -> None:
    table(tmp_path, HEADER, claim_row(), name="claim.csv")
    with pytest.raises(ClaimgraphError, match="no table has this name"):
        read_record_tables(tmp_path)


def test_every_table_has_its_id_first() -> None:
    assert {next(iter(columns_of(record))) for record in RECORD_TABLES.values()} == {"id"}


def without_columns(header: list[str], *names: str) -> str:
    return ",".join(name for name in header if name not in names)


def test_a_file_may_lack_the_columns_that_were_added_to_its_table_later(tmp_path: Path) -> None:
    later = [name for name, column in columns_of(QuantityProposition).items() if column.omissible]
    header = without_columns(list(columns_of(QuantityProposition)), *later)
    cells = {"id": "a", "claim": "c", "metric": "m", "comparator": "equal", "unit": "papers", "value": "1"}
    line = ",".join((cells | {"source_text": "1"}).get(name, "") for name in header.split(","))
    path = table(tmp_path, header, line, name="quantity_propositions.csv")
    (row,) = read_record_table(path, QuantityProposition)
    assert later == ["price_year", "as_printed"]
    assert [getattr(row.record, name) for name in later] == [None, None]


def test_a_file_may_not_lack_any_other_column(tmp_path: Path) -> None:
    header = without_columns(list(columns_of(QuantityProposition)), "scope")
    with pytest.raises(TableError, match=r"missing columns \['scope'\]"):
        read_record_table(table(tmp_path, header, name="quantity_propositions.csv"), QuantityProposition)


def test_a_year_that_is_no_whole_number_is_refused(tmp_path: Path) -> None:
    header = list(columns_of(QuantityProposition))
    cells = {"id": "a", "claim": "c", "metric": "m", "comparator": "equal", "unit": "unit:CCY_USD"}
    cells |= {"value": "1", "price_year": "2023.5", "source_text": "1"}
    line = ",".join(cells.get(name, "") for name in header)
    with pytest.raises(RowErrors, match=r"column 'price_year': '2023.5' is not a whole number"):
        read_record_table(table(tmp_path, ",".join(header), line, name="q.csv"), QuantityProposition)
