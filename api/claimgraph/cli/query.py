"""claimgraph query."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from claimgraph import namespaces
from claimgraph.cli.graph import open_graph
from claimgraph.cli.options import BuildFolder, parse_format
from claimgraph.cli.output import print_table, say, write_bytes
from claimgraph.errors import ClaimgraphError
from claimgraph.stores import FORMATS_BY_FORM, GRAPH_FORMATS, TABLE_FORMATS, read_outline

_FORMATS = ["table", *(format_.name for format_ in (*TABLE_FORMATS, *GRAPH_FORMATS))]


class QueryFileError(ClaimgraphError):
    """A query file cannot be read."""


def query(
    text: Annotated[
        str, typer.Argument(help="A file with a query, - for standard input, or the query itself.")
    ],
    format_: Annotated[str, typer.Option("--format", help=", ".join(_FORMATS))] = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Ask the graph in SPARQL. The default graph is everything that is not withheld.

    Example: claimgraph query ontology/competency/CQ-03a-fabs-in-operation-by-nation.rq --format csv
    """
    format_ = parse_format(format_, _FORMATS)
    sparql, store = _read_query(text), open_graph(build_folder)
    if format_ != "table":
        write_bytes(store.answer(sparql, format=format_).read())
    elif FORMATS_BY_FORM.get(read_outline(sparql).form or "") is GRAPH_FORMATS:
        write_bytes(store.answer(sparql, format="ttl").read())
    else:
        _print_results(json.loads(store.answer(sparql, format="json").read()))


def _read_query(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    if "{" in text or "\n" in text:  # no file is named like that
        return text
    try:
        return Path(text).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise QueryFileError(
            f"{text}: {reason}. Give a file, - for standard input, or the query in quotes."
        ) from None


def _print_results(results: dict[str, Any]) -> None:
    """Print SPARQL 1.1 Query Results JSON as a table, or as true or false."""
    if "boolean" in results:
        print(str(results["boolean"]).lower())
        return
    variables: list[str] = results["head"]["vars"]
    solutions = results["results"]["bindings"]
    rows = [[_term_text(solution.get(variable)) for variable in variables] for solution in solutions]
    print_table(variables, rows)
    say(f"{len(rows)} row(s)")


def _term_text(term: dict[str, str] | None) -> str:
    if term is None:
        return ""
    return namespaces.compact_iri(term["value"]) if term["type"] == "uri" else term["value"]
