"""Days that crowd towards the present, and dates in the forms in which the tables give them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from claimgraph.edtf import Period

LAST = date(2026, 10, 31)
FIRST = date(2012, 1, 1)
HALVING = 500  # days back until half as much is said; of what is shipped, 80 % is from two years
LONGEST = 10  # years that an interval covers at most


def day(dice: Random) -> date:
    """A day, sooner a late one."""
    return max(FIRST, LAST - timedelta(days=int(dice.expovariate(0.693 / HALVING))))


def before(dice: Random, given: date) -> date:
    """The given day, or one of the days before it."""
    return given - timedelta(days=int(dice.expovariate(0.2)))


def period(dice: Random, form: str, given: date) -> Period:
    """A date in a form such as "yyyy-mm-dd"; an interval ends with the day given.

    >>> period(Random(1), "yyyy-mm", date(2025, 3, 9)).text
    '2025-03'
    """
    start, slash, end = form.partition("/")
    if not slash:
        return Period.parse(_filled(start, given))
    earlier = given.replace(year=given.year - dice.randint(1, LONGEST), day=1, month=1)
    return Period.parse(f"{_filled(start, earlier)}/{_filled(end, given)}")


def _filled(form: str, given: date) -> str:
    year, month, day_ = given.isoformat().split("-")
    return form.replace("yyyy", year).replace("mm", month).replace("dd", day_)
