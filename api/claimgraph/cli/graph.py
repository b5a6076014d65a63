"""The graph that a command reads."""

from __future__ import annotations

import signal
from pathlib import Path

from claimgraph.cli.configuration import read_settings
from claimgraph.generations import current_generation
from claimgraph.stores import EmbeddedStore


def open_graph(build_folder: Path | None) -> EmbeddedStore:
    """The graph of the current generation.

    Raises:
        NoGenerationError: Nothing has been built yet.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine ignores Ctrl-C during a long query
    return EmbeddedStore.open(current_generation(read_settings(build_folder).build_folder))
