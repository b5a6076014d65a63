"""The quiet process that workers are forked from: it has loaded the graph, and touches no query.

    python -m claimgraph.stores.sandbox.supervisor <generation folder> <control fd> <memory limit in bytes>

A fork of it costs milliseconds and shares the graph's memory. It alone knows
its children, and collects them, so a process number can never mean a stranger.
Commands come on the control socket, one at a time, and each is answered; when
the server is gone the socket ends, and so do this process and its workers.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import signal
import socket
import sys
from pathlib import Path

from claimgraph.generations import MANIFEST_FILE, Generation
from claimgraph.stores.dataset import LoadedGraphs
from claimgraph.stores.engine import QueryRequest, answer_request, load_generation
from claimgraph.stores.errors import StoreError, encode_error
from claimgraph.stores.result_formats import GRAPH_FORMATS, TABLE_FORMATS
from claimgraph.stores.sandbox import confinement, wire, worker
from claimgraph.stores.sandbox.wire import COMMAND, FORK, KILL, REPLY


def main(folder: str, control_fd: str, memory: str) -> None:
    confinement.ignore_signals()
    control = socket.socket(fileno=int(control_fd))
    isolation = {"own network namespace": confinement.leave_network()}
    try:
        path = Path(folder)
        graphs = load_generation(Generation(path, json.loads((path / MANIFEST_FILE).read_bytes())))
    except Exception as error:
        wire.send_frame(control, wire.FAILURE, f"{type(error).__name__}: {error}".encode())
        return
    _warm_up(graphs)
    wire.send_frame(control, wire.HELLO, json.dumps(isolation).encode())
    Supervisor(control, graphs, int(memory)).run()


class Supervisor:
    """The parent's loop and its children."""

    def __init__(self, control: socket.socket, graphs: LoadedGraphs, memory: int) -> None:
        self._control, self._graphs, self._memory = control, graphs, memory
        self._children: set[int] = set()
        self._killed: set[int] = set()

    def run(self) -> None:
        try:
            while True:
                message, fds = self._hear()
                if len(message) < COMMAND.size:
                    return
                command, pid = COMMAND.unpack(message)
                self._say(self._carry_out(command, pid, fds))
                self._collect()
        finally:
            for child in self._children:
                os.kill(child, signal.SIGKILL)

    def _hear(self) -> tuple[bytes, list[int]]:
        try:
            message, fds, _, _ = socket.recv_fds(self._control, COMMAND.size, 1)
        except OSError:
            return b"", []
        return message, fds

    def _say(self, number: int) -> None:
        with contextlib.suppress(OSError):  # a server that is gone will be noticed in _hear
            self._control.sendall(REPLY.pack(number))

    def _carry_out(self, command: bytes, pid: int, fds: list[int]) -> int:
        if command == FORK:
            return self._fork(fds[0])
        if pid not in self._children:
            return 0
        os.kill(pid, signal.SIGKILL)  # changes nothing for one that is dead already: it is not collected yet
        if command == KILL:
            self._killed.add(pid)
            return 0
        _, status = os.waitpid(pid, 0)
        self._children.discard(pid)
        self._killed.discard(pid)
        return os.waitstatus_to_exitcode(status)

    def _fork(self, fd: int) -> int:
        parent = os.getpid()
        try:
            pid = os.fork()
        except OSError as error:
            os.close(fd)
            return -(error.errno or 1)
        if pid == 0:
            self._be_worker(fd, parent)
        os.close(fd)
        self._children.add(pid)
        return pid

    def _be_worker(self, fd: int, parent: int) -> None:
        code = 1
        try:
            self._control.close()
            worker.serve_requests(socket.socket(fileno=fd), self._graphs, self._memory, parent)
            code = 0
        except SystemExit:
            code = 0
        finally:
            os._exit(code)

    def _collect(self) -> None:
        """Collect the killed, without waiting: giving back a gigabyte takes the system a while.

        Children that died by themselves are kept until the server asks why (BURY).
        """
        dead = {pid for pid in self._killed if os.waitpid(pid, os.WNOHANG)[0]}
        self._killed -= dead
        self._children -= dead


def _warm_up(graphs: LoadedGraphs) -> None:
    """Load what is loaded on first use, since workers can open no files; then hide it from the collector."""
    for query, formats in (
        ("ASK {}", TABLE_FORMATS),
        ("CONSTRUCT {} WHERE {}", GRAPH_FORMATS),
        ("nonsense", TABLE_FORMATS),
    ):
        for form in formats:
            try:
                answer_request(graphs, QueryRequest(query, form.name), io.BytesIO())
            except StoreError as error:
                encode_error(error)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main(*sys.argv[1:])
