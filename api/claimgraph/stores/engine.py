"""Loads a generation, and answers one query on it: what both stores do, each in its own process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Protocol, cast

import pyoxigraph as ox

from claimgraph.generations import Generation
from claimgraph.namespaces import PREFIXES
from claimgraph.rdf.turtle import write_turtle
from claimgraph.stores.dataset import LoadedGraphs, prepare_graphs, resolve_dataset
from claimgraph.stores.errors import QueryEvaluationError, QuerySyntaxError, UnknownFormatError
from claimgraph.stores.query_outline import QueryOutline, read_outline
from claimgraph.stores.result_formats import ResultFormat, find_format
from claimgraph.stores.syntax_errors import explain_syntax_error

QueryResults = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Sink(Protocol):
    """Where an answer is written to."""

    def write(self, data: bytes, /) -> int: ...
    def flush(self) -> None: ...


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query, the protocol's dataset for it (empty: the query's own), and the short name of a format."""

    query: str
    format: str | None = None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def load_generation(generation: Generation) -> LoadedGraphs:
    """Read a generation into memory, and merge what may be shown into the default graph."""
    store = ox.Store()
    store.bulk_load(path=generation.graph_file, format=ox.RdfFormat.N_QUADS)
    return prepare_graphs(store, generation.withheld_graphs, generation.manifest["graphs"])


def answer_request(graphs: LoadedGraphs, request: QueryRequest, sink: Sink) -> None:
    """Answer a question into `sink`.

    Raises:
        QueryError: The query cannot be read, is refused, or asks what the engine cannot do.
    """
    about = read_outline(request.query)
    results = evaluate_request(graphs, request, about)
    try:
        write_results(results, find_format(request.format, about.form or "SELECT"), sink)
    except RuntimeError as error:
        raise QueryEvaluationError(str(error)) from None


def evaluate_request(
    graphs: LoadedGraphs, request: QueryRequest, about: QueryOutline | None = None
) -> QueryResults:
    """Start a query. The engine works as its results are taken, so errors may still come then."""
    about = about or read_outline(request.query)
    try:
        seen = resolve_dataset(graphs, about, request.default_graphs, request.named_graphs)
        return seen.store.query(
            request.query, default_graph=seen.default_graphs, named_graphs=seen.named_graphs
        )
    except SyntaxError as error:
        raise explain_syntax_error(request.query, error, ox.Store().query) from None
    except UnicodeEncodeError as error:
        raise QuerySyntaxError(f"Character {error.start + 1} of the query is half of a character.") from None
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryEvaluationError(str(error)) from None


def write_results(results: QueryResults, form: ResultFormat, sink: Sink) -> None:
    """Write results as the engine hands them out, so that a large answer needs little memory."""
    output = cast("IO[bytes]", sink)
    if isinstance(results, ox.QueryTriples) and form.name == "ttl":
        write_turtle(results, output)
    elif isinstance(results, ox.QueryTriples) and isinstance(form.engine_format, ox.RdfFormat):
        ox.serialize(results, output, form.engine_format, prefixes=PREFIXES if form.name == "rdf" else None)
    elif not isinstance(results, ox.QueryTriples) and isinstance(form.engine_format, ox.QueryResultsFormat):
        results.serialize(output, form.engine_format)
    else:
        raise UnknownFormatError(f"The result of this query cannot be written as {form.name!r}.")
