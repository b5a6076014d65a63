"""claimgraph import."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from claimgraph.cli.build_report import print_build_report
from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder
from claimgraph.cli.output import say, show_progress
from claimgraph.pipeline.user_datasets import UserDatasets, import_path
from claimgraph.source_tree import default_source_tree


def import_(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER|FILE",
            help="Folder of tables as in data/curated, one table, XLSX, ODS, or JSON of ClaimReviews.",
        ),
    ],
    name: Annotated[
        str | None,
        typer.Option(
            "--name", metavar="NAME", help="Name of its graph.", show_default="name of the folder or file"
        ),
    ] = None,
    skip_invalid: Annotated[  # noqa: FBT002
        bool, typer.Option("--skip-invalid", help="Leave out ClaimReviews that break a rule, and list them.")
    ] = False,
    build_folder: BuildFolder = None,
) -> None:
    """Import tables, a spreadsheet or a file of ClaimReviews, and build the graph with it.

    It is checked together with all other data. It gets a graph of its own, which every later build includes,
    and replaces an earlier import of the same name. If a rule is violated, nothing changes.

    Example: claimgraph import my-claims --name mine
    """
    settings = read_settings(build_folder)
    with show_progress("importing") as show_step:
        datasets = UserDatasets(
            default_source_tree(), settings.build_folder, show_step, say, settings.keep_generations
        )
        account: list[str] = []
        skip = account.extend if skip_invalid else None
        dataset, report = import_path(datasets, path, date.today(), name, skip)
    manifest = print_build_report(report).manifest
    rows = sum(account["imported"] for account in manifest["accounts"][dataset.slug].values())
    triples = manifest["graphs"][dataset.graph_iri]["triples"]
    say(f"Imported {rows} row(s) as {triples} triples into {dataset.graph_iri}.")
    for line in account:
        say(line)
