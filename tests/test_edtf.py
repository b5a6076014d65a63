"""Dates at the precision at which they are known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.edtf import Period


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-03-09", date(2025, 3, 9), date(2025, 3, 9)),
        ("2014/2024-06", date(2014, 1, 1), date(2024, 6, 30)),
        ("../2026-03", None, date(2026, 3, 31)),
        ("2026/..", date(2026, 1, 1), None),
        ("2014~/2024~", date(2014, 1, 1), date(2024, 12, 31)),
        ("2025-08?", date(2025, 8, 1), date(2025, 8, 31)),
    ],
)
def test_a_period_reaches_from_its_first_day_to_its_last(text: str, earliest: date, latest: date) -> None:
    period = Period.parse(text)
    assert (period.earliest, period.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2025-13", "no such month"),
        ("2025-02-30", "no such day"),
        ("March 2025", "is not a date"),
        ("2025/2024", "ends before it starts"),
        ("../..", "no date in it"),
        ("", "is not a date"),
        ("25-03-09", "is not a date"),
    ],
)
def test_what_is_not_a_date_is_refused_with_the_reason(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Period.parse(text)


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_an_interval_of_days_has_exactly_those_ends(first: date, second: date) -> None:
    start, end = sorted((first, second))
    period = Period.parse(f"{start}/{end}")
    assert (period.earliest, period.latest) == (start, end)


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["", "~", "?"]))
def test_no_two_texts_share_a_slug(day: date, mark: str) -> None:
    texts = [
        f"{day}{mark}",
        f"{day}{mark}/..",
        f"../{day}{mark}",
        f"{day:%Y-%m}{mark}",
        f"{day:%Y}/{day:%Y-%m}{mark}",
    ]
    assert len({Period.parse(text).slug for text in texts}) == len(texts)
