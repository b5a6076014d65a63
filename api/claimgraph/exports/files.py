"""Writes a generation, without what is withheld: N-Quads, TriG, JSON-LD, Turtle and CSV by dataset."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from claimgraph import iris
from claimgraph.exports.tables import write_tables
from claimgraph.generations import Generation
from claimgraph.prefixes import prefixes_for


def export(generation: Generation, folder: Path, formats: list[str]) -> list[Path]:
    """Write the named formats below `folder` and return the files written.

    Each file is written under another name first, so an interrupted export leaves no half file.
    """
    return [path for name in formats for path in FORMATS[name](generation, folder)]


def shown_quads(generation: Generation) -> Iterator[Quad]:
    """The generation's quads in N-Quads order, without withheld graphs."""
    for quad in parse(path=str(generation.graph_file), format=RdfFormat.N_QUADS):
        if _graph(quad) not in generation.withheld_graphs:
            yield quad


def by_graph(generation: Generation) -> dict[str, list[Quad]]:
    """Shown quads by the slug of their dataset, sorted."""
    ordered = sorted(shown_quads(generation), key=_graph)
    return {iri.removeprefix(iris.GRAPH): list(quads) for iri, quads in groupby(ordered, key=_graph)}


def _graph(quad: Quad) -> str:
    """The IRI of a quad's graph; in a generation every quad has one."""
    assert isinstance(quad.graph_name, NamedNode)
    return quad.graph_name.value


def replace_file(path: Path, content: bytes) -> Path:
    """Put a whole file in place at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    draft.write_bytes(content)
    return draft.replace(path)


def _bytes(quads: Iterator[Quad] | list[Quad], format_: RdfFormat) -> bytes:
    prefixes = None if format_ == RdfFormat.N_QUADS else prefixes_for(quads)
    text = serialize(quads, format=format_, prefixes=prefixes)
    assert text is not None
    return text


def _n_quads(generation: Generation, folder: Path) -> list[Path]:
    return [replace_file(folder / "claimgraph.nq", _bytes(shown_quads(generation), RdfFormat.N_QUADS))]


def _whole(format_: RdfFormat) -> Callable[[Generation, Path], list[Path]]:
    def write(generation: Generation, folder: Path) -> list[Path]:
        quads = [quad for group in by_graph(generation).values() for quad in group]
        return [replace_file(folder / f"claimgraph.{format_.file_extension}", _bytes(quads, format_))]

    return write


def _turtle(generation: Generation, folder: Path) -> list[Path]:
    return [
        replace_file(folder / "ttl" / f"{slug}.ttl", _bytes(_unnamed(quads), RdfFormat.TURTLE))
        for slug, quads in by_graph(generation).items()
    ]


def _unnamed(quads: list[Quad]) -> list[Quad]:
    return [Quad(quad.subject, quad.predicate, quad.object) for quad in quads]


def _csv(generation: Generation, folder: Path) -> list[Path]:
    return [
        replace_file(folder / "csv" / slug / name, content)
        for slug, quads in by_graph(generation).items()
        for name, content in write_tables([quad.triple for quad in quads]).items()
    ]


FORMATS: dict[str, Callable[[Generation, Path], list[Path]]] = {
    "nq": _n_quads,
    "trig": _whole(RdfFormat.TRIG),
    "ttl": _turtle,
    "jsonld": _whole(RdfFormat.JSON_LD),
    "csv": _csv,
}
