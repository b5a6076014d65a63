"""What the page and the JSON document of archives hold."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from claimgraph.exports.kept import Archives
from claimgraph.exports.levels import LEVELS, allows, entry_at
from claimgraph.web.views.reading import View


class Archive(View):
    """One archive to download."""

    url: str = Field(description="Where it is, on this server")
    format: str = Field(description="The format of its data")
    bytes: int | None = Field(description="Its size; null before somebody has asked for it")


class GraphThere(View):
    """A named graph and the terms it stands under."""

    iri: str
    title: str
    licence: str
    reuse: str
    triples: int = Field(description="How many the generation holds of it; an archive may hold fewer")


class Level(View):
    """What may be had for one kind of reuse."""

    reuse: str
    archives: list[Archive]
    graphs: list[GraphThere]
    left_out: list[GraphThere] = Field(
        description="Graphs left out for their licence; withheld ones are unnamed"
    )
    withheld: int = Field(description="Graphs left out because they are sensitive")


class Exports(View):
    """Every archive of the generation in use."""

    generation: str
    levels: list[Level]


def exports(archives: Archives) -> Exports:
    levels = [_level(archives, reuse) for reuse in LEVELS]
    return Exports(generation=archives.generation.name, levels=levels)


def _level(archives: Archives, reuse: str) -> Level:
    entries = archives.generation.manifest["graphs"]
    shown = {iri: entries[iri] for iri in sorted(entries) if not entries[iri]["sensitive"]}
    return Level(
        reuse=reuse,
        archives=[
            Archive(url=f"/exports/{offer.path.name}", format=offer.format, bytes=offer.bytes)
            for offer in archives.offers()
            if offer.reuse == reuse
        ],
        graphs=[
            _graph(iri, entry_at(archives.generation, reuse, iri))
            for iri, entry in shown.items()
            if allows(reuse, entry)
        ],
        left_out=[_graph(iri, entry) for iri, entry in shown.items() if not allows(reuse, entry)],
        withheld=len(entries) - len(shown),
    )


def _graph(iri: str, entry: dict[str, Any]) -> GraphThere:
    known = {key: entry[key] for key in ("title", "licence", "triples")}
    return GraphThere(iri=iri, reuse=entry.get("reuse", "not stated"), **known)
