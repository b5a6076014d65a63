"""Written graphs in the build folder: each in a folder of its own, with who wrote it last, and when."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from claimgraph.datasets import WrittenDataset, describe_written
from claimgraph.errors import ClaimgraphError
from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.pipeline.own_graphs import OWN_GRAPHS
from claimgraph.pipeline.withheld_claims import find_withheld_claims

_TRIPLES, _DESCRIPTION = "graph.nt", "graph.json"


class WrittenGraphError(ClaimgraphError):
    """A written graph that cannot be read, or that cannot be part of a build."""


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """What is kept of a written graph beside its triples. Times are in UTC, as ISO 8601 has it."""

    iri: str
    changed: str
    author: str

    @property
    def dataset(self) -> WrittenDataset:
        """Its description as a data set."""
        return describe_written(self.iri, datetime.fromisoformat(self.changed).date())


def write_graph_folder(folder: Path, note: WrittenNote, text: str) -> None:
    """Write a graph and its note into a new folder."""
    folder.mkdir()
    (folder / _TRIPLES).write_bytes(text.encode())
    (folder / _DESCRIPTION).write_bytes(json.dumps(asdict(note), indent=2).encode() + b"\n")


def read_written_text(folder: Path) -> bytes:
    """Return the triples of a written graph; none if there is no such graph."""
    try:
        return (folder / _TRIPLES).read_bytes()
    except FileNotFoundError:
        return b""


def read_written_graphs(folders: Iterable[Path], dataset_graphs: list[DatasetGraph]) -> list[DatasetGraph]:
    """Return the written graphs, to be built beside those of data sets.

    Raises:
        WrittenGraphError: One cannot be read, has the name of a data set, or names a withheld claim.
    """
    taken = {graph.dataset.graph_iri for graph in dataset_graphs} | {own.graph_iri for own in OWN_GRAPHS}
    withheld = find_withheld_claims(dataset_graphs)
    graphs = [_read_folder(folder) for folder in folders]
    for graph in graphs:
        if graph.dataset.graph_iri in taken:
            raise _error(graph, "there is a data set of this name now. Move its triples to another graph.")
        if withheld & graph.mentioned_entities:
            raise _error(graph, "it names a claim that is withheld. Delete that triple.")
    return graphs


def _read_folder(folder: Path) -> DatasetGraph:
    try:
        note = WrittenNote(**json.loads((folder / _DESCRIPTION).read_bytes()))
        text = (folder / _TRIPLES).read_bytes()
        return DatasetGraph(folder, note.dataset, text, accounts={}, imported_rows=[])
    except (OSError, ValueError, TypeError) as error:
        problem = getattr(error, "strerror", None) or "is no written graph"
        raise WrittenGraphError(f"{folder}: {problem}. Restore it from a backup, or delete it.") from None


def _error(graph: DatasetGraph, problem: str) -> WrittenGraphError:
    return WrittenGraphError(f"The written graph <{graph.dataset.graph_iri}> cannot be built: {problem}")
