"""What follows from the ontology: whether it is consistent, and which triples it adds to the data."""

from claimgraph.reasoning.closure import infer_ntriples, infer_triples, load_inference_rules
from claimgraph.reasoning.consistency import NO_JAVA, ConsistencyReport, Superclass, check_consistency

__all__ = [
    "NO_JAVA",
    "ConsistencyReport",
    "Superclass",
    "check_consistency",
    "infer_ntriples",
    "infer_triples",
    "load_inference_rules",
]
