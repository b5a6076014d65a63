"""What is noted of a request while it is answered, by whoever knows it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.types import Scope

_KEY = "claimgraph.record"


@dataclass(slots=True)
class RequestRecord:
    """`outcome`: how a query ended, a word of a closed list; None if the request was none.

    `query_seconds`: how long it took until its answer was whole, or cut.
    """

    status: int | None = None
    sent_bytes: int = 0
    query: str | None = None
    outcome: str | None = None
    was_long: bool = False
    query_seconds: float = 0.0

    @property
    def lane(self) -> str:
        """Whether the query was among the quick ones to its end."""
        return "long" if self.was_long else "quick"


def record_of(scope: Scope) -> RequestRecord:
    """The record of a request; a new one if nobody keeps any."""
    record: RequestRecord = scope.setdefault(_KEY, RequestRecord())
    return record
