"""Files as one zip, byte for byte the same for the same files, and back.

Nothing is compressed: an archive then says all there is to say of its files and nothing else, no two
archives hold the same, and none unpacks to more than itself.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from claimgraph.errors import ClaimgraphError

MAX_ARCHIVE_BYTES = 32 * 2**20  # bytes of an archive; the largest of our claims needs less than a hundredth
_MOST_FILES = 200
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can say
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the second only to say what was changed
_UNREADABLE = (EOFError, NotImplementedError, OverflowError, RuntimeError, ValueError)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*", re.ASCII)


class ArchiveError(ClaimgraphError):
    """A file that is no bundle, or one that has been changed as a zip."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}. Get the bundle again from where you have it.")


def pack_files(files: Mapping[str, bytes]) -> bytes:
    """The archive of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, files[name])
    return buffer.getvalue()


def unpack_files(data: bytes) -> dict[str, bytes]:
    """The files of a small zip archive, also of one that another tool packed, so as to tell which differ.

    Raises:
        ArchiveError: It is no whole archive, or has what no bundle has. Nothing is written anywhere.
    """
    if len(data) > MAX_ARCHIVE_BYTES:
        raise ArchiveError(
            f"{len(data):,} bytes are more than the {MAX_ARCHIVE_BYTES:,} that a bundle may have"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not _is_folder(entry)]
            _check(entries)
            return {entry.filename: _read(archive, entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, *_UNREADABLE) as error:
        raise ArchiveError(f"This is no whole zip archive ({error})") from None


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """No more than the entry says it has, however much it unpacks to."""
    with archive.open(entry) as file:
        return file.read(entry.file_size)


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    """Other tools list folders, too."""
    return entry.is_dir() and not entry.file_size and bool(_NAME.fullmatch(entry.filename[:-1]))


def _check(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if strange := sorted({name for name in names if not _NAME.fullmatch(name)}):
        raise ArchiveError(f"File names that no bundle has: {', '.join(map(repr, strange))}")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ArchiveError(f"Files that are there twice: {', '.join(twice)}")
    if len(entries) > _MOST_FILES:
        raise ArchiveError(f"{len(entries)} files are more than the {_MOST_FILES} that a bundle may have")
    if strange := [entry.filename for entry in entries if entry.compress_type not in _METHODS]:
        raise ArchiveError(f"Packed in a way that no bundle is: {', '.join(strange)}")
    if sum(entry.file_size for entry in entries) > MAX_ARCHIVE_BYTES:
        raise ArchiveError(
            f"Its files say they have more than the {MAX_ARCHIVE_BYTES:,} bytes that a bundle may have"
        )
