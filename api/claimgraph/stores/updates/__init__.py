"""What SPARQL Update and the Graph Store Protocol make of the graphs that may be written.

A change is computed in a worker, on a copy of the graph that nobody else sees, and returned as the new
content of the graphs that it concerns. Nothing else that happens in the worker has an effect.
"""

from claimgraph.stores.updates.change import ChangedGraph, ChangeOutcome, ChangeRequest, Validation
from claimgraph.stores.updates.compute import compute_change
from claimgraph.stores.updates.contents import find_rdf_format
from claimgraph.stores.updates.derivation import replace_graphs

__all__ = [
    "ChangeOutcome",
    "ChangeRequest",
    "ChangedGraph",
    "Validation",
    "compute_change",
    "find_rdf_format",
    "replace_graphs",
]
