"""How an archive's graphs are written in each format.

N-Quads, TriG and JSON-LD hold all graphs in one file; Turtle and tables have files for each graph;
ClaimReviews hold the assessments in them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse, serialize

from claimgraph.exports import claimreview
from claimgraph.exports.csv_tables import read_tables, render_csv
from claimgraph.exports.recomputed_graphs import GraphFiles
from claimgraph.generations import Generation
from claimgraph.rdf import add_graph, prefixes_for
from claimgraph.stores import EmbeddedStore, LoadedGraphs

FormatWriter = Callable[[GraphFiles, Path], None]


def read_public_quads(generation: Generation) -> Iterator[Quad]:
    """Read the generation's quads in the order of its file, without withheld graphs."""
    for quad in parse(path=str(generation.graph_file), format=RdfFormat.N_QUADS):
        assert isinstance(quad.graph_name, NamedNode)
        if quad.graph_name.value not in generation.withheld_graphs:
            yield quad


def _read_graphs(graph_files: GraphFiles) -> Iterator[Quad]:
    for graph, path in graph_files.items():
        name = NamedNode(graph)
        for quad in parse(path=str(path), format=RdfFormat.N_TRIPLES):
            yield Quad(quad.subject, quad.predicate, quad.object, name)


def _write_nquads(graph_files: GraphFiles, folder: Path) -> None:
    with (folder / "claimgraph.nq").open("wb") as file:
        for graph, path in graph_files.items():
            with path.open("rb") as lines:
                file.writelines(add_graph(lines, graph))


def _dataset_writer(format_: RdfFormat) -> FormatWriter:
    def write(graph_files: GraphFiles, folder: Path) -> None:
        target = folder / f"claimgraph.{format_.file_extension}"
        prefixes = prefixes_for(_read_graphs(graph_files))
        serialize(_read_graphs(graph_files), str(target), format=format_, prefixes=prefixes)

    return write


def _write_turtle(graph_files: GraphFiles, folder: Path) -> None:
    for path in graph_files.values():
        target = _subfolder(folder, "ttl") / f"{path.stem}.ttl"
        prefixes = prefixes_for(parse(path=str(path), format=RdfFormat.N_TRIPLES))
        triples = (quad.triple for quad in parse(path=str(path), format=RdfFormat.N_TRIPLES))
        serialize(triples, str(target), format=RdfFormat.TURTLE, prefixes=prefixes)


def _write_csv(graph_files: GraphFiles, folder: Path) -> None:
    for path in graph_files.values():
        for name, records in read_tables(path):
            (_subfolder(folder, "csv", path.stem) / f"{name}.csv").write_bytes(render_csv(records))


def _write_parquet(graph_files: GraphFiles, folder: Path) -> None:
    from claimgraph.exports.parquet import render_parquet  # slow to import

    for path in graph_files.values():
        for name, records in read_tables(path):
            target = _subfolder(folder, "parquet", path.stem) / f"{name}.parquet"
            target.write_bytes(render_parquet(records))


def _write_claim_reviews(graph_files: GraphFiles, folder: Path) -> None:
    store = Store()
    for path in graph_files.values():
        store.bulk_load(path=str(path), format=RdfFormat.N_TRIPLES, to_graph=DefaultGraph())
    reviews = claimreview.claim_reviews(EmbeddedStore(LoadedGraphs(store), "an archive"))
    text = json.dumps(claimreview.review_feed(reviews), ensure_ascii=False, indent=1)
    (folder / "claimreview.json").write_text(text + "\n", "utf-8")


def _subfolder(folder: Path, *names: str) -> Path:
    subfolder = folder.joinpath(*names)
    subfolder.mkdir(parents=True, exist_ok=True)
    return subfolder


FORMATS: dict[str, FormatWriter] = {
    "nq": _write_nquads,
    "trig": _dataset_writer(RdfFormat.TRIG),
    "ttl": _write_turtle,
    "jsonld": _dataset_writer(RdfFormat.JSON_LD),
    "csv": _write_csv,
    "parquet": _write_parquet,
    "claimreview": _write_claim_reviews,
}
