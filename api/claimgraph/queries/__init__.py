"""The SPARQL queries of this project, by name, with their parameters bound as RDF terms."""

from claimgraph.queries.catalog import (
    QueryFileError,
    QueryHeader,
    UnknownParameterError,
    bind_query,
    query_names,
    read_header,
    read_query,
)
from claimgraph.queries.examples import QueryExample, all_examples, front_page_examples

__all__ = [
    "QueryExample",
    "QueryFileError",
    "QueryHeader",
    "UnknownParameterError",
    "all_examples",
    "bind_query",
    "front_page_examples",
    "query_names",
    "read_header",
    "read_query",
]
