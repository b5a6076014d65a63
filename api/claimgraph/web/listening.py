"""Takes a port before anything else is started."""

from __future__ import annotations

import socket

from claimgraph.errors import ClaimgraphError

_BACKLOG = 1024


class AddressError(ClaimgraphError):
    """The address cannot be listened on."""


def listen(host: str, port: int, settings: str = "HOST and PORT") -> socket.socket:
    """A socket that listens; port 0 takes a free one. `settings` are named to whoever has to choose others.

    Raises:
        AddressError: Another program has the port, or the host is not one of this machine.
    """
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
            f"Cannot listen on {host}:{port}: {reason}. Choose others with {settings}."
        ) from None
    return listener


def url_of(listener: socket.socket, host: str) -> str:
    """The address that a listener answers at."""
    return f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"
