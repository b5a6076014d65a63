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
    """From thing_outgoing.rq, thing_incoming.rq, thing_incoming_counts.rq, and what was read before."""
    totals = {row["property"].value: int(row["statements"].value) for row in counts}
    said, named = group_statements(outgoing, "value"), group_statements(incoming, "subject", totals)
    listed = {each.predicate.iri for each in named}
    named += [_unlisted(iri, total) for iri, total in totals.items() if iri not in listed]
    label = _label(iri, said)
    return GenericResource(iri=iri, label=label, outgoing=said, incoming=named, retractions=retractions)


def _unlisted(property_: str, total: int) -> Statements:
    """A property none of whose statements is among the first: it is counted, so that none is hidden."""
    return Statements(
        predicate=Ref(iri=property_, label=local_name(property_), language=None), values=[], total=total
    )


def group_statements(rows: list[Solution], of: str, totals: dict[str, int] | None = None) -> list[Statements]:
    """Rows sorted by property, one per statement, label and graph, as one entry per property."""
    result = []
    for property_, group in groupby(rows, key=lambda row: row["property"]):
        of_property = list(group)
        values = _values(of_property, of)
        total = (totals or {}).get(property_.value, len(values))
        label = next((row["propertyLabel"].value for row in of_property if "propertyLabel" in row), None)
        name = label or local_name(property_.value)
        predicate = Ref(iri=property_.value, label=name, language="en" if label else None)
        result.append(Statements(predicate=predicate, values=values, total=total))
    return result


def _values(rows: list[Solution], of: str) -> list[Value]:
    return [_value(value, list(group), of) for value, group in groupby(rows, key=lambda row: row[of])]


def _value(value: Term, rows: list[Solution], of: str) -> Value:
    graphs = sorted({local_name(row["graph"].value) for row in rows if "graph" in row})
    if isinstance(value, Literal):
        datatype = compact_iri(value.datatype.value)
        plain = datatype in ("xsd:string", "rdf:langString")
        shown = None if plain else datatype
        return Value(iri=None, text=value.value, language=value.language, datatype=shown, graphs=graphs)
    label = preferred_label(row[f"{of}Label"] for row in rows if f"{of}Label" in row)
    language = label.language if isinstance(label, Literal) else None
    text = label.value if label else local_name(value.value)
    return Value(iri=value.value, text=text, language=language, datatype=None, graphs=graphs)


def preferred_label(labels: Iterable[Term]) -> Term | None:
    """English first, then alphabetically, so that the choice does not depend on the engine."""
    return min(labels, key=lambda label: (language_rank(label), label.value), default=None)


def _label(iri: str, said: list[Statements]) -> str:
    names = ("rdfs:label", "skos:prefLabel", "dcterms:title", "cg:edtf")
    by_name = {each.curie: each.values for each in said}
    for name in names:
        for value in sorted(by_name.get(name, []), key=lambda value: (value.language or "en") != "en"):
            return value.text
    return local_name(iri)
