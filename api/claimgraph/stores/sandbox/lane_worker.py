"""A worker as the event loop sees it: it is sent a request, and what it answers arrives frame by frame."""

from __future__ import annotations

import asyncio
from typing import Protocol, cast

from claimgraph.stores.sandbox.wire import HEADER
from claimgraph.stores.sandbox.worker_handle import WorkerHandle


class FrameReceiver(Protocol):
    """Whom a worker answers."""

    def receive(self, kind: bytes, payload: bytes) -> None: ...

    def lose_worker(self) -> None:
        """The worker is gone, and the answer has not ended."""


class LaneWorker(asyncio.Protocol):
    """The connection to a worker. `receiver` is whom it answers; None while it waits for a request."""

    def __init__(self, handle: WorkerHandle) -> None:
        self.handle = handle
        self.receiver: FrameReceiver | None = None
        self.is_gone = False
        self._received = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def send(self, frame: bytes, receiver: FrameReceiver) -> None:
        """Send a request, whose answer goes to `receiver`."""
        self.receiver = receiver
        if self._transport:
            self._transport.write(frame)

    def pause_reading(self) -> None:
        """Let the worker wait: who reads its answer is slow."""
        if self._transport and not self.is_gone:
            self._transport.pause_reading()

    def resume_reading(self) -> None:
        if self._transport and not self.is_gone:
            self._transport.resume_reading()

    def disconnect(self) -> None:
        """Part with the worker; it ends by itself, unless it is in the middle of a query."""
        self.receiver = None
        if self._transport:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        data = self._received + data if self._received else data
        start = 0
        while len(data) - start >= HEADER.size:
            kind, length = HEADER.unpack_from(data, start)
            end = start + HEADER.size + length
            if end > len(data):
                break
            if self.receiver:
                self.receiver.receive(kind, data[start + HEADER.size : end])
            start = end
        self._received = data[start:]

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio passes it
        self.is_gone = True
        receiver, self.receiver = self.receiver, None
        if receiver:
            receiver.lose_worker()
