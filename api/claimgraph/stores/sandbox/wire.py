"""How a server and its workers talk, and how it has its parent process obey.

Workers: frames of one letter, a length, and that many bytes. An answer is any
number of DATA frames and one last frame. A stream that stops without a last
frame was cut, which is how a short answer is told from a whole one.

The parent: a command and the number of a process, answered by one number.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import BinaryIO

from claimgraph.stores.engine import QueryRequest

HELLO = b"H"  # worker: what isolates it, as JSON
REQUEST = b"Q"  # server: a question, as JSON
DATA = b"D"  # worker: a piece of the answer
END = b"E"  # worker: the last piece; ask me another
END_AND_RETIRE = b"L"  # worker: the last piece; replace me
ERROR = b"X"  # worker: no answer, or no more of it, and why; ask me another
FAILURE = b"F"  # worker: the same; replace me

FORK = b"F"  # parent: fork a worker on the socket that comes along; reply: its pid, or minus an errno
KILL = b"K"  # parent: end this worker; reply: 0
REAP = b"B"  # parent: this worker died, collect it; reply: its exit code, or minus a signal

COMMAND = struct.Struct("!ci")
REPLY = struct.Struct("!i")
_HEAD = struct.Struct("!cI")


class StreamCutError(Exception):
    """The stream ended inside a frame, or where one was due."""


def send_frame(channel: socket.socket, kind: bytes, payload: bytes) -> None:
    channel.sendall(_HEAD.pack(kind, len(payload)) + payload)


def receive_frame(stream: BinaryIO) -> tuple[bytes, bytes]:
    """The next frame.

    Raises:
        CutError: There is none.
    """
    kind, length = _HEAD.unpack(_exactly(stream, _HEAD.size))
    return kind, _exactly(stream, length)


def encode_request(question: QueryRequest) -> bytes:
    fields = (question.query, question.format, question.default_graphs, question.named_graphs)
    return json.dumps(fields).encode()


def decode_request(data: bytes) -> QueryRequest:
    query, format_, default_graphs, named_graphs = json.loads(data)
    return QueryRequest(query, format_, tuple(default_graphs), tuple(named_graphs))


def _exactly(stream: BinaryIO, length: int) -> bytes:
    try:
        data = stream.read(length)
    except (OSError, ValueError):
        data = b""
    if len(data) < length:
        raise StreamCutError
    return data
