"""What the operator learns of requests: a line for each in the log, and metrics of all of them."""

from __future__ import annotations

from claimgraph.web.access.access_log import AccessLog, open_access_log
from claimgraph.web.access.accounting import Accounting
from claimgraph.web.access.metrics import Gauge
from claimgraph.web.access.request_record import RequestRecord, record_of
from claimgraph.web.access.route_names import RouteNames
from claimgraph.web.access.server_metrics import ServerMetrics

__all__ = [
    "AccessLog",
    "Accounting",
    "Gauge",
    "RequestRecord",
    "RouteNames",
    "ServerMetrics",
    "open_access_log",
    "record_of",
]
