"""Releases: a version that names a generation for good, with what was handed out under that name."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from claimgraph.errors import ClaimgraphError
from claimgraph.generations.folders import releases_folder

_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,63}")
_FILE = "release.json"


class ReleaseError(ClaimgraphError):
    """A release that cannot be made, or whose description cannot be read."""


@dataclass(frozen=True, slots=True)
class GenerationRelease:
    """A version, the generation that it names, and the day on which that was decided."""

    version: str
    generation: str
    day: str

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), indent=2).encode() + b"\n"


def list_releases(build_folder: Path) -> list[GenerationRelease]:
    """Return all releases, by day and version.

    Raises:
        ReleaseError: A description cannot be read; nothing may be cleaned that it might name.
    """
    folders = releases_folder(build_folder).glob("[!.]*")
    return sorted(map(read_release, folders), key=lambda release: (release.day, release.version))


def check_version(version: str) -> str:
    """Return a version that can be the name of a folder.

    Raises:
        ReleaseError: It cannot.
    """
    if not _VERSION.fullmatch(version):
        hint = "Write letters, digits, dots, hyphens and plus signs, such as 1.2.0."
        raise ReleaseError(f"{version!r} is no version. {hint}")
    return version


def read_release(folder: Path) -> GenerationRelease:
    """Return the release in a folder.

    Raises:
        ReleaseError: Its description cannot be read.
    """
    file = folder / _FILE
    try:
        return GenerationRelease(**json.loads(file.read_bytes()))
    except (OSError, ValueError, TypeError) as error:
        problem = getattr(error, "strerror", None) or "is not the description of a release"
        raise ReleaseError(f"{file}: {problem}. Restore it from a backup.") from None
