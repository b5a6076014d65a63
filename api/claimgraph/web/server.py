"""Runs the web app on uvicorn, on the newest generation, with log and metrics where the settings say so."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing

import uvicorn
from starlette.types import ASGIApp

from claimgraph.config import Settings
from claimgraph.errors import ClaimgraphError
from claimgraph.generations import Generation
from claimgraph.web.access import AccessLog, Accounting, RouteNames, ServerMetrics, open_access_log
from claimgraph.web.connections import LimitedConnection, QuietCuts
from claimgraph.web.listening import listen, url_of
from claimgraph.web.metrics_page import MetricsPage, serving_metrics
from claimgraph.web.new_generations import follow_generations
from claimgraph.web.routes import ROUTERS
from claimgraph.web.served_generation import ServedGeneration

_SWITCH_SECONDS = 0.001  # after which a thread that computes a page lets the event loop go on
_ADDRESS = "--host and --port, or CLAIMGRAPH_HOST and CLAIMGRAPH_PORT"
_METRICS_ADDRESS = "CLAIMGRAPH_METRICS_HOST and CLAIMGRAPH_METRICS_PORT"


class AccessLogError(ClaimgraphError):
    """The access log cannot be opened."""


def serve(
    generation: Generation, settings: Settings, host: str, port: int, say: Callable[[str], None]
) -> None:
    """Serve until interrupted. Port 0 takes a free one.

    Raises:
        AddressError: Another program has the port, or the host is not one of this machine.
        AccessLogError: The access log cannot be opened.
    """
    with ExitStack() as resources:
        listener = resources.enter_context(closing(listen(host, port, _ADDRESS)))
        metrics_listener = None
        if settings.metrics_port is not None:
            address = settings.metrics_host, settings.metrics_port
            metrics_listener = resources.enter_context(closing(listen(*address, _METRICS_ADDRESS)))
        log = _open_log(settings)
        if log:
            resources.enter_context(closing(log))
        served = resources.enter_context(closing(ServedGeneration(generation, settings)))
        say(f"Serving generation {generation.name} on {url_of(listener, host)} (Ctrl-C ends it)")
        if metrics_listener:
            say(f"Metrics are at {url_of(metrics_listener, settings.metrics_host)}/metrics")
        if missing := [name for name, holds in served.current.store.isolation.items() if not holds]:
            say(f"Workers are not kept from everything: this system did not allow {', '.join(missing)}.")
        sys.setswitchinterval(_SWITCH_SECONDS)
        _OperatedServer(served, settings, log, metrics_listener).run(sockets=[listener])


class _OperatedServer(uvicorn.Server):
    """A server that changes to each new generation, and tells its operator what it does."""

    def __init__(
        self,
        served: ServedGeneration,
        settings: Settings,
        log: AccessLog | None,
        metrics_listener: socket.socket | None,
    ) -> None:
        metrics = ServerMetrics()
        app = Accounting(served, metrics, log, RouteNames(ROUTERS).name_route)
        super().__init__(server_config(app, settings=settings))
        self._served, self._log, self._metrics_listener = served, log, metrics_listener
        self._metrics_page = MetricsPage(metrics, served, self.server_state, log)

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        reopen = self._log.reopen if self._log else None
        async with (
            follow_generations(self._served, reopen),
            serving_metrics(self._metrics_page, self._metrics_listener),
        ):
            await super().serve(sockets)


def server_config(
    app: ASGIApp,
    connection: type[LimitedConnection] = LimitedConnection,
    settings: Settings | None = None,
) -> uvicorn.Config:
    """How uvicorn runs the application: with limits on connections, and without a line for each request."""
    settings = settings or Settings()
    config = uvicorn.Config(
        app,
        log_level="warning",
        lifespan="off",
        access_log=False,
        server_header=False,
        http=connection,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=settings.stopping_seconds,
    )
    logging.getLogger("uvicorn.error").addFilter(QuietCuts())
    return config


def _open_log(settings: Settings) -> AccessLog | None:
    try:
        return open_access_log(settings.access_log, settings.logged_queries)
    except OSError as error:
        raise AccessLogError(
            f"The access log {settings.access_log} cannot be opened: {error.strerror}. "
            "Choose another file with CLAIMGRAPH_ACCESS_LOG."
        ) from None
