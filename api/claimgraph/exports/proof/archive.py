"""Files as one zip, byte for byte the same for the same files, and back.

Nothing is compressed: an archive then says all there is to say of its files and nothing else, no two
archives hold the same, and none unpacks to more than itself.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from claimgraph.errors import ClaimgraphError

LARGEST = 32 * 2**20  # bytes of an archive; the largest of our claims needs less than a hundredth
_MOST_FILES = 200
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can say
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*", re.ASCII)


class ArchiveError(ClaimgraphError):
    """A file that is no bundle, or one that has been changed as a zip."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}. Get the bundle again from where you have it.")


def pack(files: Mapping[str, bytes]) -> bytes:
    """The archive of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, files[name])
    return buffer.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of an archive that `pack` made.

    Raises:
        ArchiveError: It did not, or not one byte of it is as it was. Nothing is written anywhere.
    """
    if len(data) > LARGEST:
        raise ArchiveError(f"{len(data):,} bytes are more than the {LARGEST:,} that a bundle may have")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check(entries)
            files = {entry.filename: archive.read(entry) for entry in entries}
    except (
        zipfile.BadZipFile,
        EOFError,
        NotImplementedError,
        OverflowError,
        RuntimeError,
        ValueError,
    ) as error:
        raise ArchiveError(f"This is no whole zip archive ({error})") from None
    if pack(files) != data:
        raise ArchiveError(
            "The archive has bytes that are not those of its files: it was packed anew or added to"
        )
    return files


def _check(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if strange := sorted({name for name in names if not _NAME.fullmatch(name)}):
        raise ArchiveError(f"File names that no bundle has: {', '.join(map(repr, strange))}")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ArchiveError(f"Files that are there twice: {', '.join(twice)}")
    if len(entries) > _MOST_FILES:
        raise ArchiveError(f"{len(entries)} files are more than the {_MOST_FILES} that a bundle may have")
    if packed := [entry.filename for entry in entries if entry.compress_type or entry.flag_bits & 1]:
        raise ArchiveError(f"Compressed or encrypted, which no file of a bundle is: {', '.join(packed)}")
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise ArchiveError(f"Its files say they have more than the {LARGEST:,} bytes that a bundle may have")
