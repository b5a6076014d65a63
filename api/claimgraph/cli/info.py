"""What a generation is made of: its graphs, what became of each file's rows, names nobody has resolved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from claimgraph import namespaces
from claimgraph.cli.build import BuildFolder
from claimgraph.cli.gap_tables import tell as tell_gaps
from claimgraph.cli.output import app, chosen, settings, table
from claimgraph.generations import current_generation
from claimgraph.pipeline.user_datasets.imports import Imports
from claimgraph.source_tree import default_source_tree

_SHOWN = 10  # unresolved names of a data set; the manifest has them all

Cells = tuple[str, ...]


@app.command()
def info(
    build_folder: BuildFolder = None,
    format_: Annotated[str, typer.Option("--format", help="table, json")] = "table",
    gaps: Annotated[bool, typer.Option("--gaps", help="Show what is missing instead.")] = False,  # noqa: FBT002
) -> None:
    """Show what the current generation holds: triples and licence by graph, what became of each file's rows.

    Rows read are always those imported, ignored by a rule and rejected for a reason. What was imported beside
    the shipped data is listed apart. JSON has everything, the places of unresolved names among it.

    With --gaps: what is claimed but unsourced, sourced but unchecked, measured but never claimed, and which
    measurements unresolved claims lack.

    Example: claimgraph info --format json
    """
    format_ = chosen(format_, ("table", "json"))
    if gaps:
        tell_gaps(build_folder, format_)
        return
    home = settings(build_folder).build_folder
    generation, names = current_generation(home), Imports(default_source_tree(), home).names()
    manifest = generation.manifest
    if format_ == "json":
        about = {"generation": generation.name, "imports": names}
        print(json.dumps(about | manifest, indent=2, ensure_ascii=False))
        return
    table(_GRAPHS, graphs(manifest), title=f"Generation {generation.name}")
    if names:
        table(_IMPORTS, imports(manifest, names), title="Imported beside them")
    table(_ACCOUNTS, accounts(manifest), title="What became of the rows read")
    table(_REASONS, reasons(manifest), title="Why rows were left out")
    table(_NAMES, unresolved(manifest), title=f"Names no judgement resolves (at most {_SHOWN} per data set)")


_GRAPHS = ("graph", "triples", "licence", "reuse", "title")
_IMPORTS = ("name", "rows", "issued", "title")
_ACCOUNTS = ("dataset", "file", "read", "imported", "ignored", "rejected")
_REASONS = ("dataset", "file", "rows", "what", "why")
_NAMES = ("dataset", "name", "times", "first place")


def graphs(manifest: dict[str, Any]) -> Iterator[Cells]:
    for each in manifest["graphs"].values():
        yield each["dataset"], str(each["triples"]), each["licence"], each["reuse"], each["title"]


def imports(manifest: dict[str, Any], names: list[str]) -> Iterator[Cells]:
    """What lies in the build folder; the next build has what this generation lacks."""
    for name in names:
        rows = sum(each["imported"] for each in manifest["accounts"].get(name, {}).values())
        about = manifest["graphs"].get(namespaces.GRAPH + name, {})
        yield name, str(rows), about.get("issued", "not built yet"), about.get("title", "")


def accounts(manifest: dict[str, Any]) -> Iterator[Cells]:
    for dataset, file, each in _files(manifest):
        left_out = (str(sum(each[what].values())) for what in ("ignored", "rejected"))
        yield dataset, file, str(each["read"]), str(each["imported"]), *left_out


def reasons(manifest: dict[str, Any]) -> Iterator[Cells]:
    for dataset, file, each in _files(manifest):
        for what in ("ignored", "rejected"):
            yield from ((dataset, file, str(rows), what, why) for why, rows in each[what].items())


def unresolved(manifest: dict[str, Any]) -> Iterator[Cells]:
    for dataset, names in manifest["unresolved"].items():
        ranked = sorted(names.items(), key=lambda each: (-len(each[1]), each[0]))
        yield from ((dataset, name, str(len(places)), places[0]) for name, places in ranked[:_SHOWN])
        if len(ranked) > _SHOWN:
            yield (
                dataset,
                f"… and {len(ranked) - _SHOWN} more",
                str(sum(len(p) for _, p in ranked[_SHOWN:])),
                "",
            )


def _files(manifest: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for dataset, files in manifest["accounts"].items():
        yield from ((dataset, file, each) for file, each in files.items())
