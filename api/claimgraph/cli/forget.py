"""claimgraph forget."""

from __future__ import annotations

from typing import Annotated

import typer

from claimgraph.cli.build_report import print_build_report
from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder
from claimgraph.cli.output import say, show_progress
from claimgraph.pipeline.user_datasets import UserDatasets
from claimgraph.source_tree import default_source_tree


def forget(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the import.")],
    build_folder: BuildFolder = None,
) -> None:
    """Remove an import, and build the graph without it.

    Example: claimgraph forget mine
    """
    settings = read_settings(build_folder)
    with show_progress("forgetting") as show_step:
        report = UserDatasets(
            default_source_tree(), settings.build_folder, show_step, say, settings.keep_generations
        ).remove(name)
    print_build_report(report)
    say(f"Forgot {name}.")
