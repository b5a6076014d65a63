"""The graph that a command reads."""

from __future__ import annotations

import signal
from pathlib import Path

from claimgraph.cli.configuration import read_settings
from claimgraph.generations import current_generation
from claimgraph.stores import EmbeddedStore, Store
from claimgraph.stores.remote import RemoteStore


def open_graph(build_folder: Path | None) -> Store:
    """The graph of the current generation, or the one that the engine of the settings holds.

    Raises:
        NoGenerationError: Nothing has been built yet.
        StoreError: The engine does not answer, or holds no whole generation.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine ignores Ctrl-C during a long query
    settings = read_settings(build_folder)
    if settings.store:
        return RemoteStore.open(settings)
    return EmbeddedStore.open(current_generation(settings.build_folder))
