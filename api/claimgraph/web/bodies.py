"""Reads the body of a request, no further than it may reach."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.types import Receive


class ClientGoneError(Exception):
    """The client hung up before it had sent its request."""


async def read_body(receive: Receive, most_bytes: int, error: Exception | None = None) -> bytes:
    """Return the body of a request.

    Raises:
        HTTPException: 413, or `error` in its place: it is longer than it may be.
        ClientGoneError: There is nobody to answer.
    """
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        body += message.get("body", b"")
        if len(body) > most_bytes:
            raise error or HTTPException(413, f"The body is longer than the {most_bytes:,} bytes accepted.")
        if not message.get("more_body"):
            return bytes(body)
