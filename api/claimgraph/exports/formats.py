"""An archive's graphs in each format: whole as N-Quads, TriG and JSON-LD, by graph as Turtle and tables;
and the assessments in them as ClaimReviews.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse, serialize

from claimgraph.exports import claimreview
from claimgraph.exports.csv_tables import read_tables, render_csv
from claimgraph.generations import Generation
from claimgraph.rdf import add_graph, prefixes_for
from claimgraph.stores import EmbeddedStore, LoadedGraphs

GraphFiles = dict[str, Path]  # N-Triples by graph IRI


def read_public_quads(generation: Generation) -> Iterator[Quad]:
    """The generation's quads in N-Quads order, without withheld graphs."""
    for quad in parse(path=str(generation.graph_file), format=RdfFormat.N_QUADS):
        assert isinstance(quad.graph_name, NamedNode)
        if quad.graph_name.value not in generation.withheld_graphs:
            yield quad


def _quads(parts: GraphFiles) -> Iterator[Quad]:
    for graph, path in parts.items():
        name = NamedNode(graph)
        for quad in parse(path=str(path), format=RdfFormat.N_TRIPLES):
            yield Quad(quad.subject, quad.predicate, quad.object, name)


def _n_quads(parts: GraphFiles, folder: Path) -> None:
    with (folder / "claimgraph.nq").open("wb") as file:
        for graph, path in parts.items():
            with path.open("rb") as lines:
                file.writelines(add_graph(lines, graph))


def _whole(format_: RdfFormat) -> Callable[[GraphFiles, Path], None]:
    def write(parts: GraphFiles, folder: Path) -> None:
        target = folder / f"claimgraph.{format_.file_extension}"
        serialize(_quads(parts), str(target), format=format_, prefixes=prefixes_for(_quads(parts)))

    return write


def _turtle(parts: GraphFiles, folder: Path) -> None:
    for path in parts.values():
        target = _below(folder, "ttl") / f"{path.stem}.ttl"
        prefixes = prefixes_for(parse(path=str(path), format=RdfFormat.N_TRIPLES))
        triples = (quad.triple for quad in parse(path=str(path), format=RdfFormat.N_TRIPLES))
        serialize(triples, str(target), format=RdfFormat.TURTLE, prefixes=prefixes)


def _csv(parts: GraphFiles, folder: Path) -> None:
    for path in parts.values():
        for name, records in read_tables(path):
            (_below(folder, "csv", path.stem) / f"{name}.csv").write_bytes(render_csv(records))


def _parquet(parts: GraphFiles, folder: Path) -> None:
    from claimgraph.exports.parquet import render_parquet  # slow to load, and of use to nobody else

    for path in parts.values():
        for name, records in read_tables(path):
            (_below(folder, "parquet", path.stem) / f"{name}.parquet").write_bytes(render_parquet(records))


def _claim_reviews(parts: GraphFiles, folder: Path) -> None:
    store = Store()
    for path in parts.values():
        store.bulk_load(path=str(path), format=RdfFormat.N_TRIPLES, to_graph=DefaultGraph())
    together = EmbeddedStore(LoadedGraphs(store), "an archive")
    content = claimreview.review_feed(claimreview.claim_reviews(together))
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (folder / "claimreview.json").write_text(text + "\n", "utf-8")


def _below(folder: Path, *names: str) -> Path:
    place = folder.joinpath(*names)
    place.mkdir(parents=True, exist_ok=True)
    return place


FORMATS: dict[str, Callable[[GraphFiles, Path], None]] = {
    "nq": _n_quads,
    "trig": _whole(RdfFormat.TRIG),
    "ttl": _turtle,
    "jsonld": _whole(RdfFormat.JSON_LD),
    "csv": _csv,
    "parquet": _parquet,
    "claimreview": _claim_reviews,
}
