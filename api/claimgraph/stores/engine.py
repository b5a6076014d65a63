"""Loads a generation and answers one query on it: what both stores do, each in its own process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import IO, cast

import pyoxigraph as ox

from claimgraph.generations import Generation
from claimgraph.namespaces import PREFIXES
from claimgraph.rdf import write_turtle
from claimgraph.stores.adaptation import adapt_query
from claimgraph.stores.csv_results import write_csv
from claimgraph.stores.dataset import (
    GivenDataset,
    LoadedGraphs,
    QueryDataset,
    prepare_graphs,
    resolve_dataset,
)
from claimgraph.stores.errors import QueryEvaluationError, QuerySyntaxError, UnknownFormatError
from claimgraph.stores.query_outline import QueryOutline
from claimgraph.stores.result_formats import ResultFormat, find_format
from claimgraph.stores.service_gate import parse_query, require_no_service
from claimgraph.stores.sinks import Sink
from claimgraph.stores.syntax_errors import explain_syntax_error
from claimgraph.stores.xml_results import XmlSink, write_rdf_xml

QueryResults = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query, the short name of a format, and the dataset given beside it (empty: the query's own).

    `base`: the IRI that relative ones are resolved against. For `is_public` queries a graph that is not
    here is an empty one, as the protocol has it; to our own it is a mistake.
    """

    outline: QueryOutline
    format: str | None = None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None
    is_public: bool = False


def load_generation(generation: Generation) -> LoadedGraphs:
    """Read a generation into memory, and merge its visible graphs into the default graph."""
    store = ox.Store()
    store.bulk_load(path=generation.graph_file, format=ox.RdfFormat.N_QUADS)
    return prepare_graphs(store, generation.withheld_graphs, generation.manifest["graphs"])


def answer_request(graphs: LoadedGraphs, request: QueryRequest, sink: Sink) -> None:
    """Write the answer to a request into `sink`.

    Raises:
        QueryError: The query has a syntax error, names an unknown graph or format, or needs what the engine
            cannot do.
    """
    write_answer(resolve_request(graphs, request), request, sink)


def write_answer(dataset: QueryDataset, request: QueryRequest, sink: Sink) -> None:
    """Write the answer to a request whose dataset has been resolved.

    Raises:
        QueryError: As `answer_request` raises it, but for unknown graphs.
    """
    results = evaluate_dataset(dataset, request)
    try:
        write_results(results, find_format(request.format, request.outline.form or "SELECT"), sink)
    except RuntimeError as error:
        raise QueryEvaluationError(str(error)) from None


def evaluate_request(graphs: LoadedGraphs, request: QueryRequest) -> QueryResults:
    """Start a query. The engine works as its results are taken, so it may still fail then.

    Raises:
        QueryError: The query has a syntax error, names an unknown graph, or needs what the engine cannot do.
    """
    return evaluate_dataset(resolve_request(graphs, request), request)


def resolve_request(graphs: LoadedGraphs, request: QueryRequest) -> QueryDataset:
    """The dataset that a request is about.

    Raises:
        QueryError: Its text cannot be read, or it names an unknown graph and is not public.
    """
    with _query_errors(request):
        given = GivenDataset(request.default_graphs, request.named_graphs, request.base, request.is_public)
        return resolve_dataset(graphs, request.outline, given)


def evaluate_dataset(dataset: QueryDataset, request: QueryRequest) -> QueryResults:
    """Start a query whose dataset has been resolved, as `evaluate_request` does."""
    query = request.outline.text
    with _query_errors(request):
        require_no_service(query, len(request.outline.prologue), request.base)
        return dataset.store.query(
            adapt_query(query),
            base_iri=request.base,
            default_graph=dataset.default_graphs,
            named_graphs=dataset.named_graphs,
        )


@contextmanager
def _query_errors(request: QueryRequest) -> Iterator[None]:
    """Says in our words what the engine does not like about a query."""
    query = request.outline.text
    try:
        yield
    except SyntaxError as error:
        raise explain_syntax_error(query, error, partial(parse_query, base=request.base)) from None
    except UnicodeEncodeError as error:
        raise QuerySyntaxError(f"Character {error.start + 1} of the query is half of a character.") from None
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryEvaluationError(str(error)) from None


def write_results(results: QueryResults, result_format: ResultFormat, sink: Sink) -> None:
    """Write results as the engine produces them, so that a large answer needs little memory.

    Raises:
        UnknownFormatError: The format is one for results of another kind.
    """
    engine_format = result_format.engine_format
    if isinstance(results, ox.QueryTriples) and isinstance(engine_format, ox.RdfFormat):
        write_triples(results, engine_format, sink)
    elif isinstance(results, ox.QuerySolutions) and engine_format == ox.QueryResultsFormat.CSV:
        write_csv(results, sink, is_guarded=result_format.name == "csv-safe")
    elif not isinstance(results, ox.QueryTriples) and isinstance(engine_format, ox.QueryResultsFormat):
        output = XmlSink(sink) if engine_format == ox.QueryResultsFormat.XML else sink
        results.serialize(cast("IO[bytes]", output), engine_format)
    else:
        raise UnknownFormatError(f"The result of this query cannot be written as {result_format.name!r}.")


def write_triples(triples: Iterable[ox.Triple], engine_format: ox.RdfFormat, sink: Sink) -> None:
    """A Turtle document is a TriG document, too, and one with prefixes is easier to read."""
    if engine_format in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG):
        write_turtle(iter(triples), cast("IO[bytes]", sink))
    elif engine_format == ox.RdfFormat.RDF_XML:
        write_rdf_xml(triples, sink, PREFIXES)
    else:
        ox.serialize(triples, cast("IO[bytes]", sink), engine_format)
