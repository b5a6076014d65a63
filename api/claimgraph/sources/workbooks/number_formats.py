"""What a spreadsheet program shows of a number: itself, a percentage, a day, a month or a year."""

from __future__ import annotations

import re
from datetime import date, timedelta

NUMBER, PERCENT, DAY, MONTH, YEAR, TIME, UNCLEAR = (
    "number", "percent", "day", "month", "year", "time", "unclear",
)  # fmt: skip
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)  # no placeholders
# ECMA-376, part 1, 18.8.30. Those of East Asia are days in one country and months in another.
_BUILT_IN = {9: PERCENT, 10: PERCENT, 14: DAY, 15: DAY, 16: DAY, 17: MONTH, 22: DAY}
_BUILT_IN |= dict.fromkeys((18, 19, 20, 21, 45, 46, 47), TIME)
_BUILT_IN |= dict.fromkeys((*range(27, 37), *range(50, 59)), UNCLEAR)
_SPREADSHEET_DIGITS = 15  # that programs keep of what is typed


class CellProblem(ValueError):  # noqa: N818 - `problem` and `fix` of it become an error with its place
    """A cell of a spreadsheet that has no text a person could have meant."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.problem, self.fix = problem, fix


def built_in_kind(number: int) -> str:
    """Return what a built-in format of XLSX shows."""
    return _BUILT_IN.get(number, NUMBER)


def kind_of_code(code: str) -> str:
    """Return what a format of XLSX shows.

    >>> kind_of_code("0.0%"), kind_of_code('yyyy"-"mm'), kind_of_code("#,##0.00"), kind_of_code("[h]:mm")
    ('percent', 'month', 'number', 'time')
    """
    letters = _LITERALS.sub("", code.partition(";")[0]).lower()
    if letters == "general":
        return NUMBER
    if "%" in letters:
        return PERCENT
    if "y" in letters or "d" in letters:
        return DAY if "d" in letters else MONTH if "m" in letters else YEAR
    if "h" in letters or "s" in letters:
        return TIME
    return MONTH if "m" in letters else NUMBER


def show_number(digits: str, kind: str, first_day: date) -> str:
    """Return the text of a number: a date for the days since `first_day`, "50%" for 0.5 as a percentage.

    Raises:
        CellProblem: It is a time of day, or no number.
    """
    if kind == UNCLEAR:
        problem = "the cell is formatted as a date that is a day in one country and a month in another"
        raise CellProblem(problem, "Format it as text, and write 2025-03-09 or 2025-03.")
    if kind == TIME:
        raise CellProblem("the cell holds a time of day", "Format it as text, and write a date or a number.")
    try:
        if kind == NUMBER:
            return _show_figure(digits)
        if kind == PERCENT:
            return f"{_show_figure(repr(float(digits) * 100))}%"
        return show_date(first_day + timedelta(days=int(float(digits))), kind)
    except (ValueError, OverflowError):
        raise CellProblem(f"{digits[:40]!r} is no {kind}", "Type the cell again.") from None


def show_date(day: date, kind: str) -> str:
    """Return a date at the precision that a program shows."""
    return day.isoformat()[: {YEAR: 4, MONTH: 7}.get(kind, 10)]


def _show_figure(digits: str) -> str:
    """Return a figure without what computing in binary adds: 0.3 for 0.30000000000000004."""
    if re.fullmatch(r"-?\d+", digits, re.ASCII):
        return digits
    return f"{float(digits):.{_SPREADSHEET_DIGITS}g}"
