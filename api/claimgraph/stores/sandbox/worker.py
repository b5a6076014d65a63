"""Answers one request after another on its socket, until the server disconnects or has it killed."""

from __future__ import annotations

import json
import os
import socket
import sys
import zlib
from dataclasses import replace

from claimgraph.stores.dataset import LoadedGraphs
from claimgraph.stores.engine import answer_request
from claimgraph.stores.errors import QueryEvaluationError, QueryMemoryError, StoreError, encode_error
from claimgraph.stores.public_queries import WORTH_COMPRESSING, AnswerHead, answer_public_request
from claimgraph.stores.sandbox import wire
from claimgraph.stores.sandbox.confinement import AddressSpaceGrowth, confine
from claimgraph.stores.sandbox.exits import out_of_memory_message
from claimgraph.stores.updates import ChangeRequest, compute_change

_CHUNK_BYTES = 64 * 1024
_LEVEL, _GZIP = 1, 31  # quick; and with the frame of a gzip file


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
            kind, payload = wire.receive_frame(requests)
        except wire.StreamCutError:
            return
        _serve_request(channel, graphs, (kind, payload), memory_bytes, growth)


def _serve_request(
    channel: socket.socket,
    graphs: LoadedGraphs,
    frame: tuple[bytes, bytes],
    memory_bytes: int,
    growth: AddressSpaceGrowth,
) -> None:
    sink = _SocketSink(channel)
    try:
        _answer(graphs, frame, sink)
    except StoreError as error:
        sink.end(wire.FAILURE if frame[0] == wire.CHANGE else wire.ERROR, encode_error(error))
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
        is_spoilt = frame[0] == wire.CHANGE or growth.measure() > memory_bytes // 4
        sink.end(wire.END_AND_RETIRE if is_spoilt else wire.END)


def _answer(graphs: LoadedGraphs, frame: tuple[bytes, bytes], sink: _SocketSink) -> None:
    kind, payload = frame
    if kind == wire.CHANGE:
        sink.write(compute_change(graphs, ChangeRequest.decode(payload)).encode())
    elif kind == wire.PUBLIC:
        answer_public_request(graphs, wire.decode_public_request(payload), sink)
    else:
        answer_request(graphs, wire.decode_request(payload), sink)


class _ServerGoneError(Exception):
    """The server has closed its end."""


class _SocketSink:
    """Sends an answer in chunks. A full socket makes the engine wait: that is the back-pressure."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel, self._buffer = channel, bytearray()
        self._head: AnswerHead | None = None
        self._compressor: zlib._Compress | None = None

    def start(self, head: AnswerHead) -> None:
        """Begin with this head. It goes out with the first chunk, compressed or not."""
        self._head = head

    def write(self, data: bytes, /) -> int:
        self._buffer += data
        if len(self._buffer) >= _CHUNK_BYTES:
            head = self._take_head(is_compressed=True)
            self._send(head, wire.DATA, self._take_chunk())
        return len(data)

    def flush(self) -> None:
        pass

    def end(self, kind: bytes, payload: bytes | None = None) -> None:
        """The final frame: an error, or what has not been sent yet."""
        if payload is not None:
            self._send(b"", kind, payload)
        else:
            head = self._take_head(is_compressed=len(self._buffer) >= WORTH_COMPRESSING)
            self._send(head, kind, self._take_chunk(is_last=True))

    def _take_head(self, *, is_compressed: bool) -> bytes:
        head, self._head = self._head, None
        if head is None:
            return b""
        if head.is_compressed and is_compressed:
            self._compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        return wire.pack_frame(
            wire.HEAD, wire.encode_head(replace(head, is_compressed=bool(self._compressor)))
        )

    def _take_chunk(self, *, is_last: bool = False) -> bytes:
        chunk = bytes(self._buffer)
        self._buffer.clear()
        if not self._compressor:
            return chunk
        return self._compressor.compress(chunk) + (self._compressor.flush() if is_last else b"")

    def _send(self, head: bytes, kind: bytes, payload: bytes) -> None:
        try:
            self._channel.sendall(head + wire.pack_frame(kind, payload))
        except OSError:
            raise _ServerGoneError from None
