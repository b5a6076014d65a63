"""The server's end of a worker process."""

from __future__ import annotations

import contextlib
import socket
import time
from dataclasses import dataclass
from typing import BinaryIO

from claimgraph.stores.sandbox.confinement import Isolation

_SCHEDULER_CLOCK = 2  # of a process; how Linux numbers such clocks: clock_getcpuclockid(3)


@dataclass(eq=False, slots=True)
class WorkerHandle:
    """A process that answers requests on `channel`; its frames are read from `stream`."""

    pid: int
    channel: socket.socket
    stream: BinaryIO
    isolation: Isolation

    def is_ready(self) -> bool:
        """True if it waits for a request. A dead one has closed its end, so there is something to read."""
        try:
            self.channel.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def processor_seconds(self) -> float:
        """The time of a processor that the process has used; 0 if the system does not tell."""
        try:
            return time.clock_gettime(~self.pid << 3 | _SCHEDULER_CLOCK)
        except OSError:
            return 0.0

    def disconnect(self) -> None:
        """Close the connection at once. A thread that is reading wakes up first, so closing is safe."""
        with contextlib.suppress(OSError):
            self.channel.shutdown(socket.SHUT_RDWR)
        self.channel.close()
        self.stream.close()
