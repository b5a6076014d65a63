"""claimgraph push."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder, TableOrJson, parse_format
from claimgraph.cli.output import fail, print_json, print_table, say, show_progress
from claimgraph.generations import current_generation
from claimgraph.stores.remote import PushedGraph, push_generation


def push(
    url: Annotated[str, typer.Argument(metavar="URL", help="Address at which the engine answers queries.")],
    build_folder: BuildFolder = None,
    format_: TableOrJson = "table",
) -> None:
    """Load the graph into another engine, graph by graph, and count what has arrived there.

    Known are Oxigraph, Apache Jena Fuseki and Virtuoso. What the engine held of Claimgraph is replaced,
    other graphs stay. CLAIMGRAPH_STORE_USER and CLAIMGRAPH_STORE_PASSWORD say who may write there. With
    CLAIMGRAPH_STORE set to the same address, `serve` and the commands that read the graph ask that engine.

    Exit status 1: a graph has not as many triples there as here; then no server starts on it.

    Example: claimgraph push http://127.0.0.1:7878/query
    """
    format_ = parse_format(format_)
    settings = read_settings(build_folder)
    generation = current_generation(settings.build_folder)
    with show_progress("loading") as show_step:
        graphs = push_generation(generation, url, settings, show_step)
    if format_ == "json":
        print_json([asdict(graph) for graph in graphs])
    else:
        print_table(("graph", "triples", "counted there", ""), map(_row, graphs))
    if wrong := [graph for graph in graphs if graph.triples != graph.counted]:
        fail(f"{len(wrong)} of {len(graphs)} graphs have not arrived as they are here: see above.")
    say(f"Generation {generation.name} is loaded: all {len(graphs)} graphs have arrived as they are here.")


def _row(graph: PushedGraph) -> tuple[str, str, str, str]:
    difference = graph.counted - graph.triples
    return graph.graph, f"{graph.triples:,}", f"{graph.counted:,}", f"{difference:+,}" if difference else ""
