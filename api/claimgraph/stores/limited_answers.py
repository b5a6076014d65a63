"""Writes an answer that a limit of rows or bytes may shorten, as a whole, before its head is sent."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pyoxigraph as ox

from claimgraph.stores.dataset import QueryDataset
from claimgraph.stores.engine import (
    QueryRequest,
    QueryResults,
    evaluate_dataset,
    write_results,
    write_triples,
)
from claimgraph.stores.errors import QueryEvaluationError
from claimgraph.stores.result_formats import ResultFormat, find_format
from claimgraph.stores.shortened_answers import (
    AnswerLimits,
    Row,
    Shortening,
    add_statement,
    as_solutions,
    next_address,
    take_rows,
)


@dataclass(frozen=True, slots=True)
class LimitedAnswer:
    """The content of an answer; which limit shortened it, and the address of the next rows, if any."""

    content: bytes
    limit: str | None = None
    next_address: str | None = None


def write_limited(dataset: QueryDataset, request: QueryRequest, limits: AnswerLimits) -> LimitedAnswer:
    """Answer a request within limits.

    Raises:
        QueryError: The query has to change.
    """
    form = request.outline.form or "SELECT"
    result_format = find_format(request.format, form)
    try:
        results = evaluate_dataset(dataset, request)
        if isinstance(results, ox.QueryBoolean):
            return LimitedAnswer(_serialize(results, result_format))
        variables = results.variables if isinstance(results, ox.QuerySolutions) else None
        rows, shortening = take_rows(results, limits)
    except RuntimeError as error:
        raise QueryEvaluationError(str(error)) from None
    return _fit(rows, variables, shortening, _Writing(request, result_format, limits))


@dataclass(frozen=True, slots=True)
class _Writing:
    request: QueryRequest
    result_format: ResultFormat
    limits: AnswerLimits

    def write(
        self, rows: list[Row], variables: list[ox.Variable] | None, shortening: Shortening | None
    ) -> LimitedAnswer:
        content = self.serialize(rows, variables)
        if shortening is None:
            return LimitedAnswer(content)
        address = self.find_next(len(rows)) if rows else None
        links = [address] if address else []
        stated = add_statement(content, self.result_format.name, shortening.note, links)
        return LimitedAnswer(stated, shortening.limit, address)

    def serialize(self, rows: list[Row], variables: list[ox.Variable] | None) -> bytes:
        if variables is not None:
            return _serialize(as_solutions(variables, rows), self.result_format)
        output = io.BytesIO()
        assert isinstance(self.result_format.engine_format, ox.RdfFormat)
        triples = (row for row in rows if isinstance(row, ox.Triple))
        write_triples(triples, self.result_format.engine_format, output)
        return output.getvalue()

    def find_next(self, rows: int) -> str | None:
        request = self.request
        if request.outline.form != "SELECT":
            return None
        graphs = [("default-graph-uri", graph) for graph in request.default_graphs]
        graphs += [("named-graph-uri", graph) for graph in request.named_graphs]
        parameters = [*graphs, ("format", self.result_format.name)]
        return next_address(request.outline.text, rows, request.base, parameters)


def _fit(
    rows: list[Row], variables: list[ox.Variable] | None, shortening: Shortening | None, writing: _Writing
) -> LimitedAnswer:
    most = writing.limits.bytes
    answer = writing.write(rows, variables, shortening)
    while most and rows and len(answer.content) > most:
        rows = rows[: len(rows) * most * 95 // (len(answer.content) * 100)]
        shortening = Shortening(f"bytes={most}", len(rows))
        answer = writing.write(rows, variables, shortening)
    return answer


def _serialize(results: QueryResults, result_format: ResultFormat) -> bytes:
    output = io.BytesIO()
    write_results(results, result_format, output)
    return output.getvalue()
