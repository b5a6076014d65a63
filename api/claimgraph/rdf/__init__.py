"""The one place that knows both records and RDF."""

from claimgraph.rdf.decode import read_records
from claimgraph.rdf.encode import encode_record, subject_of

__all__ = ["encode_record", "read_records", "subject_of"]
