"""The fork server of a generation, and the next one should it be gone."""

from __future__ import annotations

import threading
from pathlib import Path

from claimgraph.stores.errors import StoreStartError
from claimgraph.stores.sandbox.fork_server import ForkServer


class ForkServers:
    """Starts a fork server when one is needed and none runs. Safe to share between threads."""

    def __init__(self, folder: Path, memory_bytes: int) -> None:
        self._folder, self._memory_bytes = folder, memory_bytes
        self._starting = threading.Lock()
        self._closed = False
        self.current: ForkServer | None = None

    def running(self) -> ForkServer:
        """The one that runs; started, which takes as long as loading the graph, if none does.

        Raises:
            StoreStartError: It does not start, or this has been closed.
        """
        with self._starting:
            if self._closed:
                raise StoreStartError("This store is closed.")
            if self.current is None:
                self.current = ForkServer(self._folder, self._memory_bytes)
            return self.current

    def abandon(self, fork_server: ForkServer) -> None:
        """Part with one that is gone, unless another has taken its place already."""
        if self.current is fork_server:
            self.current = None
            fork_server.close()

    def close(self) -> None:
        """End it, and start no other."""
        self._closed = True
        with self._starting:  # so that none is started behind our back
            fork_server, self.current = self.current, None
        if fork_server:
            fork_server.close()
