"""claimgraph info."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import typer

from claimgraph import namespaces
from claimgraph.analysis import find_gaps
from claimgraph.assessment import Knowledge
from claimgraph.cli.configuration import read_settings
from claimgraph.cli.gap_tables import print_gaps
from claimgraph.cli.graph import open_graph
from claimgraph.cli.options import BuildFolder, TableOrJson, parse_format
from claimgraph.cli.output import Cells, print_json, print_table
from claimgraph.documents import describe_gaps
from claimgraph.generations import current_generation
from claimgraph.pipeline.user_datasets import UserDatasets
from claimgraph.source_tree import default_source_tree

_MAX_NAMES = 10  # unresolved names of a data set; the manifest has them all

_GRAPHS = ("graph", "triples", "licence", "reuse", "title")
_IMPORTS = ("name", "rows", "issued", "title")
_ACCOUNTS = ("dataset", "file", "read", "imported", "ignored", "rejected")
_REASONS = ("dataset", "file", "rows", "what", "why")
_NAMES = ("dataset", "name", "times", "first place")


def info(
    build_folder: BuildFolder = None,
    format_: TableOrJson = "table",
    gaps: Annotated[bool, typer.Option("--gaps", help="Show what is missing instead.")] = False,  # noqa: FBT002
) -> None:
    """Show what the current generation holds: its graphs, and what became of the rows of each file.

    Every row read was imported, ignored by a rule, or rejected for a reason. Imports are listed separately.
    JSON has everything, including each place of an unresolved name.

    With --gaps: what is claimed but unsourced, sourced but unchecked, measured but never claimed, and which
    measurements unresolved claims lack.

    Example: claimgraph info --format json
    """
    format_ = parse_format(format_)
    if gaps:
        knowledge = Knowledge.load(open_graph(build_folder))
        print_gaps(describe_gaps(find_gaps(knowledge, date.today())), format_)
        return
    home = read_settings(build_folder).build_folder
    generation, imports = current_generation(home), UserDatasets(default_source_tree(), home).list_names()
    if format_ == "json":
        print_json({"generation": generation.name, "imports": imports} | generation.manifest)
    else:
        _print_tables(generation.name, generation.manifest, imports)


def _print_tables(generation: str, manifest: dict[str, Any], imports: list[str]) -> None:
    print_table(_GRAPHS, _graph_rows(manifest), title=f"Generation {generation}")
    if imports:
        print_table(_IMPORTS, _import_rows(manifest, imports), title="Imports")
    print_table(_ACCOUNTS, _account_rows(manifest), title="Rows by file")
    print_table(_REASONS, _reason_rows(manifest), title="Reasons for rows left out")
    title = f"Unresolved names (at most {_MAX_NAMES} per data set)"
    print_table(_NAMES, _name_rows(manifest), title=title)


def _graph_rows(manifest: dict[str, Any]) -> Iterator[Cells]:
    for graph in manifest["graphs"].values():
        mark = "" if graph.get("reviewed", True) else " (not reviewed)"
        title = graph["title"] + mark
        yield graph["dataset"], str(graph["triples"]), graph["licence"], graph["reuse"], title


def _import_rows(manifest: dict[str, Any], imports: list[str]) -> Iterator[Cells]:
    """One row per import in the build folder, also those that no build has used yet."""
    for name in imports:
        rows = sum(account["imported"] for account in manifest["accounts"].get(name, {}).values())
        graph = manifest["graphs"].get(namespaces.GRAPH + name, {})
        yield name, str(rows), graph.get("issued", "not built yet"), graph.get("title", "")


def _account_rows(manifest: dict[str, Any]) -> Iterator[Cells]:
    for dataset, file, account in _accounts(manifest):
        omitted = (str(sum(account[kind].values())) for kind in ("ignored", "rejected"))
        yield dataset, file, str(account["read"]), str(account["imported"]), *omitted


def _reason_rows(manifest: dict[str, Any]) -> Iterator[Cells]:
    for dataset, file, account in _accounts(manifest):
        for kind in ("ignored", "rejected"):
            for reason, rows in account[kind].items():
                yield dataset, file, str(rows), kind, reason


def _name_rows(manifest: dict[str, Any]) -> Iterator[Cells]:
    for dataset, names in manifest["unresolved"].items():
        ranked = sorted(names.items(), key=lambda entry: (-len(entry[1]), entry[0]))
        listed, omitted = ranked[:_MAX_NAMES], ranked[_MAX_NAMES:]
        for name, places in listed:
            yield dataset, name, str(len(places)), places[0]
        if omitted:
            times = sum(len(places) for _, places in omitted)
            yield dataset, f"… and {len(omitted)} more", str(times), ""


def _accounts(manifest: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The account of each file, with its data set and name."""
    for dataset, files in manifest["accounts"].items():
        for file, account in files.items():
            yield dataset, file, account
