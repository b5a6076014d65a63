"""claimgraph new-dataset."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder
from claimgraph.cli.output import say
from claimgraph.datasets import find_open_points
from claimgraph.source_tree import default_source_tree, is_checkout
from claimgraph.sources import display_path


def new_dataset(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Name of the folder in data/ and of its graph.")
    ],
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV file, or .jsonl file with one JSON object a line.")
    ],
    build_folder: BuildFolder = None,
) -> None:
    """Write the folder of a new data set from a publisher's file: data/NAME, which builds at once.

    Each column is ignored for now, with a proposal how to read it. What is left to fill in is listed here
    and by every build. Nothing is overwritten.

    Example: claimgraph new-dataset chip-exports exports.csv
    """
    from claimgraph.pipeline import NewDatasetError, write_new_dataset

    if not is_checkout():
        raise NewDatasetError("Data sets are added in a checkout of the project. Run this in one.")
    source_tree = default_source_tree().with_imports(read_settings(build_folder).build_folder)
    folder = write_new_dataset(source_tree, name, file, date.today())
    path = display_path(folder / "dataset.toml")
    for point in find_open_points(folder):
        say(f"To fill in: {path}:{point}")
    say(f"Wrote {display_path(folder)}. Next: docs/guides/add-a-data-set.md.")
