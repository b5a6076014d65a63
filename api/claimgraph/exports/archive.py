"""One zip archive: data, papers, licence texts, checksums. The same generation gives the same bytes."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from claimgraph.documents.rights import REUSE_LEVELS
from claimgraph.exports.documentation import write_documentation
from claimgraph.exports.formats import FORMATS
from claimgraph.exports.selection import select_statements
from claimgraph.generations import Generation

__all__ = ["FORMATS", "REUSE_LEVELS", "write_archive"]

_SUMS = "SHA256SUMS"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can say


def write_archive(generation: Generation, level: str, formats: Sequence[str], target: Path) -> Path:
    """Write the archive of one reuse level in these formats, under another name first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    chosen = [name for name in FORMATS if name in formats]
    with tempfile.TemporaryDirectory(prefix=".export-", dir=target.parent) as scratch:
        parts, content = Path(scratch, "parts"), Path(scratch, "content")
        for folder in (parts, content / "data"):
            folder.mkdir(parents=True)
        selection = select_statements(generation, level, parts)
        for name in chosen:
            FORMATS[name](selection.graph_files, content / "data")
        write_documentation(selection, chosen, content)
        (content / _SUMS).write_text(_sums(content), "utf-8")
        return _zip(content, Path(scratch, "archive")).replace(target)


def _files(folder: Path) -> list[tuple[str, Path]]:
    found = ((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    return sorted(found)


def _sums(folder: Path) -> str:
    lines = []
    for name, path in _files(folder):
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {name}\n")
    return "".join(lines)


def _zip(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in _files(folder):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            info.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(info, "w") as entry:
                shutil.copyfileobj(source, entry, 2**20)
    return target
