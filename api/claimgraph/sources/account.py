"""What became of a data set's rows: each is imported, ignored by a rule or rejected for a reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FileAccount:
    """The outcome for one file: rows read = imported + ignored + rejected, the last two by rule or reason."""

    read: int
    imported: int
    ignored: dict[str, int] = field(default_factory=dict)
    rejected: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """One row's fate. `kind` is "imported", "ignored" or "rejected"; `why` is empty for imported rows."""

    kind: str
    reason: str = ""


IMPORTED = RowOutcome("imported")


def count_outcomes(outcomes: list[RowOutcome]) -> FileAccount:
    """Add up what became of a file's rows."""
    by_kind = {kind: Counter(each.reason for each in outcomes if each.kind == kind) for kind in _KINDS}
    return FileAccount(
        read=len(outcomes),
        imported=by_kind["imported"].total(),
        ignored=dict(sorted(by_kind["ignored"].items())),
        rejected=dict(sorted(by_kind["rejected"].items())),
    )


_KINDS = ("imported", "ignored", "rejected")
