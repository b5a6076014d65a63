"""The zip archive: data, documentation, licence texts, checksums; the same generation, the same bytes."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from claimgraph.documents import REUSE_LEVELS
from claimgraph.exports.documentation import write_documentation
from claimgraph.exports.formats import FORMATS
from claimgraph.exports.selection import select_statements
from claimgraph.generations import Generation

__all__ = ["FORMATS", "REUSE_LEVELS", "write_archive"]

_CHECKSUMS = "SHA256SUMS"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date of the zip format


def write_archive(generation: Generation, level: str, formats: Sequence[str], target: Path) -> Path:
    """Write the archive of one reuse level in these formats; `target` appears when it is complete."""
    target.parent.mkdir(parents=True, exist_ok=True)
    ordered_formats = [name for name in FORMATS if name in formats]
    with tempfile.TemporaryDirectory(prefix=".export-", dir=target.parent) as scratch:
        graphs, content = Path(scratch, "graphs"), Path(scratch, "content")
        for folder in (graphs, content / "data"):
            folder.mkdir(parents=True)
        selection = select_statements(generation, level, graphs)
        for name in ordered_formats:
            FORMATS[name](selection.graph_files, content / "data")
        write_documentation(selection, ordered_formats, content)
        (content / _CHECKSUMS).write_text(_checksums(content), "utf-8")
        return _write_zip(content, Path(scratch, "archive")).replace(target)


def _list_files(folder: Path) -> list[tuple[str, Path]]:
    """The files below a folder, with their paths in the archive."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return sorted((path.relative_to(folder).as_posix(), path) for path in paths)


def _checksums(folder: Path) -> str:
    lines = []
    for name, path in _list_files(folder):
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {name}\n")
    return "".join(lines)


def _write_zip(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in _list_files(folder):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            info.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(info, "w") as entry:
                shutil.copyfileobj(source, entry, 2**20)
    return target
