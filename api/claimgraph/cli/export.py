"""claimgraph export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimgraph.cli.archive_options import Reuse, parse_archive_formats, parse_reuse
from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder
from claimgraph.cli.output import say, show_progress
from claimgraph.exports import FORMATS, write_archive
from claimgraph.generations import current_generation, writing


def export(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Folder for the archive; created if it does not exist.")
    ] = Path(),
    reuse: Reuse = "open",
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"Format: {', '.join(FORMATS)}; repeatable.",
            show_default="all",
        ),
    ] = None,
    build_folder: BuildFolder = None,
) -> None:
    """Write the data to a zip archive, with licences, attribution, and a list of what was withheld.

    Example: claimgraph export exports --reuse share-alike --format ttl --format csv
    """
    reuse, formats = parse_reuse(reuse), parse_archive_formats(format_)
    generation = current_generation(read_settings(build_folder).build_folder)
    name = _archive_name(generation.name, reuse, formats)
    with show_progress("exporting"), writing(folder / name):
        path = write_archive(generation, reuse, formats, folder / name)
    print(path)
    say(f"Generation {generation.name}, reuse: {reuse}. Its WITHHELD.md says what was left out, and why.")


def _archive_name(generation: str, reuse: str, formats: list[str]) -> str:
    """Archives of different formats have different names, so that none replaces another."""
    subset = [] if set(formats) == set(FORMATS) else sorted(formats)
    return "-".join(["claimgraph", generation, reuse, *subset]) + ".zip"
