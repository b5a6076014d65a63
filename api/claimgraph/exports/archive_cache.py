"""Archives made once for a generation and kept in the build folder, one for each reuse level and format.

They are made by a process of their own: it takes the memory it needed with it, and whoever
reads pages meanwhile does not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from threading import Lock

from claimgraph.documents.rights import REUSE_LEVELS
from claimgraph.exports.archive import FORMATS, write_archive
from claimgraph.generations import Generation


@dataclass(frozen=True, slots=True)
class ArchiveOffer:
    """An archive there is or could be."""

    reuse: str
    format: str
    path: Path

    @property
    def size(self) -> int | None:
        """Its size; None before it has been made."""
        return self.path.stat().st_size if self.path.exists() else None


@dataclass(frozen=True, slots=True)
class ArchiveCache:
    """The archives of a generation. `edition` tells them from those that other code made of it."""

    generation: Generation
    edition: str
    _making: Lock = field(default_factory=Lock)

    @property
    def folder(self) -> Path:
        return self.generation.folder.parents[1] / "exports" / self.generation.name / self.edition

    def list_offers(self) -> Iterator[ArchiveOffer]:
        for reuse in REUSE_LEVELS:
            for format_ in FORMATS:
                name = f"claimgraph-{self.generation.name}-{reuse}-{format_}.zip"
                yield ArchiveOffer(reuse, format_, self.folder / name)

    def create(self, offer: ArchiveOffer) -> bool:
        """Make an archive if it is not there. False: another one is being made, and this one is not."""
        if offer.path.exists():
            return True
        if not self._making.acquire(blocking=False):
            return False
        try:
            if not offer.path.exists():
                with ProcessPoolExecutor(1, get_context("spawn")) as process:
                    process.submit(
                        write_archive, self.generation, offer.reuse, [offer.format], offer.path
                    ).result()
            return True
        finally:
            self._making.release()
