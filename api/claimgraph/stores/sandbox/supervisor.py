"""The quiet process that workers are forked from: it has loaded the graph, and touches no query.

    python -m claimgraph.stores.sandbox.supervisor <generation folder> <control fd> <memory limit in bytes>

A fork of it costs milliseconds and shares the graph's memory. It alone knows
its workers, and reaps them, so a process number can never mean a stranger.
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
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from claimgraph.generations import MANIFEST_FILE, Generation
from claimgraph.stores.dataset import LoadedGraphs
from claimgraph.stores.engine import QueryRequest, answer_request, load_generation
from claimgraph.stores.errors import StoreError, encode_error
from claimgraph.stores.query_outline import read_outline
from claimgraph.stores.result_formats import GRAPH_FORMATS, TABLE_FORMATS
from claimgraph.stores.sandbox import confinement, wire, worker
from claimgraph.stores.sandbox.wire import COMMAND, DEMOTE, DERIVE, FORK, KILL, PAUSE, REPLY, RESTORE, RESUME
from claimgraph.stores.updates import ChangeOutcome, replace_graphs

_SIGNALS = {PAUSE: signal.SIGSTOP, RESUME: signal.SIGCONT}
_PRIORITIES = {DEMOTE: 10, RESTORE: 0}  # 10 of 19: about a tenth of the share of a worker at 0
_STEERING = frozenset((*_SIGNALS, *_PRIORITIES))


def main(folder: str, control_fd: str, memory_bytes: str, own_default: str = "") -> None:
    confinement.ignore_signals()
    control = socket.socket(fileno=int(control_fd))
    isolation = {"own network namespace": confinement.leave_network()}
    try:
        path = Path(folder)
        graphs = load_generation(Generation(path, json.loads((path / MANIFEST_FILE).read_bytes())))
        graphs = replace(graphs, own_default=own_default or None)
    except Exception as error:
        wire.send_frame(control, wire.FAILURE, f"{type(error).__name__}: {error}".encode())
        return
    _warm_up(graphs)
    wire.send_frame(control, wire.HELLO, json.dumps(isolation).encode())
    Supervisor(control, graphs, int(memory_bytes), isolation).run()


class Supervisor:
    """The process's loop, and the workers it has forked."""

    def __init__(
        self,
        control: socket.socket,
        graphs: LoadedGraphs,
        memory_bytes: int,
        isolation: confinement.Isolation,
    ) -> None:
        self._control, self._graphs, self._memory_bytes = control, graphs, memory_bytes
        self._isolation = isolation
        self._workers: set[int] = set()
        self._killed: set[int] = set()

    def run(self) -> None:
        """Carry out commands until the server is gone."""
        try:
            while True:
                message, fds = self._receive_command()
                if len(message) < COMMAND.size:
                    return
                command, pid = COMMAND.unpack(message)
                self._reply(self._carry_out(command, pid, fds))
                self._reap_killed()
        finally:
            for pid in self._workers:
                os.kill(pid, signal.SIGKILL)

    def _receive_command(self) -> tuple[bytes, list[int]]:
        try:
            message, fds, _, _ = socket.recv_fds(self._control, COMMAND.size, 1)
        except OSError:
            return b"", []
        return message, fds

    def _reply(self, number: int) -> None:
        with contextlib.suppress(OSError):  # _receive_command will notice that the server is gone
            self._control.sendall(REPLY.pack(number))

    def _carry_out(self, command: bytes, pid: int, fds: list[int]) -> int:
        if command == FORK:
            return self._fork(fds[0])
        if command == DERIVE:
            return self._derive(fds[0])
        if pid not in self._workers:
            return 0
        if command in _STEERING:
            return _steer(command, pid)
        return self._end(pid, is_awaited=command != KILL)

    def _end(self, pid: int, *, is_awaited: bool) -> int:
        os.kill(pid, signal.SIGKILL)  # changes nothing for one that is dead already: it is not reaped yet
        if not is_awaited:
            self._killed.add(pid)
            return 0
        _, status = os.waitpid(pid, 0)
        self._workers.discard(pid)
        self._killed.discard(pid)
        return os.waitstatus_to_exitcode(status)

    def _fork(self, fd: int) -> int:
        supervisor_pid = os.getpid()
        pid = _fork_process(fd, lambda: self._become_worker(fd, supervisor_pid))
        if pid > 0:
            self._workers.add(pid)
        return pid

    def _become_worker(self, fd: int, supervisor_pid: int) -> None:
        code = 1
        try:
            self._control.close()
            worker.serve_requests(socket.socket(fileno=fd), self._graphs, self._memory_bytes, supervisor_pid)
            code = 0
        except SystemExit:
            code = 0
        finally:
            os._exit(code)

    def _derive(self, fd: int) -> int:
        """Fork the supervisor of the next generation, which shares the memory of this one.

        It is forked twice, so that it is nobody's child here, and reaped by the system.
        """
        pid = _fork_process(fd, lambda: self._become_supervisor(socket.socket(fileno=fd)))
        if pid < 0:
            return pid
        _, status = os.waitpid(pid, 0)
        return -os.waitstatus_to_exitcode(status)

    def _become_supervisor(self, control: socket.socket) -> None:
        try:
            if os.fork():
                os._exit(0)
            self._control.close()
            serve_derived(control, self._graphs, self._memory_bytes, self._isolation)
        finally:
            os._exit(0)

    def _reap_killed(self) -> None:
        """Reap the killed workers that are gone, without waiting: it takes a while to free a gigabyte.

        Workers that died by themselves are kept until the server asks why (REAP).
        """
        gone = {pid for pid in self._killed if os.waitpid(pid, os.WNOHANG)[0]}
        self._killed -= gone
        self._workers -= gone


