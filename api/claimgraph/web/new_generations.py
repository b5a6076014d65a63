"""Notices new generations: when another one becomes the current one, and on SIGHUP."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from claimgraph.errors import ClaimgraphError
from claimgraph.generations import generation_stamp
from claimgraph.web.served_generation import ServedGeneration

_LOG = logging.getLogger("uvicorn.error")
_LOOK_SECONDS = 1.0


@asynccontextmanager
async def follow_generations(
    served: ServedGeneration, on_signal: Callable[[], None] | None = None
) -> AsyncIterator[None]:
    """Serve each new generation while the block runs; on SIGHUP, call `on_signal`, too."""
    is_asked = asyncio.Event()
    loop = asyncio.get_running_loop()

    def hear_signal() -> None:
        is_asked.set()
        if on_signal:
            on_signal()

    handles_signal = threading.current_thread() is threading.main_thread()
    if handles_signal:
        loop.add_signal_handler(signal.SIGHUP, hear_signal)
    task = asyncio.create_task(_follow(served, is_asked))
    try:
        yield
    finally:
        if handles_signal:
            loop.remove_signal_handler(signal.SIGHUP)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _follow(served: ServedGeneration, is_asked: asyncio.Event) -> None:
    seen: object = None  # whatever was published while the server started
    while True:
        stamp = await asyncio.to_thread(generation_stamp, served.build_folder)
        if stamp != seen or is_asked.is_set():
            is_asked.clear()
            seen = stamp
            await _serve_newest(served)
        with suppress(TimeoutError):
            await asyncio.wait_for(is_asked.wait(), _LOOK_SECONDS)


async def _serve_newest(served: ServedGeneration) -> None:
    try:
        await served.serve_newest()
    except (ClaimgraphError, OSError) as error:
        _LOG.error("Still serving generation %s: %s SIGHUP tries again.", served.current.name, error)
