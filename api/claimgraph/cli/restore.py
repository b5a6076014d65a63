"""claimgraph restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder
from claimgraph.cli.output import say, show_progress
from claimgraph.generations import change_build_folder, restore_backup


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File that claimgraph backup wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace what the folder holds.")] = False,  # noqa: FBT002
    build_folder: BuildFolder = None,
) -> None:
    """Put a backup back into the build folder, if every file in it is as it was backed up.

    It is restored as a whole or, after an error or a crash, not at all. Exit status 1: nothing was restored.

    Example: claimgraph restore claimgraph-2026-11-30.tar.gz
    """
    home = read_settings(build_folder).build_folder
    with show_progress("restoring"), change_build_folder(home, "restore", say):
        generation = restore_backup(home, file, replace=replace)
    say(f"Restored generation {generation.name} into {home}.")
