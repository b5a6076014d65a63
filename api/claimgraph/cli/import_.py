"""Commands for a person's own data beside the shipped: import, forget."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from claimgraph.cli.build import BuildFolder, tell
from claimgraph.cli.output import app, say, settings, talk
from claimgraph.pipeline.user_datasets import claim_reviews
from claimgraph.pipeline.user_datasets.imports import Imports
from claimgraph.source_tree import default_source_tree


@app.command("import")
def import_(
    given: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER|FILE",
            help="Folder with tables as in data/curated, any of them; or JSON file with ClaimReviews.",
        ),
    ],
    name: Annotated[
        str | None, typer.Option("--name", help="Name of its graph.", show_default="that of what is given")
    ] = None,
    build_folder: BuildFolder = None,
) -> None:
    """Check a folder of tables, or a file of ClaimReviews, with all other data, and build the graph with it.

    It gets a graph of its own, and every later build has it too. An earlier import of the same name is
    replaced. If a rule is broken, everything stays as it was.

    Example: claimgraph import my-claims --name mine, claimgraph import claim_reviews.json
    """
    home = settings(build_folder).build_folder
    with talk.status("importing") as status:
        imports = Imports(default_source_tree(), home, lambda step: status.update(f"importing: {step}"))
        dataset, report = claim_reviews.bring(imports, given, date.today(), name)
    generation = tell(report)
    rows = sum(each["imported"] for each in generation.manifest["accounts"][dataset.slug].values())
    triples = generation.manifest["graphs"][dataset.graph_iri]["triples"]
    say(f"Imported {rows} row(s) as {triples} triples into {dataset.graph_iri}.")


@app.command()
def forget(
    name: Annotated[str, typer.Argument(help="Name under which a folder was imported.")],
    build_folder: BuildFolder = None,
) -> None:
    """Take an imported folder out again, and build the graph without it.

    Example: claimgraph forget mine
    """
    home = settings(build_folder).build_folder
    with talk.status("forgetting") as status:
        imports = Imports(default_source_tree(), home, lambda step: status.update(f"forgetting: {step}"))
        report = imports.forget(name)
    tell(report)
    say(f"Forgot {name}.")
