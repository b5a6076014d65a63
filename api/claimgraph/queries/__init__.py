"""The SPARQL queries of this project, by name, with their parameters bound as RDF terms."""

from claimgraph.queries.binder import bind, read_values
from claimgraph.queries.catalog import (
    QueryFileError,
    bind_query,
    query_names,
    read_header,
    read_query,
)
from claimgraph.queries.errors import (
    MissingParameterError,
    ParameterValueError,
    QueryHeaderError,
    QueryParameterError,
    UnknownParameterError,
)
from claimgraph.queries.examples import QueryExample, all_examples, front_page_examples
from claimgraph.queries.header import QueryHeader, QueryParameter, QueryVariable, parse_header

__all__ = [
    "MissingParameterError",
    "ParameterValueError",
    "QueryExample",
    "QueryFileError",
    "QueryHeader",
    "QueryHeaderError",
    "QueryParameter",
    "QueryParameterError",
    "QueryVariable",
    "UnknownParameterError",
    "all_examples",
    "bind",
    "bind_query",
    "front_page_examples",
    "parse_header",
    "query_names",
    "read_header",
    "read_query",
    "read_values",
]
