"""The one place that knows both records and RDF."""

from claimgraph.rdf.decode import read_records
from claimgraph.rdf.encode import encode_record, subject_of
from claimgraph.rdf.mapping import property_path

__all__ = ["encode_record", "property_path", "read_records", "subject_of"]
