"""Sends an answer so that one which was cut is never taken for a whole one.

A short answer is sent when it is whole. A long one is streamed, and if it breaks off, so does the
connection. A client or proxy that speaks HTTP/1.0 cannot tell that from the end of the answer: for it a
long answer is put into a file first.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from typing import IO

from starlette.types import Send

from claimgraph.stores import AnswerAbandonedError, PublicAnswer, StoreError

Headers = list[tuple[bytes, bytes]]

_IN_MEMORY = 2**20  # bytes of a spooled answer; what is longer goes to disk
_PIECE = 256 * 1024


class AnswerCutError(Exception):
    """An answer could not be sent to its end. Nobody can be told but by cutting the connection."""


async def send_whole(send: Send, status: int, headers: Headers, content: bytes) -> None:
    """Send a response whose content is known."""
    length = (b"content-length", str(len(content)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": content})


async def send_head(send: Send, headers: Headers) -> None:
    """Send the headers of an answer whose length nobody knows yet."""
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def send_streamed(send: Send, headers: Headers, answer: PublicAnswer) -> None:
    """Send an answer as it arrives.

    Raises:
        AnswerCutError: It broke off.
    """
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    async for piece in _pieces_of(answer):
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def send_spooled(send: Send, headers: Headers, answer: PublicAnswer) -> None:
    """Send an answer when all of it has arrived.

    Raises:
        StoreError: It broke off; nothing has been sent.
    """
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
        while piece := await answer.take():
            await asyncio.to_thread(spool.write, piece)
        length = (b"content-length", str(spool.tell()).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [*headers, length]})
        await _send_file(send, spool)


async def _send_file(send: Send, file: IO[bytes]) -> None:
    file.seek(0)
    while piece := await asyncio.to_thread(file.read, _PIECE):
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _pieces_of(answer: PublicAnswer) -> AsyncIterator[bytes]:
    try:
        while piece := await answer.take():
            yield piece
    except AnswerAbandonedError:
        raise
    except StoreError as error:
        raise AnswerCutError(str(error)) from None
