"""Loads a generation into another engine, graph by graph, and counts what has arrived."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO

from claimgraph.config import Settings
from claimgraph.generations import Generation
from claimgraph.stores.errors import StoreStartError
from claimgraph.stores.remote import layout
from claimgraph.stores.remote.client import RemoteClient
from claimgraph.stores.remote.contents import count, read_contents
from claimgraph.stores.remote.engines import ENGINES
from claimgraph.stores.remote.graph_store import GraphStore

_START_SECONDS, _COUNT_SECONDS = 60.0, 600.0
_PIECE_BYTES = 8 * 2**20


@dataclass(frozen=True, slots=True)
class PushedGraph:
    """A graph: how many triples it has here, and how many the engine counts."""

    graph: str
    triples: int
    counted: int


def push_generation(
    generation: Generation, url: str, settings: Settings, say: Callable[[str], None]
) -> list[PushedGraph]:
    """Replace what the engine at `url` holds of claimgraph by a generation.

    That it is whole is written last, and only if all counts agree: until then no server starts on it.

    Raises:
        StoreError: The engine is none of those known here, does not answer, or does not take a graph.
    """
    client = RemoteClient(url)
    engine = client.recognize(_START_SECONDS)
    if engine is None:
        names = ", ".join(engine.name for engine in ENGINES)
        raise StoreStartError(f"Which engine answers at {url} cannot be told. Known are {names}.")
    password = settings.store_password.get_secret_value() if settings.store_password else ""
    store = GraphStore(client, engine, settings.store_user or "", password)
    before = read_contents(client, time.monotonic() + _START_SECONDS)
    with tempfile.TemporaryDirectory() as folder:
        graphs = [*generation.manifest["graphs"], layout.MERGED, layout.WITHHELD_ONLY]
        counts = _split(generation, graphs, Path(folder))
        _remove(store, before.graphs if before else frozenset(), graphs)
        for i, graph in enumerate(graphs):
            say(f"{i + 1} of {len(graphs)}: {graph}")
            _replace(store, graph, Path(folder, str(i)))
    pushed = [PushedGraph(graph, counts[graph], _count(client, graph)) for graph in graphs]
    if all(graph.triples == graph.counted for graph in pushed):
        _write_contents(store, generation)
    return pushed


def _remove(store: GraphStore, former: frozenset[str], graphs: list[str]) -> None:
    """Take back the word that a generation is here, and remove graphs that only the former one had."""
    for graph in (layout.CONTENTS, layout.CONTENTS_AGAIN, *sorted(former.difference(graphs))):
        store.delete(graph)


def _split(generation: Generation, graphs: list[str], folder: Path) -> Counter[str]:
    """Write one file for each graph, named by its place, and count the triples.

    The statements of a generation are sorted, so those of one triple follow each other.
    """
    counts: Counter[str] = Counter()
    with ExitStack() as stack, generation.graph_file.open("rb") as statements:
        paths = {graph: Path(folder, str(i)) for i, graph in enumerate(graphs)}
        files = {graph: stack.enter_context(path.open("wb")) for graph, path in paths.items()}
        for triple, group in groupby(map(_split_statement, statements), key=lambda pair: pair[0]):
            here = [graph for _, graph in group]
            is_visible = not generation.withheld_graphs.issuperset(here)
            for graph in (*here, layout.MERGED if is_visible else layout.WITHHELD_ONLY):
                files[graph].write(triple + b" .\n")
                counts[graph] += 1
    return counts


def _split_statement(line: bytes) -> tuple[bytes, str]:
    triple, _, graph = line.rstrip(b".\n ").rpartition(b" ")
    return triple, graph[1:-1].decode()


def _replace(store: GraphStore, graph: str, file: Path) -> None:
    """Write a graph in pieces: no engine takes any length at once."""
    with file.open("rb") as triples:
        pieces = _pieces(triples)
        first = next(pieces, b"")
        if not first:
            store.delete(graph)
            return
        store.put(graph, first)
        for piece in pieces:
            store.post(graph, piece)


def _pieces(triples: IO[bytes]) -> Iterator[bytes]:
    """Pieces of whole lines; a generation has no blank nodes that a cut could part."""
    while piece := triples.read(_PIECE_BYTES):
        yield piece + triples.readline()


def _count(client: RemoteClient, graph: str) -> int:
    return count(client, time.monotonic() + _COUNT_SECONDS, graph)


def _write_contents(store: GraphStore, generation: Generation) -> None:
    withheld = generation.withheld_graphs
    visible = [graph for graph in generation.manifest["graphs"] if graph not in withheld]
    content = layout.write_contents(generation.name, visible, withheld)
    store.put(layout.CONTENTS_AGAIN, content)
    store.put(layout.CONTENTS, content)
