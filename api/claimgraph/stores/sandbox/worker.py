"""Answers one question after another on its socket, until the server hangs up or kills it."""

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

_PIECE = 64 * 1024


def serve_requests(channel: socket.socket, graphs: LoadedGraphs, memory: int, parent: int) -> None:
    """Give up what a worker does not need, then answer."""
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 2)  # the engine prints there when memory runs out; the server says it better
    growth = AddressSpaceGrowth()
    questions = channel.makefile("rb")
    wire.send_frame(channel, wire.HELLO, json.dumps(confine(memory, parent)).encode())
    while True:
        try:
            _, payload = wire.receive_frame(questions)
        except wire.StreamCutError:
            return
        _answer(channel, graphs, payload, memory, growth)


def _answer(
    channel: socket.socket, graphs: LoadedGraphs, payload: bytes, memory: int, growth: AddressSpaceGrowth
) -> None:
    sink = _Sink(channel)
    try:
        answer_request(graphs, wire.decode_request(payload), sink)
    except StoreError as error:
        sink.end(wire.ERROR, encode_error(error))
    except MemoryError:
        sink.end(wire.FAILURE, encode_error(QueryMemoryError(out_of_memory_message(memory))))
        sys.exit()
    except _HungUpError:
        sys.exit()
    except BaseException as error:  # also the engine's panics: after one, trust nothing here
        sink.end(wire.FAILURE, encode_error(QueryEvaluationError(f"The engine failed: {error}")))
        sys.exit()
    else:
        # Memory once used is seldom given back. The next query has a right to its share, too.
        sink.end(wire.END_AND_RETIRE if growth() > memory // 4 else wire.END)


def out_of_memory_message(memory: int) -> str:
    return (
        f"The query needed more than {memory // 2**20} MiB of memory and was stopped. Ask for less at once: "
        f"add FILTERs or a LIMIT, and avoid ORDER BY, DISTINCT and GROUP_CONCAT over many rows."
    )


class _HungUpError(Exception):
    """The server is not listening any more."""


class _Sink:
    """Sends an answer in pieces. A socket that is full makes the engine wait: that is the back-pressure."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel, self._waiting = channel, bytearray()

    def write(self, data: bytes, /) -> int:
        self._waiting += data
        if len(self._waiting) >= _PIECE:
            self._send(wire.DATA, bytes(self._waiting))
            self._waiting.clear()
        return len(data)

    def flush(self) -> None:
        pass

    def end(self, kind: bytes, payload: bytes | None = None) -> None:
        self._send(kind, bytes(self._waiting) if payload is None else payload)

    def _send(self, kind: bytes, payload: bytes) -> None:
        try:
            wire.send_frame(self._channel, kind, payload)
        except OSError:
            raise _HungUpError from None
