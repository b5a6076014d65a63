"""Asks another engine, and reads its answers as the engine at hand would have given them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from typing import IO, cast
from urllib.parse import quote, urlencode, urlsplit

import pyoxigraph as ox

from claimgraph.stores.engine import write_results, write_triples
from claimgraph.stores.errors import QueryEvaluationError, StoreError
from claimgraph.stores.remote.connection import Connections, RemoteReply, Request
from claimgraph.stores.remote.engines import Engine, recognize_engine
from claimgraph.stores.remote.layout import RemoteDataset
from claimgraph.stores.result_formats import FORMATS_BY_FORM, GRAPH_FORMATS, ResultFormat
from claimgraph.stores.sinks import Sink

_TABLE, _GRAPH = "application/sparql-results+json", "application/n-triples"
_REFUSED = (400, 500)  # what engines say of queries that they cannot read, or cannot answer
_OK = 200
_BLANK_NODE, _OTHER_BLANK_NODE = b'"type": "bnode", "value": "nodeID://', b'"type": "bnode", "value": "'


class RemoteClient:
    """One engine at one address. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        self.url, self.connections = url, Connections(url)
        self.engine: Engine | None = None

    def recognize(self, seconds: float) -> Engine | None:
        """Ask which engine it is.

        Raises:
            StoreError: It does not answer.
        """
        dataset = RemoteDataset((), ())
        reply = self.ask("ASK {}", dataset, "ASK", time.monotonic() + seconds)
        reply.read()
        self.engine = recognize_engine(reply.headers)
        return self.engine

    def ask(self, query: str, dataset: RemoteDataset, form: str, deadline: float) -> RemoteReply:
        """The answer to a query, which is a table in JSON or a graph in N-Triples.

        Raises:
            QueryEvaluationError: The engine refuses it.
            StoreError: The engine does not answer, or not with a result.
        """
        fields = {"query": query, "default-graph-uri": dataset.default_graphs}
        body = urlencode(fields | {"named-graph-uri": dataset.named_graphs}, doseq=True, quote_via=quote)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": _GRAPH if FORMATS_BY_FORM[form] is GRAPH_FORMATS else _TABLE,
        }
        parts = urlsplit(self.url)
        target = f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}"
        reply = self.connections.send(Request("POST", target, body.encode(), headers, deadline))
        if reply.status == _OK:
            return reply
        message = f"The engine behind this endpoint says: {reply.read_message()} (HTTP {reply.status})"
        raise QueryEvaluationError(message) if reply.status in _REFUSED else StoreError(message)

    def read_table(self, reply: RemoteReply) -> ox.QuerySolutions | ox.QueryBoolean:
        """A table as it arrives."""
        source: RawIOBase = reply
        if self.engine and self.engine.names_blank_nodes_by_scheme:
            source = _PlainBlankNodes(reply)
        return ox.parse_query_results(cast("IO[bytes]", source), format=ox.QueryResultsFormat.JSON)

    def write(self, reply: RemoteReply, form: str, result_format: ResultFormat, sink: Sink) -> None:
        """Write a result in a format.

        Raises:
            StoreError: It breaks off.
        """
        with reading(reply):
            if FORMATS_BY_FORM[form] is GRAPH_FORMATS:
                write_triples(read_triples(reply), cast(ox.RdfFormat, result_format.engine_format), sink)
            else:
                write_results(self.read_table(reply), result_format, sink)


def read_triples(reply: RemoteReply) -> Iterator[ox.Triple]:
    """The triples of a graph as it arrives."""
    for quad in ox.parse(cast("IO[bytes]", reply), format=ox.RdfFormat.N_TRIPLES):
        yield quad.triple


@contextmanager
def reading(reply: RemoteReply) -> Iterator[None]:
    """Read an answer, and make sure that nothing is missing.

    Raises:
        StoreError: It breaks off, is late, or the engine says that it has left something out.
    """
    try:
        yield
        reply.read()  # the end, so that the connection can be used again
    except (SyntaxError, OSError) as error:
        raise reply.failure or StoreError(f"The engine's answer cannot be read: {error}.") from None
    for header in ("X-SPARQL-MaxRows", "X-SQL-State", "X-SPARQL-Anytime"):
        if header in reply.headers:
            raise StoreError(
                f"The engine has cut its answer ({header}: {reply.headers[header]}). "
                "Raise its limits; here a cut answer is none."
            )


class _PlainBlankNodes(RawIOBase):
    """An answer whose blank nodes are named as in RDF: Virtuoso writes IRIs of a scheme of its own."""

    def __init__(self, reply: RemoteReply) -> None:
        self._lines, self._rest = BufferedReader(reply), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        if not self._rest:
            self._rest = self._lines.readline().replace(_BLANK_NODE, _OTHER_BLANK_NODE)
        piece, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)
