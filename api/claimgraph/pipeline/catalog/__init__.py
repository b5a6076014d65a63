"""The graph's description of its own parts, in DCAT 3 and VoID: each named graph is a data set."""

from claimgraph.pipeline.catalog.counts import Counts, count
from claimgraph.pipeline.catalog.describe import CATALOG, Described, SourceFile, catalogue, licence_iri

__all__ = ["CATALOG", "Counts", "Described", "SourceFile", "catalogue", "count", "licence_iri"]
