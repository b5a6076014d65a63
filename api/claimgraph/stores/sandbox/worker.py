"""Answers one request after another on its socket, until the server disconnects or has it killed."""

from __future__ import annotations

import json
import os
import socket
import sys

from claimgraph.stores.dataset import LoadedGraphs
from claimgraph.stores.engine import answer_request
from claimgraph.stores.errors import QueryEvaluationError, QueryMemoryError, StoreError, encode_error
from claimgraph.stores.sandbox import wire
from claimgraph.stores.sandbox.confinement import AddressSpaceGrowth, confine

_CHUNK_BYTES = 64 * 1024


def serve_requests(
    channel: socket.socket, graphs: LoadedGraphs, memory_bytes: int, supervisor_pid: int
) -> None:
    """Give up what a worker does not need, then answer requests."""
    null_device = os.open(os.devnull, os.O_RDWR)
    os.dup2(null_device, 2)  # the engine prints there when memory runs out; the server says it better
    growth = AddressSpaceGrowth()
    requests = channel.makefile("rb")
    isolation = confine(memory_bytes, supervisor_pid)
    wire.send_frame(channel, wire.HELLO, json.dumps(isolation).encode())
    while True:
        try:
            _, payload = wire.receive_frame(requests)
        except wire.StreamCutError:
            return
        _serve_request(channel, graphs, payload, memory_bytes, growth)


def out_of_memory_message(memory_bytes: int) -> str:
    return (
        f"The query needed more than {memory_bytes // 2**20} MiB of memory and was stopped. Ask for less at "
        f"once: add FILTERs or a LIMIT, and avoid ORDER BY, DISTINCT and GROUP_CONCAT over many rows."
    )


def _serve_request(
    channel: socket.socket,
    graphs: LoadedGraphs,
    payload: bytes,
    memory_bytes: int,
    growth: AddressSpaceGrowth,
) -> None:
    sink = _SocketSink(channel)
    try:
        answer_request(graphs, wire.decode_request(payload), sink)
    except StoreError as error:
        sink.end(wire.ERROR, encode_error(error))
    except MemoryError:
        sink.end(wire.FAILURE, encode_error(QueryMemoryError(out_of_memory_message(memory_bytes))))
        sys.exit()
    except _ServerGoneError:
        sys.exit()
    except BaseException as error:  # also the engine's panics: after one, trust nothing here
        sink.end(wire.FAILURE, encode_error(QueryEvaluationError(f"The engine failed: {error}")))
        sys.exit()
    else:
        # A process seldom gives memory back, and the next query has a right to its share, too.
        sink.end(wire.END_AND_RETIRE if growth.measure() > memory_bytes // 4 else wire.END)


class _ServerGoneError(Exception):
    """The server has closed its end."""


class _SocketSink:
    """Sends an answer in chunks. A full socket makes the engine wait: that is the back-pressure."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel, self._buffer = channel, bytearray()

    def write(self, data: bytes, /) -> int:
        self._buffer += data
        if len(self._buffer) >= _CHUNK_BYTES:
            self._send(wire.DATA, bytes(self._buffer))
            self._buffer.clear()
        return len(data)

    def flush(self) -> None:
        pass

    def end(self, kind: bytes, payload: bytes | None = None) -> None:
        self._send(kind, bytes(self._buffer) if payload is None else payload)

    def _send(self, kind: bytes, payload: bytes) -> None:
        try:
            wire.send_frame(self._channel, kind, payload)
        except OSError:
            raise _ServerGoneError from None
