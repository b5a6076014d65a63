"""What is measured of requests, by labels whose values no client can choose."""

from __future__ import annotations

from claimgraph.web.access.metrics import Counter, Gauge, Histogram, render_gauges
from claimgraph.web.access.request_record import RequestRecord

_BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class ServerMetrics:
    """The measurements of one server, since it started."""

    def __init__(self) -> None:
        self._requests = Counter(
            "claimgraph_requests_total", "Requests answered, by route and status", ("route", "status")
        )
        self._seconds = Histogram(
            "claimgraph_request_seconds", "Time until an answer was sent as a whole", ("route",), _BOUNDS
        )
        self._bytes = Counter("claimgraph_sent_bytes_total", "Bytes of answers, as sent", ("route",))
        self._queries = Histogram(
            "claimgraph_query_seconds",
            "Time of a query with its waiting, by how it ended and in which lane",
            ("outcome", "lane"),
            _BOUNDS,
        )

    def count(self, route: str, seconds: float, record: RequestRecord) -> None:
        """Count a request that has been answered."""
        self._requests.add(route, str(record.status))
        self._seconds.observe(seconds, route)
        self._bytes.add(route, by=record.sent_bytes)
        if record.outcome:
            self._queries.observe(record.query_seconds, record.outcome, record.lane)

    def render(self, gauges: list[Gauge]) -> str:
        """All of it as text, with what was read just now."""
        families = (self._requests, self._seconds, self._bytes, self._queries)
        lines = [*(line for family in families for line in family.render()), *render_gauges(gauges)]
        return "\n".join(lines) + "\n"
