"""Dates as precise as they are known: a day, a month, a year, an interval.

The notation is EDTF (ISO 8601-2:2019): level 0 dates and intervals, open ends ("..")
and the qualifiers "~" (approximate) and "?" (uncertain), which do not widen the period.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?]?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A period of days. `text` is its EDTF form; both ends are inclusive, None is an open end.

    >>> Period.parse("2025-02").latest
    datetime.date(2025, 2, 28)
    """

    text: str
    earliest: date | None
    latest: date | None

    @classmethod
    def parse(cls, text: str) -> Period:
        """Parse an EDTF date or interval.

        Raises:
            ValueError: The text is not a date of the supported forms, or an interval ends before it starts.
        """
        start, slash, end = text.partition("/")
        earliest = _parse_end(start, first=True)
        latest = _parse_end(end if slash else start, first=False)
        if earliest is None and latest is None:
            raise ValueError(f"{text!r} has no date in it")
        if earliest and latest and latest < earliest:
            raise ValueError(f"{text!r} ends before it starts")
        return cls(text, earliest, latest)

    @property
    def slug(self) -> str:
        """The text as a segment of an IRI: "2014/.." is "2014--open"."""
        text = self.text.replace("..", "open").replace("/", "--")
        return text.replace("~", "-approximate").replace("?", "-uncertain")


def _parse_end(text: str, *, first: bool) -> date | None:
    if text == "..":
        return None
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a date. Write 2025, 2025-03, 2025-03-09 or 2024/2025-03")
    year, month, day = (int(digits) if digits else None for digits in match.groups())
    if not year:
        raise ValueError(f"{text!r} has no such year: there is no year 0")
    if month is None:
        month = 1 if first else 12
    if month not in range(1, 13):
        raise ValueError(f"{text!r} has no such month")
    last = monthrange(year, month)[1]
    if day is not None and not 1 <= day <= last:
        raise ValueError(f"{text!r} has no such day")
    return date(year, month, day or (1 if first else last))
