"""The server's end of the parent process: start it, have it fork workers, have it end them."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from claimgraph.stores.errors import StoreStartError
from claimgraph.stores.sandbox import wire
from claimgraph.stores.sandbox.confinement import Isolation
from claimgraph.stores.sandbox.wire import COMMAND, FORK, KILL, REAP, REPLY

_PATIENCE = 20.0  # seconds for a reply that takes milliseconds; after that the parent counts as gone


class ForkServerGoneError(Exception):
    """The parent process ended or does not answer. Its workers end with it."""


@dataclass(eq=False, slots=True)
class Worker:
    """A process that answers questions on `channel`; read its frames from `stream`."""

    pid: int
    channel: socket.socket
    stream: BinaryIO
    isolation: Isolation

    def is_ready(self) -> bool:
        """Is it waiting for a question? One that died has closed its end, so there is something to read."""
        try:
            self.channel.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def disconnect(self) -> None:
        """Stop the conversation at once. A thread that is reading wakes up first, so closing is safe."""
        with contextlib.suppress(OSError):
            self.channel.shutdown(socket.SHUT_RDWR)
        self.channel.close()
        self.stream.close()


class ForkServer:
    """One parent process and the workers it has. Its methods may be called from any thread."""

    def __init__(self, folder: Path, memory: int) -> None:
        self._memory, self._lock = memory, threading.Lock()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = _start([str(folder), str(theirs.fileno()), str(memory)], theirs.fileno())
        try:
            with self._control.makefile("rb") as stream:
                kind, payload = wire.receive_frame(stream)
        except wire.StreamCutError:
            kind, payload = wire.FAILURE, b"see the messages above"
        if kind != wire.HELLO:
            self.close()
            raise StoreStartError(f"The process that answers queries did not start: {payload.decode()}.")
        self.isolation: Isolation = json.loads(payload)
        self._control.settimeout(_PATIENCE)

    def fork(self) -> Worker:
        """A new worker, confined and listening.

        Raises:
            ParentGoneError: There is nobody to fork it from.
            StoreStartError: The system refuses another process.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            pid = self._command(FORK, 0, theirs)
        if pid < 0:
            raise StoreStartError(f"No process to answer the query: {os.strerror(-pid)}. Try again later.")
        ours.settimeout(_PATIENCE)
        stream = cast(BinaryIO, ours.makefile("rb", 64 * 1024))
        try:
            _, payload = wire.receive_frame(stream)
        except wire.StreamCutError:
            raise ForkServerGoneError from None
        ours.settimeout(None)
        return Worker(pid, ours, stream, {**self.isolation, **json.loads(payload)})

    def kill(self, worker: Worker) -> None:
        """End a worker, whatever it is doing. It is gone when its stream ends."""
        self._command(KILL, worker.pid)

    def reap(self, worker: Worker) -> int:
        """Collect a worker that died and tell how: its exit code, or minus the number of a signal."""
        return self._command(REAP, worker.pid)

    def close(self) -> None:
        """End the parent and with it every worker."""
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)  # wakes a thread that waits for a reply
        with self._lock:
            self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def pid(self) -> int:
        return self._process.pid

    def _command(self, command: bytes, pid: int, gift: socket.socket | None = None) -> int:
        message = COMMAND.pack(command, pid)
        with self._lock:
            try:
                socket.send_fds(self._control, [message], [gift.fileno()] if gift else [])
                reply = self._control.recv(REPLY.size, socket.MSG_WAITALL)
            except OSError:
                raise ForkServerGoneError from None
        if len(reply) < REPLY.size:
            raise ForkServerGoneError
        return int(REPLY.unpack(reply)[0])


def _start(arguments: list[str], control: int) -> subprocess.Popen[bytes]:
    """In a session of its own, so that Ctrl-C reaches the server only; the server ends the family."""
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", f"{__package__}.supervisor", *arguments],
        pass_fds=[control],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
