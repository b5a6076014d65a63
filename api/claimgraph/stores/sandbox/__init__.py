"""Answers queries in processes that can be killed: for queries that anyone may send.

    server (this process)  ── request, answer ──  worker     one per query at a time
             └── fork, kill ──  supervisor  ── forks ──┘     has loaded the graph, runs no query

A worker has no network, opens no file, and has its memory and time limited.
Whatever a query does to it, the query alone pays: the worker is killed and
another is forked in milliseconds.
"""

from __future__ import annotations

from claimgraph.stores.sandbox.store import SandboxStore

__all__ = ["SandboxStore"]
