"""The one place that knows both records and RDF."""

from claimgraph.rdf.decode import read_records
from claimgraph.rdf.encode import subject_of, triples

__all__ = ["read_records", "subject_of", "triples"]
