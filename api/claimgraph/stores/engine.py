"""Loads a generation, and answers one query on it: what both stores do, each in its own process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Protocol, cast

import pyoxigraph as ox

from claimgraph.generations import Generation
from claimgraph.namespaces import PREFIXES
from claimgraph.rdf.turtle import write_turtle
from claimgraph.stores.dataset import Graphs, load_graphs, view
from claimgraph.stores.errors import QueryEvaluationError, QuerySyntaxError, UnknownFormatError
from claimgraph.stores.query_outline import Outline, outline
from claimgraph.stores.result_formats import ResultFormat, format_named
from claimgraph.stores.syntax import explain

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Sink(Protocol):
    """Where an answer is written to."""

    def write(self, data: bytes, /) -> int: ...
    def flush(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the protocol's dataset for it (empty: the query's own), and the short name of a format."""

    query: str
    format: str | None = None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def load(generation: Generation) -> Graphs:
    """Read a generation into memory, and merge what may be shown into the default graph."""
    store = ox.Store()
    store.bulk_load(path=generation.graph_file, format=ox.RdfFormat.N_QUADS)
    return load_graphs(store, generation.withheld_graphs, generation.manifest["graphs"])


def run(graphs: Graphs, question: Question, sink: Sink) -> None:
    """Answer a question into `sink`.

    Raises:
        QueryError: The query cannot be read, is refused, or asks what the engine cannot do.
    """
    about = outline(question.query)
    results = evaluate(graphs, question, about)
    try:
        write(results, format_named(question.format, about.form or "SELECT"), sink)
    except RuntimeError as error:
        raise QueryEvaluationError(str(error)) from None


def evaluate(graphs: Graphs, question: Question, about: Outline | None = None) -> Results:
    """Start a query. The engine works as its results are taken, so errors may still come then."""
    about = about or outline(question.query)
    try:
        seen = view(graphs, about, question.default_graphs, question.named_graphs)
        return seen.store.query(question.query, default_graph=seen.default, named_graphs=seen.named)
    except SyntaxError as error:
        raise explain(question.query, error, ox.Store().query) from None
    except UnicodeEncodeError as error:
        raise QuerySyntaxError(f"Character {error.start + 1} of the query is half of a character.") from None
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryEvaluationError(str(error)) from None


def write(results: Results, form: ResultFormat, sink: Sink) -> None:
    """Write results as the engine hands them out, so that a large answer needs little memory."""
    output = cast("IO[bytes]", sink)
    if isinstance(results, ox.QueryTriples) and form.name == "ttl":
        write_turtle(results, output)
    elif isinstance(results, ox.QueryTriples) and isinstance(form.engine, ox.RdfFormat):
        ox.serialize(results, output, form.engine, prefixes=PREFIXES if form.name == "rdf" else None)
    elif not isinstance(results, ox.QueryTriples) and isinstance(form.engine, ox.QueryResultsFormat):
        results.serialize(output, form.engine)
    else:
        raise UnknownFormatError(f"The result of this query cannot be written as {form.name!r}.")
