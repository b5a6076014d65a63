"""The fork server of a generation, and the next one should it be gone."""

from __future__ import annotations

import threading
from pathlib import Path

from claimgraph.stores.errors import StoreStartError
from claimgraph.stores.sandbox.fork_server import ForkServer, ForkServerGoneError
from claimgraph.stores.updates import ChangeOutcome


class ForkServers:
    """Starts a fork server when one is needed and none runs. Safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        memory_bytes: int,
        own_default: str | None = None,
        current: ForkServer | None = None,
    ) -> None:
        self._folder, self._memory_bytes, self._own_default = folder, memory_bytes, own_default
        self._starting = threading.Lock()
        self._closed = False
        self.current = current

    def running(self) -> ForkServer:
        """The one that runs; started, which takes as long as loading the graph, if none does.

        Raises:
            StoreStartError: It does not start, or this has been closed.
        """
        with self._starting:
            if self._closed:
                raise StoreStartError("This store is closed.")
            if self.current is None:
                self.current = ForkServer.start(self._folder, self._memory_bytes, self._own_default)
            return self.current

    def derive(self, folder: Path, outcome: ChangeOutcome) -> ForkServers:
        """Those of the next generation, in `folder`, of which the first one shares the memory of this one.

        Raises:
            StoreStartError: It does not start.
        """
        try:
            derived = self.running().derive(outcome)
        except ForkServerGoneError:
            derived = None  # the first one loads the generation, as any other does
        return ForkServers(folder, self._memory_bytes, self._own_default, derived)

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
