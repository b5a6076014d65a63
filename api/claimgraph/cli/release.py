"""claimgraph release."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from claimgraph.cli.archive_options import Reuse, parse_archive_formats, parse_reuse
from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder
from claimgraph.cli.output import say, show_progress
from claimgraph.exports import FORMATS, write_release
from claimgraph.generations import change_build_folder, current_generation


def release(
    version: Annotated[str, typer.Argument(metavar="VERSION", help="Name of the release, such as 1.2.0.")],
    reuse: Reuse = "open",
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"Format in the archive: {', '.join(FORMATS)}; repeatable.",
            show_default="all",
        ),
    ] = None,
    build_folder: BuildFolder = None,
) -> None:
    """Give the current generation a version for good: it is never cleaned, and in every backup.

    Writes releases/VERSION in the build folder: the archive, CITATION.cff, CHANGELOG.md with the triples
    added and removed in each graph since the release before, and SHA256SUMS. A release never changes.

    Example: claimgraph release 1.2.0
    """
    reuse, formats = parse_reuse(reuse), parse_archive_formats(format_)
    home = read_settings(build_folder).build_folder
    with show_progress("releasing"), change_build_folder(home, f"release {version}", say):
        generation = current_generation(home)
        folder = write_release(generation, version, date.today(), reuse, formats)
    print(folder)
    say(f"Release {version} is generation {generation.name}.")
