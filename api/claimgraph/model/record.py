"""The base of all records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a table. Its id is the last segment of its IRI, or kind and slug: "nation/taiwan"."""

    id: str
