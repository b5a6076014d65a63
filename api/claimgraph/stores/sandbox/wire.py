"""How the server talks to its workers and to their supervisor.

Workers: frames of one letter, a length, and that many bytes. An answer is any
number of DATA frames and one final frame; a public one begins with its HEAD. A
stream that stops without a final frame was cut, which is how a short answer is
told from a whole one.

The supervisor: a command and a process number, answered by one number.
"""

from __future__ import annotations

import json
import socket
import struct
from dataclasses import astuple
from typing import BinaryIO

from claimgraph.stores.dataset_clause import FromClause
from claimgraph.stores.engine import QueryRequest
from claimgraph.stores.public_queries import AnswerHead, FormatChoice, PublicRequest
from claimgraph.stores.query_outline import QueryOutline

HELLO = b"H"  # worker: which restrictions hold, as JSON
REQUEST = b"Q"  # server: a request, as JSON
PUBLIC = b"P"  # server: a request of anybody's, as JSON
CHANGE = b"C"  # server: a change to compute, as JSON; the worker answers with its outcome and is replaced
HEAD = b"S"  # worker: how the answer to a public request begins, as JSON
DATA = b"D"  # worker: a chunk of the answer
END = b"E"  # worker: the last chunk; send me another request
END_AND_RETIRE = b"L"  # worker: the last chunk; replace me
ERROR = b"X"  # worker: no answer, or no more of it, and why; send me another request
FAILURE = b"F"  # worker: the same; replace me

FORK = b"F"  # supervisor: fork a worker on the socket that comes along; reply: its pid, or minus an errno
KILL = b"K"  # supervisor: end this worker; reply: 0
DEMOTE = b"N"  # supervisor: let this worker have the processor when others do not want it; reply: 0
RESTORE = b"U"  # supervisor: take DEMOTE back; reply: 0, or minus an errno where that is not allowed
PAUSE = b"P"  # supervisor: stop this worker until it is resumed; reply: 0
RESUME = b"R"  # supervisor: let it go on; reply: 0
DERIVE = b"D"  # supervisor: fork the next generation's supervisor on this socket; reply: 0, or minus an errno
REAP = b"B"  # supervisor: this worker died, reap it; reply: its exit code, or minus a signal

COMMAND = struct.Struct("!ci")
REPLY = struct.Struct("!i")
HEADER = struct.Struct("!cI")


class StreamCutError(Exception):
    """The stream ended inside a frame, or where one was due."""


def send_frame(channel: socket.socket, kind: bytes, payload: bytes) -> None:
    channel.sendall(pack_frame(kind, payload))


def pack_frame(kind: bytes, payload: bytes) -> bytes:
    return HEADER.pack(kind, len(payload)) + payload


def receive_frame(stream: BinaryIO) -> tuple[bytes, bytes]:
    """The next frame: its kind and its payload.

    Raises:
        StreamCutError: There is none.
    """
    kind, length = HEADER.unpack(_read_exactly(stream, HEADER.size))
    return kind, _read_exactly(stream, length)


def encode_request(request: QueryRequest) -> bytes:
    """A request as JSON, with its outline: a worker need not read the query's text again."""
    return json.dumps(astuple(request)).encode()


def decode_request(data: bytes) -> QueryRequest:
    """The request that `encode_request` encoded."""
    outline, format_, default_graphs, named_graphs, *options = json.loads(data)
    text, form, prologue, clauses, uses_graph, is_volatile = outline
    dataset_clause = tuple(FromClause(*clause) for clause in clauses)
    return QueryRequest(
        QueryOutline(text, form, prologue, dataset_clause, uses_graph, is_volatile),
        format_,
        tuple(default_graphs),
        tuple(named_graphs),
        *options,
    )


def encode_public_request(request: PublicRequest) -> bytes:
    """A public request as a frame."""
    return pack_frame(PUBLIC, json.dumps(astuple(request)).encode())


def decode_public_request(data: bytes) -> PublicRequest:
    """The request in the payload of a frame."""
    text, table_format, graph_format, default_graphs, named_graphs, *options = json.loads(data)
    return PublicRequest(
        text,
        FormatChoice(*table_format) if table_format else None,
        FormatChoice(*graph_format) if graph_format else None,
        tuple(default_graphs),
        tuple(named_graphs),
        *options,
    )


def encode_head(head: AnswerHead) -> bytes:
    return json.dumps(astuple(head)).encode()


def decode_head(data: bytes) -> AnswerHead:
    """The head that `encode_head` encoded."""
    media_type, is_volatile, is_compressed, unknown_graphs, *shortening = json.loads(data)
    return AnswerHead(media_type, is_volatile, is_compressed, tuple(unknown_graphs), *shortening)


def _read_exactly(stream: BinaryIO, length: int) -> bytes:
    try:
        data = stream.read(length)
    except (OSError, ValueError):
        data = b""
    if len(data) < length:
        raise StreamCutError
    return data
