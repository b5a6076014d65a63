"""claimgraph backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder
from claimgraph.cli.output import say, show_progress
from claimgraph.generations import change_build_folder, write_backup


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File to write, a .tar.gz.")],
    build_folder: BuildFolder = None,
) -> None:
    """Write all of the build folder that cannot be computed again to one file, with checksums.

    That is the generation in use and the released ones, imports, releases, and what is kept beside them; not
    caches and archives. The shipped data are not in it: they belong to the installation.

    Example: claimgraph backup claimgraph-2026-11-30.tar.gz
    """
    home = read_settings(build_folder).build_folder
    with show_progress("backing up"), change_build_folder(home, "backup", say):
        generation = write_backup(home, file)
    print(file)
    size = file.stat().st_size
    say(f"Generation {generation.name}, {size:,} bytes. Put it back with: claimgraph restore {file}")
