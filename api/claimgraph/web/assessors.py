"""The assessor of all claims as of today, which every page of a day shares."""

from __future__ import annotations

from datetime import date

from claimgraph.assessment import Assessor, Knowledge, Policy
from claimgraph.web.clock import today


def find_assessor(knowledge: Knowledge, day: date) -> Assessor:
    """An assessor of all claims up to a day. It runs evidence queries only for what today's has not found."""
    return knowledge.once(Assessor, knowledge, Policy(as_of=today())).until(day)
