"""What has to be known of each engine: how it is recognized, and where its graphs are written."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from urllib.parse import quote, urlsplit


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine. `graph_store_path`: instead of the last part of the path at which it is asked."""

    name: str
    graph_store_path: str
    graph_parameter: str = "graph"
    triples_type: str = "application/n-triples"
    names_blank_nodes_by_scheme: bool = False

    def graph_store_target(self, query_url: str, graph: str) -> str:
        """The path and query at which a graph is written."""
        beginning = urlsplit(query_url).path.rstrip("/").rpartition("/")[0]
        return f"{beginning}/{self.graph_store_path}?{self.graph_parameter}={quote(graph, safe='')}"


OXIGRAPH = Engine("Oxigraph", "store")
FUSEKI = Engine("Fuseki", "data")
VIRTUOSO = Engine(
    "Virtuoso",
    "sparql-graph-crud-auth",
    graph_parameter="graph-uri",
    triples_type="text/turtle",
    names_blank_nodes_by_scheme=True,
)
ENGINES = (OXIGRAPH, FUSEKI, VIRTUOSO)


def recognize_engine(headers: Message) -> Engine | None:
    """The engine that sent these headers; None if it is none of those known here."""
    if "Fuseki-Request-Id" in headers:
        return FUSEKI
    server = headers.get("Server", "").lower()
    return next((engine for engine in ENGINES if engine.name.lower() in server), None)
