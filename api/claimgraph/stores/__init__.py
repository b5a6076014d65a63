"""Answers SPARQL queries on one generation of the graph.

`EmbeddedStore` answers in this process: for the command line, builds and
tests, whose queries we wrote. `sandbox.SandboxStore` answers in processes that
can be killed: for queries that anyone may send.
"""

from __future__ import annotations

from claimgraph.stores.dataset import LoadedGraphs, prepare_graphs
from claimgraph.stores.dataset_clause import FromClause
from claimgraph.stores.embedded import EmbeddedStore
from claimgraph.stores.errors import (
    AnswerAbandonedError,
    ClientBusyError,
    GraphForbiddenError,
    GraphTooLargeError,
    MergedGraphError,
    QueryError,
    QueryEvaluationError,
    QueryLimitError,
    QueryMemoryError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    QueryTooDeepError,
    QueryTooLargeError,
    StoreBusyError,
    StoreError,
    StoreStartError,
    UnknownFormatError,
    UnknownGraphError,
    WorkerDiedError,
)
from claimgraph.stores.own_default import find_own_default
from claimgraph.stores.public_queries import (
    AnswerHead,
    FormatChoice,
    PublicAnswer,
    PublicQueries,
    PublicRequest,
)
from claimgraph.stores.query_outline import QueryOutline, read_outline
from claimgraph.stores.result_formats import (
    FORMATS_BY_FORM,
    GRAPH_FORMATS,
    TABLE_FORMATS,
    ResultFormat,
    find_format,
)
from claimgraph.stores.solutions import read_solutions
from claimgraph.stores.store_protocol import Answer, Solution, Store, Term
from claimgraph.stores.tokens import Token, tokenize
from claimgraph.stores.updates import (
    ChangedGraph,
    ChangeOutcome,
    ChangeRequest,
    Validation,
    find_rdf_format,
)
from claimgraph.stores.xml_results import write_rdf_xml

__all__ = [
    "FORMATS_BY_FORM",
    "GRAPH_FORMATS",
    "TABLE_FORMATS",
    "Answer",
    "AnswerAbandonedError",
    "AnswerHead",
    "ChangeOutcome",
    "ChangeRequest",
    "ChangedGraph",
    "ClientBusyError",
    "EmbeddedStore",
    "FormatChoice",
    "FromClause",
    "GraphForbiddenError",
    "GraphTooLargeError",
    "LoadedGraphs",
    "MergedGraphError",
    "PublicAnswer",
    "PublicQueries",
    "PublicRequest",
    "QueryError",
    "QueryEvaluationError",
    "QueryLimitError",
    "QueryMemoryError",
    "QueryOutline",
    "QueryRefusedError",
    "QuerySyntaxError",
    "QueryTimeoutError",
    "QueryTooDeepError",
    "QueryTooLargeError",
    "ResultFormat",
    "Solution",
    "Store",
    "StoreBusyError",
    "StoreError",
    "StoreStartError",
    "Term",
    "Token",
    "UnknownFormatError",
    "UnknownGraphError",
    "Validation",
    "WorkerDiedError",
    "find_format",
    "find_own_default",
    "find_rdf_format",
    "prepare_graphs",
    "read_outline",
    "read_solutions",
    "tokenize",
    "write_rdf_xml",
]
