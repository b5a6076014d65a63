"""Puts a build's graphs together: what each is, how much it holds, and all of them in one file."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from claimgraph import __version__, namespaces
from claimgraph.datasets import Dataset, strictest_terms
from claimgraph.generations import Generation, publish_generation
from claimgraph.pipeline.catalog import GraphDescription, count_graph
from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.rdf import add_graph, split_lines

GraphTexts = dict[str, bytes]  # N-Triples by graph

_OWN = {
    "version": __version__,
    "publisher": "Claimgraph contributors",
    "issued": date(2026, 11, 22),
    "licence": "CC-BY-4.0",
    "attribution": "Claimgraph contributors",
    "reuse": "open",
}
ONTOLOGY = Dataset(
    slug="ontology",
    title="Ontology and vocabularies",
    description="What the words in the graph mean.",
    **_OWN,
)
INFERRED = Dataset(
    slug="inferred",
    title="What reasoning added",
    description="What follows by the ontology's rules from all graphs together, under the strictest terms "
    "of theirs. Archives that leave a graph out have it reasoned anew, under the terms of the rest.",
    **_OWN,
)
CHECKS = Dataset(
    slug="checks",
    title="Checks",
    description="Queries that recompute verdicts on claims, each as it can be run anywhere.",
    **_OWN,
)
ASSESSMENTS = Dataset(
    slug="assessments",
    title="Computed assessments",
    description="What the checks came to for every claim: on the day of the data, and on the day it was "
    "said. It rests on all graphs together and is under the strictest terms of theirs.",
    **_OWN,
)
CATALOGUE = Dataset(
    slug="catalog", title="Catalogue", description="The graph's description of its parts.", **_OWN
)


def describe_graphs(parts: list[DatasetGraph], texts: GraphTexts) -> list[GraphDescription]:
    """Each graph with the files it was made from and what is in it, sorted by name."""
    described = [GraphDescription(part.dataset, part.files, count_graph(part.text)) for part in parts]
    own = (ONTOLOGY, CHECKS, _under_terms_of(parts, INFERRED))
    described += [GraphDescription(dataset, (), count_graph(texts[dataset.graph_iri])) for dataset in own]
    return sorted(described, key=lambda each: each.dataset.slug)


def with_assessments(
    described: list[GraphDescription], parts: list[DatasetGraph], text: bytes
) -> list[GraphDescription]:
    """The same with the graph of verdicts, which are computed on what was described before."""
    verdicts = GraphDescription(_under_terms_of(parts, ASSESSMENTS), (), count_graph(text))
    return sorted([*described, verdicts], key=lambda each: each.dataset.slug)


def _under_terms_of(parts: list[DatasetGraph], dataset: Dataset) -> Dataset:
    shown = [part.dataset for part in parts if not part.dataset.sensitive]
    reuse, licence = strictest_terms((each.reuse, each.licence) for each in shown)
    return dataset.model_copy(update={"reuse": reuse, "licence": licence})


def build_manifest(
    parts: list[DatasetGraph], described: list[GraphDescription], texts: GraphTexts
) -> dict[str, Any]:
    """What the generation says of itself: graphs, what became of each file's rows, names nobody resolved."""
    itself = GraphDescription(CATALOGUE, (), count_graph(texts[CATALOGUE.graph_iri]))
    return {
        "accounts": {part.dataset.slug: part.accounts for part in parts},
        "unresolved": {part.dataset.slug: part.unresolved for part in parts if part.unresolved},
        "graphs": {each.dataset.graph_iri: _entry(each) for each in (*described, itself)},
        "versions": {"claimgraph": __version__, "root": namespaces.ROOT},
    }


def publish(build_folder: Path, texts: GraphTexts, about: dict[str, Any]) -> Generation:
    """Write all graphs as sorted N-Quads, and make them the current generation."""
    quads = sorted(line for graph, text in texts.items() for line in add_graph(split_lines(text), graph))
    return publish_generation(build_folder, b"".join(quads), about)


def _entry(described: GraphDescription) -> dict[str, Any]:
    """The manifest's words on a graph."""
    return described.dataset.model_dump(mode="json", exclude={"slug", "importer", "files"}) | {
        "dataset": described.dataset.slug,
        "triples": described.counts.triples,
        "files": [asdict(file) for file in described.files],
    }
