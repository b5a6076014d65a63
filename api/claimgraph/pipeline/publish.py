"""Describes the graphs of a build, and publishes them together as a generation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from claimgraph import __version__, namespaces
from claimgraph.datasets import Dataset, strictest_terms
from claimgraph.generations import Generation, Replacement, publish_generation
from claimgraph.pipeline.catalog import GraphDescription, catalog_triples, count_graph, merge_triples
from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.pipeline.own_graphs import ASSESSMENTS, CATALOG, CHECKS, INFERRED, ONTOLOGY
from claimgraph.rdf import add_graph, serialize_ntriples, split_lines

GraphTexts = dict[str, bytes]  # sorted N-Triples by the IRI of their graph


def describe_graphs(dataset_graphs: list[DatasetGraph], texts: GraphTexts) -> list[GraphDescription]:
    """Describe all graphs on which verdicts rest: those of data sets, and ours but for the verdicts."""
    inferred = _under_strictest_terms(INFERRED, dataset_graphs)
    return [
        *(GraphDescription(graph.dataset, graph.files, count_graph(graph.text)) for graph in dataset_graphs),
        *(_describe_own(dataset, texts) for dataset in (ONTOLOGY, CHECKS, inferred)),
    ]


def describe_verdicts(dataset_graphs: list[DatasetGraph], texts: GraphTexts) -> GraphDescription:
    """Describe the graph of verdicts, which are computed on all that was described before."""
    return _describe_own(_under_strictest_terms(ASSESSMENTS, dataset_graphs), texts)


def encode_catalog(descriptions: Iterable[GraphDescription]) -> bytes:
    """The catalogue of the described graphs, as sorted N-Triples."""
    return serialize_ntriples(catalog_triples(CATALOG, descriptions))


def encode_whole_catalog(descriptions: Sequence[GraphDescription], texts: GraphTexts) -> bytes:
    """The catalogue, and what is in the graphs that it describes and that may be shown, taken together."""
    datasets = [description.dataset for description in descriptions]
    merged = merge_triples([texts[dataset.graph_iri] for dataset in datasets if not dataset.sensitive])
    return serialize_ntriples((*catalog_triples(CATALOG, descriptions), *merged))


def build_manifest(
    dataset_graphs: list[DatasetGraph], descriptions: Iterable[GraphDescription], texts: GraphTexts
) -> dict[str, Any]:
    """The manifest: all graphs by name, what became of each file's rows, names that nobody resolved."""
    by_name = sorted(descriptions, key=lambda description: description.dataset.slug)
    return {
        "accounts": {graph.dataset.slug: graph.accounts for graph in dataset_graphs},
        "unresolved": {graph.dataset.slug: graph.unresolved for graph in dataset_graphs if graph.unresolved},
        "graphs": {
            description.dataset.graph_iri: describe_in_manifest(description)
            for description in (*by_name, _describe_own(CATALOG, texts))
        },
        "versions": {"claimgraph": __version__, "root": namespaces.ROOT},
    }


def describe_in_manifest(description: GraphDescription) -> dict[str, Any]:
    """The manifest's entry of a graph."""
    return description.dataset.model_dump(mode="json", exclude={"slug", "importer", "files"}) | {
        "dataset": description.dataset.slug,
        "triples": description.counts.triples,
        "files": [asdict(file) for file in description.files],
    }


def publish(
    build_folder: Path, texts: GraphTexts, manifest: dict[str, Any], replacements: Sequence[Replacement]
) -> Generation:
    """Write all graphs as sorted N-Quads, and make them the current generation.

    Raises:
        FileWriteError: The system refused it. The current generation stays as it was.
    """
    quads = sorted(line for graph, text in texts.items() for line in add_graph(split_lines(text), graph))
    return publish_generation(build_folder, b"".join(quads), manifest, replacements)


def _describe_own(dataset: Dataset, texts: GraphTexts) -> GraphDescription:
    return GraphDescription(dataset, (), count_graph(texts[dataset.graph_iri]))


def _under_strictest_terms(dataset: Dataset, dataset_graphs: list[DatasetGraph]) -> Dataset:
    """What rests on all graphs that are shown is under the strictest terms of theirs."""
    public = [graph.dataset for graph in dataset_graphs if not graph.dataset.sensitive]
    reuse, licence = strictest_terms((dataset.reuse, dataset.licence) for dataset in public)
    return dataset.model_copy(update={"reuse": reuse, "licence": licence})
