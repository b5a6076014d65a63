"""claimgraph build."""

from __future__ import annotations

from typing import Annotated

import typer

from claimgraph.cli.build_report import print_build_report
from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder
from claimgraph.cli.output import say, show_progress
from claimgraph.config import Settings
from claimgraph.generations import Generation
from claimgraph.pipeline.user_datasets import UserDatasets
from claimgraph.source_tree import default_source_tree


def build(
    build_folder: BuildFolder = None,
    force: Annotated[bool, typer.Option("--force", help="Build even if nothing has changed.")] = False,  # noqa: FBT002
) -> None:
    """Build the graph from the shipped and the imported data.

    If the build fails, the last generation stays in use.

    Example: claimgraph build --force
    """
    build_generation(read_settings(build_folder), force=force)


def build_generation(settings: Settings, *, force: bool = False) -> Generation:
    """Build the graph from shipped and imported data, and print a report.

    Raises:
        ClaimgraphError: The build failed; the last generation stays in use.
    """
    with show_progress("building") as show_step:
        datasets = UserDatasets(
            default_source_tree(), settings.build_folder, show_step, say, settings.keep_generations
        )
        report = datasets.build(force=force)
    return print_build_report(report)
