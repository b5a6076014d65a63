"""Where things are in a build folder."""

from __future__ import annotations

from pathlib import Path

from claimgraph.source_tree import imports_folder


def generations_folder(build_folder: Path) -> Path:
    """Return where a build folder keeps its generations."""
    return build_folder / "generations"


def current_file(build_folder: Path) -> Path:
    """Return the file that names the generation in use."""
    return build_folder / "current"


def releases_folder(build_folder: Path) -> Path:
    """Return where a build folder keeps its releases, each in a folder named by its version."""
    return build_folder / "releases"


def staging_homes(build_folder: Path) -> tuple[Path, ...]:
    """Return the folders of a build folder in which commands prepare what they then put into place."""
    return (
        build_folder,
        generations_folder(build_folder),
        imports_folder(build_folder),
        releases_folder(build_folder),
    )
