"""One query on its way to another engine and back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

from claimgraph.stores.dataset import GivenDataset
from claimgraph.stores.query_outline import QueryOutline
from claimgraph.stores.remote.client import RemoteClient
from claimgraph.stores.remote.connection import RemoteReply
from claimgraph.stores.remote.gate import require_readable, write_portable_query
from claimgraph.stores.remote.layout import Contents, RemoteDataset, resolve_remote_dataset
from claimgraph.stores.result_formats import ResultFormat
from claimgraph.stores.sinks import Sink

_CHUNK = 64 * 1024
_IN_MEMORY = 2**20


@dataclass(frozen=True, slots=True)
class BegunAnswer:
    """A query whose answer has begun to arrive."""

    reply: RemoteReply
    form: str
    dataset: RemoteDataset


@dataclass(frozen=True, slots=True)
class RemoteGraphs:
    """An engine and what it holds."""

    client: RemoteClient
    contents: Contents

    def ask(self, outline: QueryOutline, given: GivenDataset, deadline: float) -> BegunAnswer:
        """Send a query with its dataset.

        Raises:
            QueryError: The query has to change.
            StoreError: The engine does not answer.
        """
        require_readable(outline.text, given.base)
        dataset = resolve_remote_dataset(self.contents, outline, given)
        text = write_portable_query(outline, given.base, dataset.named_graphs)
        form = outline.form or "SELECT"
        return BegunAnswer(self.client.ask(text, dataset, form, deadline), form, dataset)


def write_answer(graphs: RemoteGraphs, begun: BegunAnswer, result_format: ResultFormat, sink: Sink) -> None:
    """Write what arrives in a format.

    Raises:
        StoreError: It breaks off, or does not fit the format.
    """
    graphs.client.write(begun.reply, begun.form, result_format, sink)


def iterate_chunks(graphs: RemoteGraphs, begun: BegunAnswer, result_format: ResultFormat) -> Iterator[bytes]:
    """The answer, when it is whole; a long one waits in a file.

    Raises:
        StoreError: It breaks off.
    """
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
        write_answer(graphs, begun, result_format, spool)
        spool.seek(0)
        while chunk := spool.read(_CHUNK):
            yield chunk
