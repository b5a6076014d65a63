"""Answers queries from another engine, over the SPARQL 1.1 Protocol.

The engine holds a generation, graph by graph, as `push_generation` has loaded it. Each query is read here
first: what is refused here is never sent, and the dataset is chosen here as for every other store.
"""

from __future__ import annotations

from claimgraph.stores.remote.loading import PushedGraph, push_generation
from claimgraph.stores.remote.store import RemoteStore

__all__ = ["PushedGraph", "RemoteStore", "push_generation"]
