"""The result of a query as a table for a page: its first rows, with links where a term has a page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from claimgraph import namespaces
from claimgraph.documents.paths import page_path, web_address
from claimgraph.documents.triple_index import local_name
from claimgraph.stores import Answer, Store

MAX_ROWS = 500


@dataclass(frozen=True, slots=True)
class TableCell:
    """A term as a page shows it; `path` is where a link leads, `hint` the whole IRI or the datatype."""

    text: str = ""
    path: str | None = None
    language: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class ResultTable:
    """`is_cut`: there are more rows than these."""

    columns: tuple[str, ...]
    rows: list[tuple[TableCell, ...]]
    is_cut: bool


def load_table(store: Store, query: str, form: str, max_rows: int = MAX_ROWS) -> ResultTable:
    """The first rows of a result. The query ends as soon as they are there.

    Raises:
        StoreError: The query was not answered.
    """
    if form == "ASK":
        return ResultTable(("answer",), [(TableCell("yes" if store.ask(query) else "no"),)], is_cut=False)
    if form == "SELECT":
        return _load_solutions(store.answer(query, format="tsv"), max_rows)
    return _load_triples(store.answer(query, format="nt"), max_rows)


def _load_solutions(answer: Answer, max_rows: int) -> ResultTable:
    """TSV has one solution a line, after the line of variables."""
    lines = _read_lines(answer, max_rows + 2)
    solutions = parse_query_results(io.BytesIO(b"".join(lines[: max_rows + 1])), QueryResultsFormat.TSV)
    assert isinstance(solutions, QuerySolutions)
    columns = tuple(variable.value for variable in solutions.variables)
    rows = [tuple(_describe(term) for term in solution) for solution in solutions]
    return ResultTable(columns, rows, is_cut=len(lines) > max_rows + 1)


def _load_triples(answer: Answer, max_rows: int) -> ResultTable:
    lines = _read_lines(answer, max_rows + 1)
    quads = parse(b"".join(lines[:max_rows]), format=RdfFormat.N_TRIPLES)
    rows = [tuple(_describe(term) for term in quad.triple) for quad in quads]
    return ResultTable(("subject", "property", "value"), rows, is_cut=len(lines) > max_rows)


def _read_lines(answer: Answer, most: int) -> list[bytes]:
    """The first lines of an answer, each with its line end."""
    lines = list(islice(_split_lines(answer.chunks), most))
    answer.close()
    return lines


def _split_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from (line + b"\n" for line in lines)
    if rest:
        yield rest


def _describe(term: NamedNode | BlankNode | Literal | Triple | None) -> TableCell:
    if isinstance(term, NamedNode):
        path = page_path(term.value) or web_address(term.value)
        return TableCell(_short_name(term.value), path, hint=term.value)
    if isinstance(term, Literal):
        datatype = None if term.language else namespaces.compact_iri(term.datatype.value)
        return TableCell(term.value, language=term.language, hint=datatype)
    return TableCell() if term is None else TableCell(str(term))


def _short_name(iri: str) -> str:
    """The last part of the IRI of a thing or a term of ours, else the IRI with a prefix where one fits."""
    is_own = iri.startswith((namespaces.ID, namespaces.VOCAB))
    return local_name(iri) if is_own else namespaces.compact_iri(iri)
