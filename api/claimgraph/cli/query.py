"""Commands that ask the graph: query, show."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from pyoxigraph import NamedNode, Triple

from claimgraph import namespaces
from claimgraph.cli.build import BuildFolder
from claimgraph.cli.names import find, opened
from claimgraph.cli.output import app, chosen, say, table, write
from claimgraph.errors import ClaimgraphError
from claimgraph.queries import bind_query
from claimgraph.stores import FORMATS_BY_FORM, GRAPH_FORMATS, TABLE_FORMATS, Term, read_outline

_FORMATS = ["table", *(form.name for form in (*TABLE_FORMATS, *GRAPH_FORMATS))]
_SHOWN = ["table", "json", *(form.name for form in GRAPH_FORMATS)]


class QueryFileError(ClaimgraphError):
    """A query file cannot be read."""


@app.command()
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
    format_ = chosen(format_, _FORMATS)
    sparql, store = _query_text(text), opened(build_folder)
    if format_ != "table":
        write(store.answer(sparql, format=format_).read())
    elif FORMATS_BY_FORM.get(read_outline(sparql).form or "") is GRAPH_FORMATS:
        write(store.answer(sparql, format="ttl").read())
    else:
        _print_results(json.loads(store.answer(sparql, format="json").read()))


def _query_text(text: str) -> str:
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


def _print_results(results: dict[str, object]) -> None:
    if "boolean" in results:
        print(str(results["boolean"]).lower())
        return
    names: list[str] = results["head"]["vars"]  # type: ignore[index]  # SPARQL 1.1 Query Results JSON Format
    rows = results["results"]["bindings"]  # type: ignore[index]
    table(names, [[_cell(row.get(name)) for name in names] for row in rows])
    say(f"{len(rows)} row(s)")


def _cell(term: dict[str, str] | None) -> str:
    if term is None:
        return ""
    return namespaces.compact_iri(term["value"]) if term["type"] == "uri" else term["value"]


@app.command()
def show(
    thing: Annotated[
        str, typer.Argument(help="An IRI, cg:Claim, nation/taiwan, a slug, or an identifier such as S18.")
    ],
    format_: Annotated[str, typer.Option("--format", help=", ".join(_SHOWN))] = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Show all the graph says about a thing, in both directions.

    Example: claimgraph show musk-2025-all-chip-fabs-in-taiwan
    """
    format_ = chosen(format_, _SHOWN)
    store = opened(build_folder)
    iri = find(store, thing)
    about = bind_query("describe_thing", thing=NamedNode(iri))
    if format_ not in ("table", "json"):
        write(store.answer(about, format=format_).read())
        return
    facts = _facts(iri, store.construct(about))
    if format_ == "json":
        print(
            json.dumps({"iri": iri, "facts": [fact.__dict__ for fact in facts]}, indent=2, ensure_ascii=False)
        )
    else:
        table(("property", "value"), [fact.cells for fact in facts], title=iri)


@dataclass(frozen=True)
class Fact:
    """One thing the graph says about another. `inverse`: the thing asked about is the object."""

    predicate: str
    value: str
    inverse: bool

    @property
    def cells(self) -> tuple[str, str]:
        name = namespaces.compact_iri(self.predicate)
        return f"is {name} of" if self.inverse else name, namespaces.compact_iri(self.value)


def _facts(iri: str, triples: list[Triple]) -> list[Fact]:
    out = {
        Fact(t.predicate.value, _text(t.object), inverse=False) for t in triples if _value(t.subject) == iri
    }
    into = {
        Fact(t.predicate.value, _text(t.subject), inverse=True) for t in triples if _value(t.object) == iri
    }
    return sorted(out | into, key=lambda fact: (fact.inverse, fact.predicate, fact.value))


def _value(term: object) -> str | None:
    return term.value if isinstance(term, NamedNode) else None


def _text(term: Term | Triple) -> str:
    return str(term) if isinstance(term, Triple) else term.value
