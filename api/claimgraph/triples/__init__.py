"""The one place that knows both records and RDF."""

from claimgraph.triples.read import read_records
from claimgraph.triples.write import subject_of, triples

__all__ = ["read_records", "subject_of", "triples"]