def serve_derived(
    control: socket.socket, graphs: LoadedGraphs, memory_bytes: int, isolation: confinement.Isolation
) -> None:
    """Take over the changes that come on the socket, then supervise workers on their result."""
    try:
        with control.makefile("rb") as stream:  # no command follows before HELLO, so none is read too early
            _, payload = wire.receive_frame(stream)
        graphs = replace_graphs(graphs, ChangeOutcome.decode(payload).graphs)
    except Exception as error:
        wire.send_frame(control, wire.FAILURE, f"{type(error).__name__}: {error}".encode())
        return
    gc.collect()
    gc.freeze()
    wire.send_frame(control, wire.HELLO, json.dumps(isolation).encode())
    Supervisor(control, graphs, memory_bytes, isolation).run()


def _fork_process(fd: int, become: Callable[[], None]) -> int:
    """Start a process that becomes something else, and gets the file.

    Returns its id, or minus the number of an error.
    """
    try:
        pid = os.fork()
    except OSError as error:
        os.close(fd)
        return -(error.errno or 1)
    if pid == 0:
        become()
    os.close(fd)
    return pid


def _steer(command: bytes, pid: int) -> int:
    """Stop a worker, let it go on, or change its priority, which only root may raise, or whom `nice` lets."""
    try:
        if command in _SIGNALS:
            os.kill(pid, _SIGNALS[command])
        else:
            os.setpriority(os.PRIO_PROCESS, pid, _PRIORITIES[command])
    except OSError as error:
        return -(error.errno or 1)
    return 0


def _warm_up(graphs: LoadedGraphs) -> None:
    """Load what is loaded on first use, since workers can open no files; then hide it from the collector."""
    examples = (
        ("ASK {}", TABLE_FORMATS),
        ("CONSTRUCT {} WHERE {}", GRAPH_FORMATS),
        ("nonsense", TABLE_FORMATS),
    )
    for query, result_formats in examples:
        for result_format in result_formats:
            try:
                answer_request(graphs, QueryRequest(read_outline(query), result_format.name), io.BytesIO())
            except StoreError as error:
                encode_error(error)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main(*sys.argv[1:])
