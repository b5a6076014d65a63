"""The one place that knows both records and RDF: which triples a record is, and how RDF is written."""

from claimgraph.rdf.decode import RecordT, read_records
from claimgraph.rdf.encode import RDF_TYPE, encode_period, encode_record, subject_of
from claimgraph.rdf.mapping import MAPPING, MARKER_PROPERTIES, RDF_CLASSES, property_path
from claimgraph.rdf.ntriples import (
    QuadTokens,
    TripleTokens,
    add_graph,
    iri_token,
    join_triple,
    line_subject,
    lines_with_predicate,
    literal_text,
    object_tokens,
    read_quads,
    serialize_ntriples,
    sort_lines,
    split_lines,
    split_quad,
    split_triple,
    subject_spans,
    subject_tokens,
    thing_tokens,
    unwrap_token,
)
from claimgraph.rdf.prefixes import prefixes_for
from claimgraph.rdf.terms import NONE_NODE, UNKNOWN_NODE, XSD_DATE, XSD_INTEGER, decode_term, named_node
from claimgraph.rdf.turtle import write_turtle

__all__ = [
    "MAPPING",
    "MARKER_PROPERTIES",
    "NONE_NODE",
    "RDF_CLASSES",
    "RDF_TYPE",
    "UNKNOWN_NODE",
    "XSD_DATE",
    "XSD_INTEGER",
    "QuadTokens",
    "RecordT",
    "TripleTokens",
    "add_graph",
    "decode_term",
    "encode_period",
    "encode_record",
    "iri_token",
    "join_triple",
    "line_subject",
    "lines_with_predicate",
    "literal_text",
    "named_node",
    "object_tokens",
    "prefixes_for",
    "property_path",
    "read_quads",
    "read_records",
    "serialize_ntriples",
    "sort_lines",
    "split_lines",
    "split_quad",
    "split_triple",
    "subject_of",
    "subject_spans",
    "subject_tokens",
    "thing_tokens",
    "unwrap_token",
    "write_turtle",
]
