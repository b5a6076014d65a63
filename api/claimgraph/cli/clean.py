"""claimgraph clean."""

from __future__ import annotations

from typing import Annotated

import typer

from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder
from claimgraph.cli.output import say
from claimgraph.generations import change_build_folder, clean_generations, find_old_generations


def clean(
    keep: Annotated[
        int | None,
        typer.Option(
            "--keep", metavar="N", min=1, help="Keep the N newest.", show_default="keep_generations, 5"
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list what would be deleted.")] = False,  # noqa: FBT002
    build_folder: BuildFolder = None,
) -> None:
    """Delete old generations, and the archives made of them.

    Never deleted: the generation in use, one that a release names, one that a running server serves, and the
    newest ones. Every build that publishes does the same. Prints the names.

    Example: claimgraph clean --keep 2 --dry-run
    """
    settings = read_settings(build_folder)
    home, number = settings.build_folder, keep or settings.keep_generations
    if dry_run:
        names = find_old_generations(home, number)
    else:
        with change_build_folder(home, "clean", say):
            names = clean_generations(home, number)
    for name in names:
        print(name)
    say(f"{'Would delete' if dry_run else 'Deleted'} {len(names)} generation(s).")
