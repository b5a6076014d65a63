"""The server's end of the supervisor process: it starts it, and has it fork, kill and reap workers."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO, cast

from claimgraph.stores.errors import StoreStartError
from claimgraph.stores.sandbox import wire
from claimgraph.stores.sandbox.confinement import Isolation
from claimgraph.stores.sandbox.wire import (
    COMMAND,
    DEMOTE,
    DERIVE,
    FORK,
    KILL,
    PAUSE,
    REAP,
    REPLY,
    RESTORE,
    RESUME,
)
from claimgraph.stores.sandbox.worker_handle import WorkerHandle
from claimgraph.stores.updates import ChangeOutcome

_REPLY_SECONDS = 20.0  # for a reply that takes milliseconds; after that the supervisor counts as gone


class ForkServerGoneError(Exception):
    """The supervisor process ended or does not answer. Its workers end with it."""


class ForkServer:
    """A supervisor process and its workers. Its methods may be called from any thread.

    `process`: None for one that was derived from another and that nobody has to reap.

    Raises:
        StoreStartError: The process did not start, or cannot read the generation.
    """

    def __init__(self, control: socket.socket, process: subprocess.Popen[bytes] | None) -> None:
        self._lock = threading.Lock()
        self._control, self._process = control, process
        try:
            with self._control.makefile("rb") as stream:
                kind, payload = wire.receive_frame(stream)
        except wire.StreamCutError:
            kind, payload = wire.FAILURE, b"see the messages above"
        if kind != wire.HELLO:
            self.close()
            raise StoreStartError(f"The process that answers queries did not start: {payload.decode()}.")
        self.isolation: Isolation = json.loads(payload)
        self._control.settimeout(_REPLY_SECONDS)

    @classmethod
    def start(cls, folder: Path, memory_bytes: int, own_default: str | None = None) -> ForkServer:
        """Start one, which takes as long as loading the graph."""
        control, supervisor_end = socket.socketpair()
        with supervisor_end:
            fd = supervisor_end.fileno()
            arguments = [str(folder), str(fd), str(memory_bytes), own_default or ""]
            process = _start_supervisor(arguments, fd)
        return cls(control, process)

    def derive(self, outcome: ChangeOutcome) -> ForkServer:
        """Fork one for the next generation from this one, which goes on: a matter of milliseconds.

        Raises:
            ForkServerGoneError: This one is gone.
            StoreStartError: The system refuses another process, or the change cannot be taken over.
        """
        control, supervisor_end = socket.socketpair()
        with supervisor_end:
            error_number = -self._command(DERIVE, 0, supervisor_end)
        if error_number:
            control.close()
            raise StoreStartError(f"No process for the next generation: {os.strerror(error_number)}.")
        with contextlib.suppress(OSError):
            wire.send_frame(control, wire.CHANGE, outcome.encode())
        return ForkServer(control, None)

    def fork(self) -> WorkerHandle:
        """Fork a worker; it is confined and listening when this returns.

        Raises:
            ForkServerGoneError: There is no supervisor to fork it from.
            StoreStartError: The system refuses another process.
        """
        server_end, worker_end = socket.socketpair()
        with worker_end:
            pid = self._command(FORK, 0, worker_end)
        if pid < 0:
            raise StoreStartError(f"No process to answer the query: {os.strerror(-pid)}. Try again later.")
        server_end.settimeout(_REPLY_SECONDS)
        stream = cast(BinaryIO, server_end.makefile("rb", 64 * 1024))
        try:
            _, payload = wire.receive_frame(stream)
        except wire.StreamCutError:
            raise ForkServerGoneError from None
        server_end.settimeout(None)
        return WorkerHandle(pid, server_end, stream, {**self.isolation, **json.loads(payload)})

    def kill(self, worker: WorkerHandle) -> None:
        """End a worker, whatever it is doing. It is gone when its stream ends.

        Raises:
            ForkServerGoneError: The supervisor is gone, and the worker with it.
        """
        self._command(KILL, worker.pid)

    def demote(self, worker: WorkerHandle) -> None:
        """Let a worker have the processor when others do not want it."""
        self._command(DEMOTE, worker.pid)

    def restore(self, worker: WorkerHandle) -> bool:
        """Give a worker the priority of others again; false where the system does not allow that."""
        return self._command(RESTORE, worker.pid) == 0

    def pause(self, worker: WorkerHandle) -> None:
        """Stop a worker until `resume`."""
        self._command(PAUSE, worker.pid)

    def resume(self, worker: WorkerHandle) -> None:
        """Let a worker go on."""
        self._command(RESUME, worker.pid)

    def reap(self, worker: WorkerHandle) -> int:
        """Reap a worker that died, and return its exit code, or minus the number of a signal.

        Raises:
            ForkServerGoneError: The supervisor is gone, so nobody knows.
        """
        return self._command(REAP, worker.pid)

    def close(self) -> None:
        """End the supervisor and with it every worker."""
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)  # wakes a thread that waits for a reply
        with self._lock:
            self._control.close()
        if self._process is None:
            return
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _command(self, command: bytes, pid: int, passed_socket: socket.socket | None = None) -> int:
        message = COMMAND.pack(command, pid)
        with self._lock:
            try:
                socket.send_fds(self._control, [message], [passed_socket.fileno()] if passed_socket else [])
                reply = self._control.recv(REPLY.size, socket.MSG_WAITALL)
            except OSError:
                raise ForkServerGoneError from None
        if len(reply) < REPLY.size:
            raise ForkServerGoneError
        return int(REPLY.unpack(reply)[0])


def _start_supervisor(arguments: list[str], control_fd: int) -> subprocess.Popen[bytes]:
    """Start it in a session of its own: Ctrl-C then reaches the server only, which ends the others."""
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", f"{__package__}.supervisor", *arguments],
        pass_fds=[control_fd],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
