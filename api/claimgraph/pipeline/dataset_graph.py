"""One dataset, imported: what it says, what became of its rows, and where each row was written."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from claimgraph import namespaces
from claimgraph.datasets import Dataset
from claimgraph.pipeline.catalog import SourceFile
from claimgraph.pipeline.encode_rows import import_rows, text_of
from claimgraph.sources.table import Row

_THING = f"<{namespaces.ID}".encode()


@dataclass
class Part:
    """`text` is sorted N-Triples, a triple a line; the rest is as the import gave it."""

    folder: Path
    dataset: Dataset
    text: bytes
    accounts: dict[str, Any]
    unresolved: dict[str, list[str]] = field(default_factory=dict)
    minted: dict[str, tuple[str, str]] = field(default_factory=dict)
    known_rows: list[Row] | None = None
    by_value: dict[str, dict[bytes, list[bytes]]] = field(default_factory=dict)

    @cached_property
    def rows(self) -> list[Row]:
        """The rows with their places: read again if only their text was kept."""
        return self.known_rows if self.known_rows is not None else import_rows(self.folder, self.dataset).rows

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """The files it was read from, with their checksums."""
        paths = (self.folder / name for name in sorted(self.accounts))
        return tuple(_file(path, self.folder) for path in paths)

    @cached_property
    def described(self) -> dict[bytes, tuple[int, int]]:
        """Where each thing's lines are in `text`: they stand together, because it is sorted."""
        return dict(_blocks(self.text))

    @cached_property
    def mentioned(self) -> set[bytes]:
        """Every thing of ours that is named, as "<…>"."""
        return mentions(self.text)

    @cached_property
    def identifiers(self) -> set[bytes]:
        """The identifiers it gives to things, as N-Triples writes them."""
        return values(self.text, "dcterms:identifier")

    def lines_by_value(self, predicate: str) -> dict[bytes, list[bytes]]:
        """Its lines with a predicate, by their value."""
        if predicate not in self.by_value:
            found: dict[bytes, list[bytes]] = defaultdict(list)
            for match in _lines_with(self.text, predicate):
                found[match[1]].append(match[0] + b"\n")
            self.by_value[predicate] = found
        return self.by_value[predicate]

    def about(self, thing: bytes) -> bytes:
        """The lines that describe a thing."""
        start, end = self.described.get(thing, (0, 0))
        return self.text[start:end]


def import_part(folder: Path, dataset: Dataset) -> Part:
    """Import a dataset.

    Raises:
        ClaimgraphError: See `import_rows`.
    """
    found = import_rows(folder, dataset)
    accounts = {file: asdict(account) for file, account in found.accounts.items()}
    text = text_of(found.rows, dataset.graph_iri)
    return Part(folder, dataset, text, accounts, found.unresolved, found.minted, found.rows)


def values(text: bytes, predicate: str) -> set[bytes]:
    """The values that a predicate has in some N-Triples, as they are written there."""
    return {match[1] for match in _lines_with(text, predicate)}


def _lines_with(text: bytes, predicate: str) -> Iterator[re.Match[bytes]]:
    return re.finditer(
        rb"^\S+ <" + re.escape(namespaces.expand_iri(predicate).encode()) + rb"> (.*) \.$", text, re.MULTILINE
    )


def _file(path: Path, folder: Path) -> SourceFile:
    content = path.read_bytes()
    return SourceFile(path.relative_to(folder).as_posix(), hashlib.sha256(content).hexdigest(), len(content))


def _blocks(text: bytes) -> Iterator[tuple[bytes, tuple[int, int]]]:
    subject, start, place = b"", 0, 0
    for line in text.splitlines(keepends=True):
        found = line[: line.index(b" ")]
        if found != subject:
            if subject:
                yield subject, (start, place)
            subject, start = found, place
        place += len(line)
    if subject:
        yield subject, (start, place)


def mentions(text: bytes) -> set[bytes]:
    """Every thing of ours that some N-Triples name, as "<…>"."""
    return {_THING + piece[: piece.index(b">") + 1] for piece in text.split(_THING)[1:]}
