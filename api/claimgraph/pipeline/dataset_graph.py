"""One data set, imported: its triples, what became of each row, and where each row was written."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from claimgraph.datasets import Dataset
from claimgraph.pipeline.catalog import PublisherFile
from claimgraph.pipeline.row_triples import import_rows, serialize_rows
from claimgraph.rdf import line_subject, lines_with_predicate, object_tokens, subject_spans, thing_tokens
from claimgraph.sources import RecordRow


@dataclass(eq=False)
class DatasetGraph:
    """A data set and its graph. `text` is sorted N-Triples; tokens are terms as N-Triples write them.

    `accounts` say what became of each file's rows, `unresolved` which names nobody could be found for,
    `minted` which ids were made from names: the name and where it is written.
    """

    folder: Path
    dataset: Dataset
    text: bytes
    accounts: dict[str, Any]
    unresolved: dict[str, list[str]] = field(default_factory=dict)
    minted: dict[str, tuple[str, str]] = field(default_factory=dict)
    imported_rows: list[RecordRow] | None = None
    _lines_by_object: dict[str, dict[bytes, list[bytes]]] = field(default_factory=dict, init=False)

    @cached_property
    def rows(self) -> list[RecordRow]:
        """The rows with their places. They are read again if an earlier build imported the data set."""
        if self.imported_rows is not None:
            return self.imported_rows
        return import_rows(self.folder, self.dataset).rows

    @property
    def files(self) -> tuple[PublisherFile, ...]:
        """The files that the rows were read from, with their checksums."""
        return tuple(_describe_file(self.folder / name, self.folder) for name in sorted(self.accounts))

    @cached_property
    def subject_spans(self) -> dict[bytes, tuple[int, int]]:
        """Where in `text` the lines of each subject begin and end."""
        return subject_spans(self.text)

    @cached_property
    def mentioned_entities(self) -> set[bytes]:
        """Everything of ours that the graph names, as tokens."""
        return thing_tokens(self.text)

    @cached_property
    def named_entities(self) -> set[bytes]:
        """What the graph has a name for, as tokens; it may only add to what another graph names."""
        return {line_subject(line) for line, _ in lines_with_predicate(self.text, "rdfs:label")}

    @cached_property
    def identifiers(self) -> set[bytes]:
        """The identifiers that the graph gives to things, as tokens."""
        return object_tokens(self.text, "dcterms:identifier")

    def lines_by_object(self, predicate: str) -> dict[bytes, list[bytes]]:
        """The lines with a predicate, such as "rdf:type", by their object."""
        if predicate not in self._lines_by_object:
            by_object: dict[bytes, list[bytes]] = defaultdict(list)
            for line, value in lines_with_predicate(self.text, predicate):
                by_object[value].append(line)
            self._lines_by_object[predicate] = by_object
        return self._lines_by_object[predicate]

    def describe(self, subject: bytes) -> bytes:
        """The lines of a subject; none if the graph does not describe it."""
        start, end = self.subject_spans.get(subject, (0, 0))
        return self.text[start:end]


def import_dataset(folder: Path, dataset: Dataset) -> DatasetGraph:
    """Import a data set.

    Raises:
        ClaimgraphError: A table, a publisher's file or a row is wrong.
    """
    imported = import_rows(folder, dataset)
    return DatasetGraph(
        folder=folder,
        dataset=dataset,
        text=serialize_rows(imported.rows, dataset.graph_iri, reviewed=dataset.reviewed),
        accounts={file: asdict(account) for file, account in imported.accounts.items()},
        unresolved=imported.unresolved,
        minted=imported.minted,
        imported_rows=imported.rows,
    )


def _describe_file(path: Path, folder: Path) -> PublisherFile:
    content = path.read_bytes()
    checksum = hashlib.sha256(content).hexdigest()
    return PublisherFile(path.relative_to(folder).as_posix(), checksum, len(content))
