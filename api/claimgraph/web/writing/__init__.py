"""Writing over HTTP for holders of a token: SPARQL Update at /sparql, the Graph Store Protocol at /data."""

from claimgraph.web.writing.graph_store import GraphStoreProtocol
from claimgraph.web.writing.graph_writer import GraphWriter
from claimgraph.web.writing.updates import Updates

__all__ = ["GraphStoreProtocol", "GraphWriter", "Updates"]
