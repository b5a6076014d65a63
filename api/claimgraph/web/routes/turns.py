"""Answers that take long to compute come one after the other, so that pages need not wait for them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from fastapi import Depends, HTTPException, Request

_SECONDS = 10  # that a request waits for its turn
_MOST_WAITING = 16


class Turns:
    """Whose turn it is. Who waits holds no thread."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._waiting = 0

    async def take(self) -> bool:
        """Wait for a turn; False if there is none in time."""
        if self._waiting >= _MOST_WAITING:
            return False
        self._waiting += 1
        try:
            await asyncio.wait_for(self._lock.acquire(), _SECONDS)
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1
        return True

    def end(self) -> None:
        self._lock.release()


async def _take_turn(request: Request) -> AsyncIterator[None]:
    turns: Turns = request.app.state.turns
    if not await turns.take():
        detail = "Others are having answers computed that take long. Ask again."
        raise HTTPException(503, detail, {"Retry-After": str(_SECONDS)})
    try:
        yield
    finally:
        turns.end()


def one_at_a_time() -> Any:
    """A dependency of routes whose answers take long: they are computed one after the other."""
    return Depends(_take_turn)
