"""What all records share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a table. Its id is the last part of an IRI, or kind and slug: "nation/taiwan"."""

    id: str
