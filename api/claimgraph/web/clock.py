"""The day it is, for what is asked as of today."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """In UTC, wherever the server stands."""
    return datetime.now(UTC).date()
