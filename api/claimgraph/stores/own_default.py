"""Which graph the settings make the default graph of public queries and of those who write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimgraph.namespaces import DEFAULT_GRAPH

if TYPE_CHECKING:  # the supervisor imports this package, and reads no settings
    from claimgraph.config import Settings


def find_own_default(settings: Settings) -> str | None:
    """The default graph, if it is one of its own; None: it is the merge of all."""
    return DEFAULT_GRAPH if settings.default_graph == "own" else None
