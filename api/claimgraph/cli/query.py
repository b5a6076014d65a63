"""claimgraph query."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from claimgraph import namespaces
from claimgraph.cli.graph import open_graph
from claimgraph.cli.options import BuildFolder, parse_format
from claimgraph.cli.output import print_json_text, print_table, say, write_bytes
from claimgraph.cli.streams import read_standard_input
from claimgraph.documents import NamedQueries, NamedQueryParameter, describe_queries
from claimgraph.errors import ClaimgraphError
from claimgraph.queries import UnknownQueryError, default_catalog
from claimgraph.stores import FORMATS_BY_FORM, GRAPH_FORMATS, TABLE_FORMATS, read_outline

_FORMATS = ["table", *(format_.name for format_ in (*TABLE_FORMATS, *GRAPH_FORMATS))]


class QueryFileError(ClaimgraphError):
    """A query file cannot be read."""


def query(  # noqa: PLR0913, PLR0917 - options of a command
    text: Annotated[
        str | None,
        typer.Argument(metavar="QUERY", help="Query file, - for standard input, or the query itself."),
    ] = None,
    named: Annotated[
        str | None,
        typer.Option(
            "--named", metavar="NAME", help="Run the published query of this name instead of QUERY."
        ),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param", metavar="NAME=VALUE", help="Set a parameter of the query --named; repeatable."
        ),
    ] = None,
    list_: Annotated[  # noqa: FBT002 - typer handles it
        bool, typer.Option("--list", help="List published queries and their parameters.")
    ] = False,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=f"Output format: {', '.join(_FORMATS)}.")
    ] = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Query the graph with SPARQL.

    The default graph is the union of all graphs that are not withheld.

    Example: claimgraph query ontology/competency/CQ-03a-fabs-in-operation-by-nation.rq --format csv

    Example: claimgraph query --named claims_list --param topic=fabs --param word1=taiwan
    """
    format_ = parse_format(format_, _FORMATS)
    if [text is not None, named is not None, list_].count(True) != 1:
        raise typer.BadParameter("Give a query, --named NAME or --list.")
    if list_:
        _print_queries(format_)
        return
    if param and named is None:
        raise typer.BadParameter("It belongs to --named.", param_hint="--param")
    sparql = _bind_named(named, param or []) if named is not None else _read_query(text or "")
    store = open_graph(build_folder)
    if format_ != "table":
        write_bytes(store.answer(sparql, format=format_).read())
    elif FORMATS_BY_FORM.get(read_outline(sparql).form or "") is GRAPH_FORMATS:
        write_bytes(store.answer(sparql, format="ttl").read())
    else:
        _print_results(json.loads(store.answer(sparql, format="json").read()))


def _bind_named(name: str, assignments: list[str]) -> str:
    """The text of a published query, with values as `name=value`."""
    queries = default_catalog().public_queries
    if name not in queries:
        raise UnknownQueryError(name, queries)
    values: dict[str, str] = {}
    for assignment in assignments:
        parameter, equals, value = assignment.partition("=")
        if not equals or parameter in values:
            problem = "is given twice" if equals else "is not written as name=value"
            raise typer.BadParameter(f"{assignment!r} {problem}.", param_hint="--param")
        values[parameter] = value
    return queries[name].bind_texts(values)


def _print_queries(format_: str) -> None:
    if format_ not in ("table", "json"):
        raise typer.BadParameter("--list is printed as table or json.", param_hint="--format")
    document = describe_queries(default_catalog().public_queries.values())
    if format_ == "json":
        print_json_text(document.model_dump_json(indent=2))
        return
    print_table(("name", "takes", "answers"), _query_rows(document))


def _query_rows(document: NamedQueries) -> list[tuple[str, str, str]]:
    return [
        (query.name, " ".join(_parameter_text(parameter) for parameter in query.parameters), query.summary)
        for query in document.queries
    ]


def _parameter_text(parameter: NamedQueryParameter) -> str:
    return parameter.name if parameter.required else f"[{parameter.name}]"


def _read_query(text: str) -> str:
    if text == "-":
        return read_standard_input()
    if "{" in text or "\n" in text:  # no file is named like that
        return text
    try:
        return Path(text).read_text("utf-8-sig")
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
