"""Reads the sheets of an XLSX file (ECMA-376) as texts, row by row."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any
from xml.etree.ElementTree import Element

from claimgraph.sources.workbooks.number_formats import (
    NUMBER,
    CellProblem,
    built_in_kind,
    kind_of_code,
    show_number,
)
from claimgraph.sources.workbooks.parts import Parts, attributes, local_name

Cell = str | CellProblem
SheetRows = Iterator[tuple[int, list[Cell]]]

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how XLSX writes characters that XML lacks
_COLUMN = re.compile(r"[A-Z]{1,3}")
_OPEN = "Open the file in a spreadsheet program and save it, or type the value."


class XlsxWorkbook:
    """`sheets`: the part of each sheet by its name."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        book = _find_parts(_relations(parts, ""), "officeDocument")[0]
        relations = _relations(parts, book)
        sheets: list[dict[str, Any]] = [attributes(sheet) for sheet in parts.elements(book, "sheet")]
        self.sheets = {sheet["name"]: relations[sheet["id"]][1] for sheet in sheets}
        texts, styles = (_find_parts(relations, kind) for kind in ("sharedStrings", "styles"))
        self._texts = [text for part in texts for text in _read_texts(parts, part)]
        self._kinds = [kind for part in styles for kind in _read_kinds(parts, part)]
        self._first_day = _first_day(parts, book)

    def read_rows(self, sheet: str) -> SheetRows:
        """Yield the rows of a sheet that hold something, with their numbers."""
        number = 0
        for element in self._parts.elements(self.sheets[sheet], "row"):
            number = int(element.get("r") or number + 1)
            cells: dict[int, Cell] = {}
            places = count()
            for cell in element:
                place = _column_index(cell.get("r", "")) if cell.get("r") else next(places)
                places = count(place + 1)
                cells[place] = self._read_cell(cell)
            if any(cells.values()):
                yield number, [cells.get(place, "") for place in range(max(cells) + 1)]

    def _read_cell(self, cell: Element) -> Cell:
        try:
            return self._cell_text(cell)
        except CellProblem as problem:
            return problem

    def _cell_text(self, cell: Element) -> str:
        parts = {local_name(part): part for part in cell}
        value, type_ = _text_of(parts.get("v")), cell.get("t", "n")
        if type_ == "inlineStr":
            return _read_runs(parts["is"]) if "is" in parts else ""
        if "f" in parts and not value and type_ != "str":
            raise CellProblem("the cell has a formula and no result", _OPEN)
        match type_:
            case "s":
                return self._texts[int(value)]
            case "b":
                return "true" if value == "1" else "false"
            case "e":
                raise CellProblem(f"the cell shows the error {value}", "Fix the formula, or type the value.")
            case "n":
                return show_number(value, self._kind_of(cell), self._first_day) if value else ""
            case "d":
                return value.partition("T")[0]
            case _:
                return _unescape(value)

    def _kind_of(self, cell: Element) -> str:
        style = int(cell.get("s", 0))
        return self._kinds[style] if style < len(self._kinds) else NUMBER


def _relations(parts: Parts, part: str) -> dict[str, tuple[str, str]]:
    """Return the kind and the name of each part that a part refers to, by the reference."""
    folder, _, name = part.rpartition("/")
    relations = {}
    for relation in parts.elements(posixpath.join(folder, f"_rels/{name}.rels"), "Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
        kind = relation.get("Type", "").rpartition("/")[2]
        relations[relation.get("Id", "")] = kind, target.lstrip("/")
    return relations


def _find_parts(relations: dict[str, tuple[str, str]], kind: str) -> list[str]:
    return [target for kind_of_part, target in relations.values() if kind_of_part == kind]


def _first_day(parts: Parts, book: str) -> date:
    """Return the day that dates are counted from: that of old Macintosh files, or that of all others."""
    settings = [element.get("date1904", "") for element in parts.elements(book, "workbookPr")]
    return date(1904, 1, 1) if settings and settings[0] in ("1", "true") else date(1899, 12, 30)


def _read_texts(parts: Parts, part: str) -> Iterator[str]:
    for element in parts.elements(part, "si"):
        yield _read_runs(element)


def _read_runs(element: Element) -> str:
    """Return a text in several runs; how it is read aloud (`rPh`) is no part of it."""
    texts = []
    for child in element:
        if local_name(child) == "t":
            texts.append(_unescape(child.text or ""))
        elif local_name(child) == "r":
            texts.append(_read_runs(child))
    return "".join(texts)


def _read_kinds(parts: Parts, part: str) -> Iterator[str]:
    codes: dict[int, str] = {}
    for element in parts.elements(part, "numFmts", "cellXfs"):
        if local_name(element) == "numFmts":
            codes = {int(code.get("numFmtId", 0)): code.get("formatCode", "") for code in element}
        else:
            numbers = [int(style.get("numFmtId", 0)) for style in element]
            yield from (
                kind_of_code(codes[number]) if number in codes else built_in_kind(number)
                for number in numbers
            )


def _column_index(reference: str) -> int:
    """Return the place of a column from 0: 27 for "AB7"."""
    match = _COLUMN.match(reference.upper())
    index = 0
    for letter in match[0] if match else "A":
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _text_of(element: Element | None) -> str:
    return (element.text or "") if element is not None else ""


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
