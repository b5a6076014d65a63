"""Series of data sets in DCAT 3: which releases there are, and which comes before which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph.datasets import Dataset, Series
from claimgraph.rdf import RDF_TYPE, named_node


def series_triples(datasets: Iterable[Dataset]) -> Iterator[Triple]:
    """Describe each series, and the place of its releases in it."""
    members: dict[Series, list[Dataset]] = defaultdict(list)
    for dataset in sorted(datasets, key=lambda dataset: dataset.issued):
        if dataset.series:
            members[dataset.series].append(dataset)
    for series, releases in members.items():
        yield from _one_series(NamedNode(series.iri), series.title, releases)


def _one_series(node: NamedNode, title: str, releases: list[Dataset]) -> Iterator[Triple]:
    yield Triple(node, RDF_TYPE, named_node("dcat:DatasetSeries"))
    yield Triple(node, named_node("dcterms:title"), Literal(title, language="en"))
    yield Triple(node, named_node("rdfs:label"), Literal(title, language="en"))
    description = f"The releases of “{title}”, each a data set of its own."
    yield Triple(node, named_node("dcterms:description"), Literal(description, language="en"))
    yield Triple(node, named_node("dcterms:publisher"), NamedNode(f"{releases[-1].graph_iri}/publisher"))
    yield Triple(node, named_node("dcat:first"), NamedNode(releases[0].graph_iri))
    yield Triple(node, named_node("dcat:last"), NamedNode(releases[-1].graph_iri))
    for release in releases:
        yield Triple(NamedNode(release.graph_iri), named_node("dcat:inSeries"), node)
    for former, later in pairwise(releases):
        for name in ("dcat:prev", "dcat:previousVersion"):
            yield Triple(NamedNode(later.graph_iri), named_node(name), NamedNode(former.graph_iri))
