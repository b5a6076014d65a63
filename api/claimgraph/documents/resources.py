"""Any thing at all: every statement about it, and those in which it is the value."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from pydantic import Field
from pyoxigraph import Literal

from claimgraph.documents.document import Document, Ref
from claimgraph.documents.paths import page_path, web_address
from claimgraph.documents.retractions import Retractable, Retraction
from claimgraph.documents.triple_index import language_rank, local_name
from claimgraph.namespaces import compact_iri
from claimgraph.stores import Solution, Term

_LABEL_PROPERTIES = ("rdfs:label", "skos:prefLabel", "dcterms:title", "cg:edtf")


class Value(Document):
    """What a statement says: another thing, or a text, number or date."""

    iri: str | None = Field(description="The thing; null for texts, numbers and dates")
    text: str = Field(description="The thing's label, or the text itself", examples=["Taiwan"])
    language: str | None = Field(description="Language of the text", examples=["en"])
    datatype: str | None = Field(description="Its datatype, unless plain text", examples=["xsd:decimal"])
    graphs: list[str] = Field(description="The named graphs that say so", examples=[["curated"]])

    @property
    def path(self) -> str | None:
        """Its page here, or its address elsewhere when that is safe to follow."""
        return self.iri and (page_path(self.iri) or web_address(self.iri))


class Statements(Document):
    """All values of one property."""

    predicate: Ref = Field(description="The property")
    values: list[Value] = Field(description="Its values")
    total: int = Field(description="How many there are, when more than are listed", examples=[2])

    @property
    def curie(self) -> str:
        return compact_iri(self.predicate.iri)


class GenericResource(Retractable):
    """A thing in the graph's own terms, for kinds without a page of their own."""

    label: str = Field(description="What it is called, or its slug")
    outgoing: list[Statements] = Field(description="What is said about it")
    incoming: list[Statements] = Field(description="Where it is the value; at most 300 in all are listed")


def describe_resource(
    iri: str,
    outgoing: list[Solution],
    incoming: list[Solution],
    counts: list[Solution],
    retractions: list[Retraction],
) -> GenericResource:
    """A thing from the rows of thing_outgoing.rq, thing_incoming.rq and thing_incoming_counts.rq."""
    totals = {row["property"].value: int(row["statements"].value) for row in counts}
    statements = group_statements(outgoing, "value")
    listed = group_statements(incoming, "subject", totals)
    properties = {group.predicate.iri for group in listed}
    counted = [_count_statements(iri, total) for iri, total in totals.items() if iri not in properties]
    return GenericResource(
        iri=iri,
        label=_choose_label(iri, statements),
        outgoing=statements,
        incoming=[*listed, *counted],
        retractions=retractions,
    )


def _count_statements(property_: str, total: int) -> Statements:
    """A property none of whose statements is listed: it is counted, so that none is hidden."""
    return Statements(
        predicate=Ref(iri=property_, label=local_name(property_), language=None), values=[], total=total
    )


def group_statements(
    rows: list[Solution], value_variable: str, totals: dict[str, int] | None = None
) -> list[Statements]:
    """Rows sorted by property, one per statement, label and graph, as one entry per property."""
    groups = []
    for property_, property_rows in groupby(rows, key=lambda row: row["property"]):
        total = (totals or {}).get(property_.value)
        groups.append(_read_statements(property_.value, list(property_rows), value_variable, total))
    return groups


def _read_statements(property_: str, rows: list[Solution], variable: str, total: int | None) -> Statements:
    label = next((row["propertyLabel"].value for row in rows if "propertyLabel" in row), None)
    values = [
        _read_value(value, list(value_rows), variable)
        for value, value_rows in groupby(rows, key=lambda row: row[variable])
    ]
    predicate = Ref(iri=property_, label=label or local_name(property_), language="en" if label else None)
    return Statements(predicate=predicate, values=values, total=len(values) if total is None else total)


def _read_value(value: Term, rows: list[Solution], variable: str) -> Value:
    graphs = sorted({local_name(row["graph"].value) for row in rows if "graph" in row})
    if isinstance(value, Literal):
        return _read_literal(value, graphs)
    label = preferred_label(row[f"{variable}Label"] for row in rows if f"{variable}Label" in row)
    language = label.language if isinstance(label, Literal) else None
    text = label.value if label else local_name(value.value)
    return Value(iri=value.value, text=text, language=language, datatype=None, graphs=graphs)


def _read_literal(literal: Literal, graphs: list[str]) -> Value:
    datatype = compact_iri(literal.datatype.value)
    is_plain = datatype in ("xsd:string", "rdf:langString")
    return Value(
        iri=None,
        text=literal.value,
        language=literal.language,
        datatype=None if is_plain else datatype,
        graphs=graphs,
    )


def preferred_label(labels: Iterable[Term]) -> Term | None:
    """The first label, English before others, so that the choice does not depend on the engine."""
    return min(labels, key=lambda label: (language_rank(label), label.value), default=None)


def _choose_label(iri: str, statements: list[Statements]) -> str:
    """The first name in English, else the first in any language, else the local name."""
    values = {group.curie: group.values for group in statements}
    for property_ in _LABEL_PROPERTIES:
        if names := values.get(property_):
            return min(names, key=lambda name: (name.language or "en") != "en").text
    return local_name(iri)
