"""The graphs that a build makes itself, beside those of the data sets."""

from __future__ import annotations

from datetime import date

from claimgraph import __version__
from claimgraph.datasets import Dataset

_OURS = {
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
    **_OURS,
)
INFERRED = Dataset(
    slug="inferred",
    title="What reasoning added",
    description="What follows by the ontology's rules from all graphs together, under the strictest terms "
    "of theirs. Archives that leave a graph out have it reasoned anew, under the terms of the rest.",
    **_OURS,
)
CHECKS = Dataset(
    slug="checks",
    title="Checks",
    description="Queries that recompute verdicts on claims, each as it can be run anywhere.",
    **_OURS,
)
ASSESSMENTS = Dataset(
    slug="assessments",
    title="Computed assessments",
    description="What the checks came to for every claim, on the day of the data and on the day it was "
    "said, and the pairs of claims that contradict each other or seem to. Each states the terms of what it "
    "rests on; the graph as a whole is under the strictest. Archives hold the assessments that their level "
    "allows.",
    **_OURS,
)
CATALOG = Dataset(
    slug="catalog", title="Catalogue", description="The graph's description of its parts.", **_OURS
)
OWN_GRAPHS = (ONTOLOGY, INFERRED, CHECKS, ASSESSMENTS, CATALOG)
