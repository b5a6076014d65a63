"""One dataset, imported: what it says, what became of its rows, and where each row was written."""

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
from claimgraph.rdf import lines_with_predicate, object_tokens, subject_spans, thing_tokens
from claimgraph.sources import RecordRow


@dataclass
class DatasetGraph:
    """`text` is sorted N-Triples, a triple a line; the rest is as the import gave it."""

    folder: Path
    dataset: Dataset
    text: bytes
    accounts: dict[str, Any]
    unresolved: dict[str, list[str]] = field(default_factory=dict)
    minted: dict[str, tuple[str, str]] = field(default_factory=dict)
    imported_rows: list[RecordRow] | None = None
    by_value: dict[str, dict[bytes, list[bytes]]] = field(default_factory=dict)

    @cached_property
    def rows(self) -> list[RecordRow]:
        """The rows with their places: read again if only their text was kept."""
        return (
            self.imported_rows
            if self.imported_rows is not None
            else import_rows(self.folder, self.dataset).rows
        )

    @property
    def files(self) -> tuple[PublisherFile, ...]:
        """The files it was read from, with their checksums."""
        paths = (self.folder / name for name in sorted(self.accounts))
        return tuple(_file(path, self.folder) for path in paths)

    @cached_property
    def subject_spans(self) -> dict[bytes, tuple[int, int]]:
        """Where each thing's lines are in `text`: they stand together, because it is sorted."""
        return subject_spans(self.text)

    @cached_property
    def mentioned_entities(self) -> set[bytes]:
        """Every thing of ours that is named, as "<…>"."""
        return thing_tokens(self.text)

    @cached_property
    def identifiers(self) -> set[bytes]:
        """The identifiers it gives to things, as N-Triples writes them."""
        return object_tokens(self.text, "dcterms:identifier")

    def lines_by_value(self, predicate: str) -> dict[bytes, list[bytes]]:
        """Its lines with a predicate, by their value."""
        if predicate not in self.by_value:
            found: dict[bytes, list[bytes]] = defaultdict(list)
            for line, value in lines_with_predicate(self.text, predicate):
                found[value].append(line)
            self.by_value[predicate] = found
        return self.by_value[predicate]

    def describe(self, thing: bytes) -> bytes:
        """The lines that describe a thing."""
        start, end = self.subject_spans.get(thing, (0, 0))
        return self.text[start:end]


def import_dataset(folder: Path, dataset: Dataset) -> DatasetGraph:
    """Import a dataset.

    Raises:
        ClaimgraphError: See `import_rows`.
    """
    found = import_rows(folder, dataset)
    accounts = {file: asdict(account) for file, account in found.accounts.items()}
    text = serialize_rows(found.rows, dataset.graph_iri)
    return DatasetGraph(folder, dataset, text, accounts, found.unresolved, found.minted, found.rows)


def _file(path: Path, folder: Path) -> PublisherFile:
    content = path.read_bytes()
    return PublisherFile(
        path.relative_to(folder).as_posix(), hashlib.sha256(content).hexdigest(), len(content)
    )
