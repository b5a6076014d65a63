"""claimgraph show."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated

import typer
from pyoxigraph import NamedNode, Triple

from claimgraph import namespaces
from claimgraph.cli.graph import open_graph
from claimgraph.cli.names import resolve_thing
from claimgraph.cli.options import BuildFolder, parse_format
from claimgraph.cli.output import Cells, print_json, print_table, write_bytes
from claimgraph.queries import bind_query
from claimgraph.stores import GRAPH_FORMATS, Term

_FORMATS = ["table", "json", *(format_.name for format_ in GRAPH_FORMATS)]


def show(
    thing: Annotated[
        str,
        typer.Argument(
            metavar="THING", help="IRI, cg:Claim, nation/taiwan, slug, or identifier such as S18."
        ),
    ],
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=f"Output format: {', '.join(_FORMATS)}.")
    ] = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Show every statement about a thing, as subject and as object.

    Example: claimgraph show musk-2025-all-chip-fabs-in-taiwan
    """
    format_ = parse_format(format_, _FORMATS)
    store = open_graph(build_folder)
    iri = resolve_thing(store, thing)
    description = bind_query("describe_thing", thing=NamedNode(iri))
    if format_ not in ("table", "json"):
        write_bytes(store.answer(description, format=format_).read())
        return
    facts = _facts_about(iri, store.construct(description))
    if format_ == "json":
        print_json({"iri": iri, "facts": [asdict(fact) for fact in facts]})
    else:
        print_table(("property", "value"), [fact.cells for fact in facts], title=iri)


@dataclass(frozen=True)
class Fact:
    """A statement about a thing; `inverse` if the thing is its object."""

    predicate: str
    value: str
    inverse: bool

    @property
    def cells(self) -> Cells:
        name = namespaces.compact_iri(self.predicate)
        return f"is {name} of" if self.inverse else name, namespaces.compact_iri(self.value)


def _facts_about(iri: str, triples: list[Triple]) -> list[Fact]:
    node = NamedNode(iri)
    outgoing = {
        Fact(triple.predicate.value, _term_text(triple.object), inverse=False)
        for triple in triples
        if triple.subject == node
    }
    incoming = {
        Fact(triple.predicate.value, _term_text(triple.subject), inverse=True)
        for triple in triples
        if triple.object == node
    }
    return sorted(outgoing | incoming, key=lambda fact: (fact.inverse, fact.predicate, fact.value))


def _term_text(term: Term | Triple) -> str:
    return str(term) if isinstance(term, Triple) else term.value
