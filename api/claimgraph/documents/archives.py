"""What the page and the JSON document of archives hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from claimgraph.documents.document import Document
from claimgraph.documents.rights import REUSE_LEVELS, allows_graph, manifest_entry
from claimgraph.generations import Generation


class Archive(Document):
    """One archive to download."""

    url: str = Field(description="Where it is, on this server")
    format: str = Field(description="The format of its data")
    bytes: int | None = Field(description="Its size; null before somebody has asked for it")


class GraphTerms(Document):
    """A named graph and the terms it stands under."""

    iri: str
    title: str
    licence: str
    reuse: str
    triples: int = Field(description="How many the generation holds of it; an archive may hold fewer")


class ReuseLevel(Document):
    """What may be had for one kind of reuse."""

    reuse: str
    archives: list[Archive]
    graphs: list[GraphTerms]
    left_out: list[GraphTerms] = Field(
        description="Graphs left out for their licence; withheld ones are unnamed"
    )
    withheld: int = Field(description="Graphs left out because they are sensitive")


class Exports(Document):
    """Every archive of the generation in use."""

    generation: str
    levels: list[ReuseLevel]


def describe_exports(generation: Generation, archives: Mapping[str, Sequence[Archive]]) -> Exports:
    """The archives of a generation, given by reuse level, with the graphs that each level holds."""
    levels = [_describe_level(generation, reuse, archives[reuse]) for reuse in REUSE_LEVELS]
    return Exports(generation=generation.name, levels=levels)


def _describe_level(generation: Generation, reuse: str, archives: Sequence[Archive]) -> ReuseLevel:
    entries = generation.manifest["graphs"]
    public = {iri: entries[iri] for iri in sorted(entries) if not entries[iri]["sensitive"]}
    return ReuseLevel(
        reuse=reuse,
        archives=list(archives),
        graphs=[
            _describe_graph(iri, manifest_entry(generation, reuse, iri))
            for iri, entry in public.items()
            if allows_graph(reuse, entry)
        ],
        left_out=[
            _describe_graph(iri, entry) for iri, entry in public.items() if not allows_graph(reuse, entry)
        ],
        withheld=len(entries) - len(public),
    )


def _describe_graph(iri: str, entry: dict[str, Any]) -> GraphTerms:
    return GraphTerms(
        iri=iri,
        title=entry["title"],
        licence=entry["licence"],
        reuse=entry.get("reuse", "not stated"),
        triples=entry["triples"],
    )
