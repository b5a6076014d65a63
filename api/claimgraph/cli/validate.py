"""claimgraph validate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder, TableOrJson, parse_format
from claimgraph.cli.output import fail, print_json, print_table, say, show_progress
from claimgraph.pipeline import IncrementalBuild, validate_files
from claimgraph.source_tree import default_source_tree


def validate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE",
            help="CSV tables, spreadsheets or RDF files. Default: all data, shipped and imported.",
        ),
    ] = None,
    format_: TableOrJson = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Check files against the shapes, together with the shipped and the imported data.

    A row replaces the shipped or imported row with the same id. Exit status 1: a build would be stopped.

    Example: claimgraph validate data/curated/claims.csv
    """
    format_ = parse_format(format_)
    with show_progress("validating"):
        home = read_settings(build_folder).build_folder
        incremental = IncrementalBuild.in_folder(home)
        violations = validate_files(default_source_tree().with_imports(home), files or [], incremental)
    if format_ == "json":
        print_json([violation.as_dict() for violation in violations])
    elif violations:
        rows = [(located.place, *located.violation.display_cells) for located in violations]
        print_table(("where", "severity", "rule", "value", "what to do"), rows)
    if blocking := sum(violation.is_blocking for violation in violations):
        fail(f"{blocking} violation(s) would stop a build. Fix the rows listed above.")
    say("All rules hold." if not violations else f"All rules hold, with {len(violations)} warning(s).")
