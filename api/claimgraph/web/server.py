"""Runs the web app on uvicorn, on the newest generation."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import Callable
from contextlib import closing

import uvicorn
from starlette.types import ASGIApp

from claimgraph.config import Settings
from claimgraph.errors import ClaimgraphError
from claimgraph.generations import Generation
from claimgraph.web.connections import LimitedConnection, QuietCuts
from claimgraph.web.new_generations import follow_generations
from claimgraph.web.served_generation import ServedGeneration

_BACKLOG = 1024
_SWITCH_SECONDS = 0.001  # after which a thread that computes a page lets the event loop go on


class AddressError(ClaimgraphError):
    """The address cannot be listened on."""


def serve(
    generation: Generation, settings: Settings, host: str, port: int, say: Callable[[str], None]
) -> None:
    """Serve until interrupted. Port 0 takes a free one.

    Raises:
        AddressError: Another program has the port, or the host is not one of this machine.
    """
    with closing(_listen(host, port)) as listener, closing(ServedGeneration(generation, settings)) as served:
        url_host = f"[{host}]" if ":" in host else host
        address = f"http://{url_host}:{listener.getsockname()[1]}"
        say(f"Serving generation {generation.name} on {address} (Ctrl-C ends it)")
        if missing := [name for name, holds in served.current.store.isolation.items() if not holds]:
            say(f"Workers are not kept from everything: this system did not allow {', '.join(missing)}.")
        sys.setswitchinterval(_SWITCH_SECONDS)
        _FollowingServer(served).run(sockets=[listener])


class _FollowingServer(uvicorn.Server):
    """A server that changes to each new generation."""

    def __init__(self, served: ServedGeneration) -> None:
        super().__init__(server_config(served))
        self._served = served

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        async with follow_generations(self._served):
            await super().serve(sockets)


def server_config(app: ASGIApp, connection: type[LimitedConnection] = LimitedConnection) -> uvicorn.Config:
    """How uvicorn runs the application: with limits on connections, and without a line for each request."""
    config = uvicorn.Config(
        app, log_level="warning", lifespan="off", access_log=False, server_header=False, http=connection
    )
    logging.getLogger("uvicorn.error").addFilter(QuietCuts())
    return config


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)  # at once: two may bind a port, and only one may listen there
    except (OSError, UnicodeError) as error:  # a host name may break the rules of names
        listener.close()
        reason = getattr(error, "strerror", None) or error
        raise AddressError(
            f"Cannot listen on {host}:{port}: {reason}. "
            "Choose others with --host and --port, or CLAIMGRAPH_HOST and CLAIMGRAPH_PORT."
        ) from None
    return listener
