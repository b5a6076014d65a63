"""Reads the sheets of an ODS file (OpenDocument 1.2 and later) as texts, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from claimgraph.sources.workbooks.number_formats import (
    DAY,
    MONTH,
    NUMBER,
    PERCENT,
    YEAR,
    CellProblem,
    show_date,
    show_number,
)
from claimgraph.sources.workbooks.parts import Parts, attributes, local_name
from claimgraph.sources.workbooks.xlsx import Cell, SheetRows

_CONTENT = "content.xml"
_MOST_COLUMNS, _MOST_ROWS = 1024, 2**20  # beyond them, a file only repeats what is empty
_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|Err:\d+")
_TRUTH = re.compile(r"of:=(TRUE|FALSE)\(\)")  # how LibreOffice keeps TRUE of an XLSX file, as the number 1
_FIX = "Fix the formula, or type the value."


class OdsWorkbook:
    """`sheets`: the names of the sheets."""

    def __init__(self, parts: Parts) -> None:
        self._rows: dict[str, list[tuple[int, list[Cell]]]] = {}
        precisions = _read_precisions(parts)
        for table in parts.elements(_CONTENT, "table"):
            name = attributes(table).get("name", "")
            self._rows[name] = list(_read_table(table, precisions))

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets, in their order."""
        return list(self._rows)

    def read_rows(self, sheet: str) -> SheetRows:
        """Yield the rows of a sheet that hold something, with their numbers."""
        yield from self._rows[sheet]


def _read_precisions(parts: Parts) -> dict[str, str]:
    """Return what each style of cells shows of a date."""
    kinds: dict[str, str] = {}
    formats: dict[str, str] = {}
    for part in filter(parts.__contains__, ("styles.xml", _CONTENT)):
        for element in parts.elements(part, "date-style", "style"):
            names = attributes(element)
            if local_name(element) == "date-style":
                kinds[names.get("name", "")] = _date_kind({local_name(child) for child in element})
            elif "data-style-name" in names:
                formats[names.get("name", "")] = names["data-style-name"]
    return {style: kinds[format_] for style, format_ in formats.items() if format_ in kinds}


def _date_kind(placeholders: set[str]) -> str:
    if "day" in placeholders or not placeholders & {"month", "year"}:
        return DAY
    return MONTH if "month" in placeholders else YEAR


def _read_table(table: Element, precisions: dict[str, str]) -> SheetRows:
    column_styles: list[str] = []
    number = 0
    for element in table.iter():
        names = attributes(element)
        if local_name(element) == "table-column":
            repeated = min(int(names.get("number-columns-repeated", 1)), _MOST_COLUMNS)
            column_styles += [names.get("default-cell-style-name", "")] * repeated
        elif local_name(element) == "table-row":
            cells = list(_read_cells(element, column_styles, precisions))
            repeated = int(names.get("number-rows-repeated", 1))
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                repeated = min(repeated, _MOST_ROWS - number)
                yield from ((number + index, cells) for index in range(1, repeated + 1))
            number += repeated


def _read_cells(row: Element, column_styles: list[str], precisions: dict[str, str]) -> Iterator[Cell]:
    row_style = attributes(row).get("default-cell-style-name", "")
    place = 0
    for element in row:
        if local_name(element) not in ("table-cell", "covered-table-cell"):
            continue
        names = attributes(element)
        column_style = column_styles[place] if place < len(column_styles) else ""
        style = names.get("style-name") or row_style or column_style
        cell = _read_cell(element, names, precisions.get(style, DAY))
        repeated = min(int(names.get("number-columns-repeated", 1)), _MOST_COLUMNS - place)
        yield from [cell] * repeated
        place += repeated


def _read_cell(element: Element, names: dict[str, str], precision: str) -> Cell:
    try:
        return _cell_text(element, names, precision)
    except CellProblem as problem:
        return problem


def _cell_text(element: Element, names: dict[str, str], precision: str) -> str:
    text = "\n".join(_paragraph(child) for child in element if local_name(child) == "p")
    type_ = element.get(f"{_namespace_of(element, 'value-type')}value-type", "")
    if "formula" in names:
        _check_result(text, type_)
        if truth := _TRUTH.fullmatch(names["formula"]):
            return truth[1].lower()
    match type_:
        case "float" | "currency":
            return show_number(names.get("value", ""), NUMBER, date.min)
        case "percentage":
            return show_number(names.get("value", ""), PERCENT, date.min)
        case "boolean":
            return names.get("boolean-value", "").lower()
        case "date":
            return _show_day(names.get("date-value", ""), precision)
        case "time":
            raise CellProblem("the cell holds a time of day", "Format it as text, and write what is meant.")
        case _:
            return names.get("string-value", text)


def _namespace_of(element: Element, attribute: str) -> str:
    """Return the namespace of an attribute that LibreOffice has twice, as {namespace}."""
    names = [name for name in element.keys() if name.endswith(f"}}{attribute}")]  # noqa: SIM118 - no mapping
    return next((name.removesuffix(attribute) for name in names if "office" in name), "")


def _check_result(text: str, type_: str) -> None:
    if not type_:
        raise CellProblem("the cell has a formula and no result", f"Open the file and save it. {_FIX}")
    if _ERROR.fullmatch(text.strip()):
        raise CellProblem(f"the cell shows the error {text.strip()}", _FIX)


def _show_day(value: str, precision: str) -> str:
    try:
        return show_date(date.fromisoformat(value[:10]), precision)
    except ValueError:
        raise CellProblem(f"{value[:40]!r} is no day", "Type the cell again.") from None


def _paragraph(element: Element) -> str:
    """Return the text of a paragraph with its spaces and breaks; notes beside it are no part of it."""
    texts = [element.text or ""]
    for child in element:
        match local_name(child):
            case "s":
                texts.append(" " * min(int(attributes(child).get("c", 1)), _MOST_COLUMNS))
            case "tab":
                texts.append("\t")
            case "line-break":
                texts.append("\n")
            case "annotation" | "note":
                pass
            case _:
                texts.append(_paragraph(child))
        texts.append(child.tail or "")
    return "".join(texts)
