"""Commands that make and serve the graph: build, serve, validate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from claimgraph import pipeline as building
from claimgraph.cli.output import app, chosen, fail, say, settings, table, talk
from claimgraph.config import Settings
from claimgraph.errors import ClaimgraphError
from claimgraph.generations import Generation, NoGenerationError, current_generation
from claimgraph.pipeline.incremental import BuildWork, IncrementalBuild
from claimgraph.pipeline.note_cache import NoteCache
from claimgraph.source_tree import default_source_tree

BuildFolder = Annotated[
    Path | None, typer.Option("--build-folder", help="Where generations are kept.", show_default="build/")
]


@app.command()
def build(
    build_folder: BuildFolder = None,
    force: Annotated[bool, typer.Option("--force", help="Build even if nothing has changed.")] = False,  # noqa: FBT002
) -> None:
    """Build the graph from shipped and imported data; the last good build stays in use if this one fails.

    Example: claimgraph build --force
    """
    _build(settings(build_folder), force=force)


def _build(configuration: Settings, *, force: bool = False) -> Generation:
    with talk.status("building") as status:
        report = building.build(
            default_source_tree().with_imports(configuration.build_folder),
            configuration.build_folder,
            lambda step: status.update(f"building: {step}"),
            force=force,
        )
    return tell(report)


def tell(report: building.BuildReport) -> Generation:
    """Say what a build did, and hand on what came of it."""
    assert report.generation is not None
    timings = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in report.seconds.items())
    anew, checked = (", ".join(names) or "nothing" for names in (report.work.imported, report.work.validated))
    for skipped in report.skipped:
        say(f"Skipped: {skipped}")
    for warning in report.warnings:
        say(f"Warning: {warning}")
    name = report.generation.name
    say(
        f"Generation {name} is up to date."
        if report.unchanged
        else f"Built generation {name} ({timings}; read anew: {anew}; checked anew: {checked})."
    )
    return report.generation


@app.command()
def serve(
    host: Annotated[str, typer.Option(envvar="HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", min=0, max=65535, help="Port to listen on.")] = 8000,
    build_folder: BuildFolder = None,
) -> None:
    """Build the graph if anything has changed, and serve pages, data and SPARQL.

    Example: claimgraph serve --port 8080
    """
    from claimgraph.web.server import serve

    configuration = settings(build_folder)
    serve(_latest(configuration), configuration, host, port, say)


def _latest(configuration: Settings) -> Generation:
    """A fresh build; or, where that fails, the last good one with the reason said."""
    try:
        return _build(configuration)
    except ClaimgraphError as error:
        try:
            last = current_generation(configuration.build_folder)
        except NoGenerationError:
            raise error from None
        say(f"Error: {error}\nThe build failed. Serving the last good generation, {last.name}.")
        return last


@app.command()
def validate(
    files: Annotated[
        list[Path] | None, typer.Argument(help="CSV tables or RDF files; none: all data, imported too.")
    ] = None,
    format_: Annotated[str, typer.Option("--format", help="table, json")] = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Check files against the shapes, read together with the shipped and the imported data.

    A row replaces the row with the same id.

    Example: claimgraph validate data/curated/claims.csv
    """
    from claimgraph.pipeline.file_validation import validate_files

    format_ = chosen(format_, ("table", "json"))
    with talk.status("validating"):
        home = settings(build_folder).build_folder
        findings = validate_files(
            default_source_tree().with_imports(home),
            files or [],
            IncrementalBuild(NoteCache(home / "cache"), BuildWork()),
        )
    if format_ == "json":
        print(json.dumps([each.as_dict() for each in findings], indent=2, ensure_ascii=False))
    elif findings:
        table(
            ("where", "severity", "rule", "value", "what to do"),
            [(each.place, *each.violation.display_cells) for each in findings],
        )
    violations = sum(finding.is_blocking for finding in findings)
    if violations:
        fail(f"{violations} finding(s) would stop a build. Fix the rows named above.")
    say("All rules hold." if not findings else f"All rules hold, with {len(findings)} warning(s).")
