"""Graphs that holders of a token write over HTTP: kept in the build folder, and part of every build."""

from claimgraph.pipeline.written_graphs.graph_folders import WrittenGraphError, read_written_graphs
from claimgraph.pipeline.written_graphs.publish_change import (
    Change,
    InvalidChangeError,
    PublishedChange,
    StaleChangeError,
    publish_change,
)
from claimgraph.pipeline.written_graphs.writer import ChangeFailedError, Writer

__all__ = [
    "Change",
    "ChangeFailedError",
    "InvalidChangeError",
    "PublishedChange",
    "StaleChangeError",
    "Writer",
    "WrittenGraphError",
    "publish_change",
    "read_written_graphs",
]
