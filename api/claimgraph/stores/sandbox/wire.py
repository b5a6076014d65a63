"""How the server talks to its workers and to their supervisor.

Workers: frames of one letter, a length, and that many bytes. An answer is any
number of DATA frames and one final frame. A stream that stops without a final
frame was cut, which is how a short answer is told from a whole one.

The supervisor: a command and a process number, answered by one number.
"""

from __future__ import annotations

import json
import socket
import struct
from dataclasses import astuple
from typing import BinaryIO

from claimgraph.stores.engine import QueryRequest
from claimgraph.stores.query_outline import FromClause, QueryOutline

HELLO = b"H"  # worker: which restrictions hold, as JSON
REQUEST = b"Q"  # server: a request, as JSON
DATA = b"D"  # worker: a chunk of the answer
END = b"E"  # worker: the last chunk; send me another request
END_AND_RETIRE = b"L"  # worker: the last chunk; replace me
ERROR = b"X"  # worker: no answer, or no more of it, and why; send me another request
FAILURE = b"F"  # worker: the same; replace me

FORK = b"F"  # supervisor: fork a worker on the socket that comes along; reply: its pid, or minus an errno
KILL = b"K"  # supervisor: end this worker; reply: 0
REAP = b"B"  # supervisor: this worker died, reap it; reply: its exit code, or minus a signal

COMMAND = struct.Struct("!ci")
REPLY = struct.Struct("!i")
_HEADER = struct.Struct("!cI")


class StreamCutError(Exception):
    """The stream ended inside a frame, or where one was due."""


def send_frame(channel: socket.socket, kind: bytes, payload: bytes) -> None:
    channel.sendall(_HEADER.pack(kind, len(payload)) + payload)


def receive_frame(stream: BinaryIO) -> tuple[bytes, bytes]:
    """The next frame: its kind and its payload.

    Raises:
        StreamCutError: There is none.
    """
    kind, length = _HEADER.unpack(_read_exactly(stream, _HEADER.size))
    return kind, _read_exactly(stream, length)


def encode_request(request: QueryRequest) -> bytes:
    """A request as JSON, with its outline: a worker need not read the query's text again."""
    return json.dumps(astuple(request)).encode()


def decode_request(data: bytes) -> QueryRequest:
    """The request that `encode_request` encoded."""
    outline, format_, default_graphs, named_graphs = json.loads(data)
    text, form, prologue, clauses, uses_graph, is_volatile = outline
    dataset_clause = tuple(FromClause(*clause) for clause in clauses)
    return QueryRequest(
        QueryOutline(text, form, prologue, dataset_clause, uses_graph, is_volatile),
        format_,
        tuple(default_graphs),
        tuple(named_graphs),
    )


def _read_exactly(stream: BinaryIO, length: int) -> bytes:
    try:
        data = stream.read(length)
    except (OSError, ValueError):
        data = b""
    if len(data) < length:
        raise StreamCutError
    return data
