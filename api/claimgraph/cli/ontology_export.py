"""claimgraph ontology export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimgraph.cli.output import say, show_progress
from claimgraph.exports import ONTOLOGY_ENDINGS, write_ontology
from claimgraph.source_tree import default_source_tree


def ontology_export(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help=f"File to write; Turtle or RDF/XML by its ending: {', '.join(ONTOLOGY_ENDINGS)}.",
        ),
    ],
) -> None:
    """Write the ontology, its vocabularies and alignments to one file that editors such as Protégé open.

    Example: claimgraph ontology export claimgraph.owl
    """
    with show_progress("exporting"):
        triples = write_ontology(default_source_tree().ontology_files, file)
    print(file)
    say(f"{triples} triples; nothing is imported.")
