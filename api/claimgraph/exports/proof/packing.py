"""Files packed into one zip archive, and unpacked again; the same files give the same bytes.

Nothing is compressed. So an archive has one form for its files, two archives never hold the same files,
and none unpacks to more than its own size.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from claimgraph.errors import ClaimgraphError

MAX_ARCHIVE_BYTES = 32 * 2**20  # the largest bundle of a shipped claim has less than a hundredth
_MAX_FILES = 200
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date of the zip format
# Deflated files are read only to tell which of them were changed.
_COMPRESSION_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UNREADABLE = (EOFError, NotImplementedError, OverflowError, RuntimeError, ValueError)
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*", re.ASCII)


class ArchiveError(ClaimgraphError):
    """A file is no proof bundle, or was changed in a way that only zip archives allow."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}. Get the bundle again from its source.")


def pack_files(files: Mapping[str, bytes]) -> bytes:
    """Pack files, by name, into an archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, files[name])
    return buffer.getvalue()


def unpack_files(data: bytes) -> dict[str, bytes]:
    """Unpack the files of a small archive, also of one that another tool packed. Nothing is written to disk.

    Raises:
        ArchiveError: The archive is damaged, too large, or has entries that no proof bundle has.
    """
    if len(data) > MAX_ARCHIVE_BYTES:
        raise ArchiveError(f"The archive has {len(data):,} bytes; a bundle has at most {MAX_ARCHIVE_BYTES:,}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not _is_folder(entry)]
            _check_entries(entries)
            return {entry.filename: _read_entry(archive, entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, *_UNREADABLE) as error:
        raise ArchiveError(f"This is no complete zip archive ({error})") from None


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Read at most as many bytes as the entry declares, whatever it unpacks to."""
    with archive.open(entry) as file:
        return file.read(entry.file_size)


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    """True for folders, which other tools list too."""
    return entry.is_dir() and not entry.file_size and bool(_FILE_NAME.fullmatch(entry.filename[:-1]))


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if invalid := sorted({name for name in names if not _FILE_NAME.fullmatch(name)}):
        raise ArchiveError(f"File names that no bundle has: {', '.join(map(repr, invalid))}")
    if duplicates := sorted({name for name in names if names.count(name) > 1}):
        raise ArchiveError(f"Files that occur twice: {', '.join(duplicates)}")
    if len(entries) > _MAX_FILES:
        raise ArchiveError(f"The archive has {len(entries)} files; a bundle has at most {_MAX_FILES}")
    if packed := [entry.filename for entry in entries if entry.compress_type not in _COMPRESSION_METHODS]:
        raise ArchiveError(f"Files compressed with a method that no bundle uses: {', '.join(packed)}")
    if sum(entry.file_size for entry in entries) > MAX_ARCHIVE_BYTES:
        raise ArchiveError(f"Its files declare more than the {MAX_ARCHIVE_BYTES:,} bytes of a bundle")
