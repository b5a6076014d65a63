"""The SPARQL queries of this project: one catalogue, one header, and one binder that takes RDF terms only.

To add a query, add one .rq file to this folder or to `ontology/competency`. If its header says
`expose: yes`, it is published over HTTP, at the command line and in the editor.
"""

from claimgraph.queries.binder import bind_values, read_values
from claimgraph.queries.catalog import Catalog, CatalogQuery, bind_query, bind_query_rows, default_catalog
from claimgraph.queries.errors import (
    DuplicateQueryError,
    MissingParameterError,
    ParameterValueError,
    QueryHeaderError,
    QueryParameterError,
    UnknownParameterError,
    UnknownQueryError,
)
from claimgraph.queries.examples import all_examples, front_page_examples
from claimgraph.queries.header import QueryHeader, parse_header
from claimgraph.queries.header_lines import HeaderEntry, read_entries
from claimgraph.queries.header_variables import QueryParameter, QueryVariable
from claimgraph.queries.term_types import TermType
from claimgraph.queries.values_line import find_values_line

__all__ = [
    "Catalog",
    "CatalogQuery",
    "DuplicateQueryError",
    "HeaderEntry",
    "MissingParameterError",
    "ParameterValueError",
    "QueryHeader",
    "QueryHeaderError",
    "QueryParameter",
    "QueryParameterError",
    "QueryVariable",
    "TermType",
    "UnknownParameterError",
    "UnknownQueryError",
    "all_examples",
    "bind_query",
    "bind_query_rows",
    "bind_values",
    "default_catalog",
    "find_values_line",
    "front_page_examples",
    "parse_header",
    "read_entries",
    "read_values",
]
