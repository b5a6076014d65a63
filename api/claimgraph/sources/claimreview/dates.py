"""Days as files of ClaimReviews write them, in ISO 8601 and otherwise. What could be two days is refused."""

from __future__ import annotations

import re

from claimgraph.edtf import Period

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_TIME = r"(?:[T ,].*)?"
_ISO = re.compile(rf"(\d{{4}}(?:-\d\d(?:-\d\d)?)?){_TIME}", re.ASCII | re.DOTALL)
_BASIC = re.compile(rf"(\d{{4}})(\d\d)(\d\d){_TIME}", re.ASCII)
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d\d?)[-/.](\d\d?){_TIME}", re.ASCII)
_YEAR_LAST = re.compile(rf"(\d\d?)[-/.](\d\d?)[-/.](\d{{4}}){_TIME}", re.ASCII)
_WORDS = (
    re.compile(
        rf"(?:[A-Za-z]+,? )?{_MONTH} (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>\d{{4}}){_TIME}", re.ASCII
    ),
    re.compile(
        rf"(?:[A-Za-z]+,? )?(?P<day>\d\d?)(?:st|nd|rd|th)?\.? {_MONTH},? (?P<year>\d{{4}}){_TIME}", re.ASCII
    ),
    re.compile(rf"{_MONTH},? (?P<year>\d{{4}})", re.ASCII),
)


class DateProblem(ValueError):  # noqa: N818 - it becomes a problem with its place
    """A text that is no date, or could be two."""


def parse_day(text: str) -> str:
    """Return a date as our tables have it, without the time of day.

    >>> parse_day("2025-03-09T23:00:00+01:00"), parse_day("March 9th, 2025"), parse_day("31/12/2025")
    ('2025-03-09', '2025-03-09', '2025-12-31')

    Raises:
        DateProblem: The text is no date, or one of two.
    """
    try:
        return Period.parse(_to_iso(text)).text
    except DateProblem:
        raise
    except ValueError:
        raise DateProblem(f"{text[:80]!r} is no date") from None


def _to_iso(text: str) -> str:
    if match := _ISO.fullmatch(text):
        return match[1]
    if match := _BASIC.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return _iso(*match.groups())
    if match := _YEAR_LAST.fullmatch(text):
        return _iso(match[3], *_order(text, match[1], match[2]))
    for pattern in _WORDS:
        if (match := pattern.fullmatch(text)) and (month := _find_month(match["month"])):
            parts = match.groupdict()
            return (
                _iso(parts["year"], month, parts["day"]) if "day" in parts else f"{parts['year']}-{month:0>2}"
            )
    return text


def _order(text: str, first: str, second: str) -> tuple[str, str]:
    """Return month and day of 31/12 or 12/31; 3/9 is a day in March here and one in September there."""
    if int(first) > len(_MONTHS):
        return second, first
    if int(second) > len(_MONTHS) or first == second:
        return first, second
    raise DateProblem(f"{text[:80]!r} may be the {first}. of a month or the {second}.")


def _find_month(word: str) -> str:
    short = word[:3].lower()
    return str(_MONTHS.index(short) + 1) if short in _MONTHS else ""


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{month:0>2}-{day:0>2}"
