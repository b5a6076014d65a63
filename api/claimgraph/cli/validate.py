"""claimgraph validate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder, TableOrJson, parse_format
from claimgraph.cli.output import fail, print_json, print_table, say, show_progress
from claimgraph.pipeline.incremental import BuildWork, IncrementalBuild
from claimgraph.pipeline.note_cache import NoteCache
from claimgraph.source_tree import default_source_tree


def validate(
    files: Annotated[
        list[Path] | None, typer.Argument(help="CSV tables or RDF files; none: all data, imported too.")
    ] = None,
    format_: TableOrJson = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Check files against the shapes, read together with the shipped and the imported data.

    A row replaces the row with the same id.

    Example: claimgraph validate data/curated/claims.csv
    """
    from claimgraph.pipeline.file_validation import validate_files

    format_ = parse_format(format_)
    with show_progress("validating"):
        home = read_settings(build_folder).build_folder
        memory = IncrementalBuild(NoteCache(home / "cache"), BuildWork())
        findings = validate_files(default_source_tree().with_imports(home), files or [], memory)
    if format_ == "json":
        print_json([finding.as_dict() for finding in findings])
    elif findings:
        rows = [(located.place, *located.violation.display_cells) for located in findings]
        print_table(("where", "severity", "rule", "value", "what to do"), rows)
    violations = sum(finding.is_blocking for finding in findings)
    if violations:
        fail(f"{violations} violation(s) would stop a build. Fix the rows listed above.")
    say("All rules hold." if not findings else f"All rules hold, with {len(findings)} warning(s).")
