"""Archives of a generation, kept in the build folder: one for each reuse level and format.

Each is created once, on demand, by a separate process: its memory is freed when it ends, and
requests for pages do not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from threading import Lock

from claimgraph.documents import REUSE_LEVELS
from claimgraph.exports.archive import FORMATS, write_archive
from claimgraph.generations import Generation


@dataclass(frozen=True, slots=True)
class ArchiveOffer:
    """An archive that has been created or can be."""

    reuse: str
    format: str
    path: Path

    @property
    def size(self) -> int | None:
        """Its size in bytes; None before it has been created."""
        return self.path.stat().st_size if self.path.exists() else None


@dataclass(frozen=True, slots=True)
class ArchiveCache:
    """The archives of a generation. `edition` separates them from those that other code created from it."""

    generation: Generation
    edition: str
    _lock: Lock = field(default_factory=Lock)

    @property
    def folder(self) -> Path:
        return self.generation.build_folder / "exports" / self.generation.name / self.edition

    def list_offers(self) -> Iterator[ArchiveOffer]:
        for reuse in REUSE_LEVELS:
            for format_ in FORMATS:
                name = f"claimgraph-{self.generation.name}-{reuse}-{format_}.zip"
                yield ArchiveOffer(reuse, format_, self.folder / name)

    def create(self, offer: ArchiveOffer) -> bool:
        """Create an archive unless it exists. False if another one is being created, and this one was not."""
        if offer.path.exists():
            return True
        if not self._lock.acquire(blocking=False):
            return False
        try:
            if not offer.path.exists():
                with ProcessPoolExecutor(1, get_context("spawn")) as process:
                    arguments = (self.generation, offer.reuse, [offer.format], offer.path)
                    process.submit(write_archive, *arguments).result()
            return True
        finally:
            self._lock.release()
