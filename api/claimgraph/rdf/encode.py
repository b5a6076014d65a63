"""A record becomes triples."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.edtf import Period
from claimgraph.model import Entity, Fab, IdentifierMatch, Record, columns_of
from claimgraph.rdf.mapping import RECORD_LANGUAGE, Property, class_of, properties_of
from claimgraph.rdf.terms import UNKNOWN_NODE, XSD_DATE, XSD_INTEGER, encode_value, named_node
from claimgraph.rdf.wkt import point_triples

RDF_TYPE = named_node("rdf:type")
# Days are also given as Modified Julian Day numbers, because SPARQL 1.1 cannot subtract dates.
_MJD_ZERO = date(1858, 11, 17).toordinal()


def subject_of(record: Record) -> NamedNode:
    """The node a record describes."""
    term = encode_value(columns_of(type(record))["id"].value_type, record.id)
    assert isinstance(term, NamedNode)
    return term


def encode_record(record: Record) -> Iterator[Triple]:
    """Everything a record says, including the nodes of the periods it names."""
    subject = subject_of(record)
    kind = subject.value.removeprefix(namespaces.ID).partition("/")[0]
    if type_ := class_of(type(record), kind):
        yield Triple(subject, RDF_TYPE, named_node(type_))
    for field, predicate in properties_of(type(record), kind).items():
        language = (
            getattr(record, "language", None) if predicate.language == RECORD_LANGUAGE else predicate.language
        )
        base = columns_of(type(record))[field].value_type
        yield from _field(subject, predicate, base, getattr(record, field), language)
    yield from _extras(subject, record)


def _field(
    subject: NamedNode, predicate: Property, base: Any, value: Any, language: str | None
) -> Iterator[Triple]:
    if value is None and predicate.states_unknown:
        yield Triple(subject, named_node(predicate.name), UNKNOWN_NODE)
    values = value if isinstance(value, tuple) else (value,) if value is not None else ()
    for single in values:
        term = encode_value(base, single, language)
        for name in (predicate.name, *predicate.repeated_as):
            yield _triple(subject, named_node(name), term, inverse=predicate.inverse)
        if isinstance(single, Period):
            yield from _period(single)


def _triple(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal, *, inverse: bool) -> Triple:
    if inverse and isinstance(value, NamedNode):
        return Triple(value, predicate, subject)
    return Triple(subject, predicate, value)


def _period(period: Period) -> Iterator[Triple]:
    subject = encode_value(Period, period)
    assert isinstance(subject, NamedNode)
    yield Triple(subject, RDF_TYPE, named_node("cg:Period"))
    yield Triple(subject, named_node("cg:edtf"), Literal(period.text, datatype=named_node("edtf:EDTF")))
    for name, day in (("cg:earliest", period.earliest), ("cg:latest", period.latest)):
        if day:
            number = day.toordinal() - _MJD_ZERO
            yield Triple(subject, named_node(name), Literal(day.isoformat(), datatype=XSD_DATE))
            yield Triple(subject, named_node(f"{name}Day"), Literal(str(number), datatype=XSD_INTEGER))


def _extras(subject: NamedNode, record: Record) -> Iterator[Triple]:
    if isinstance(record, Entity | Fab):
        yield from point_triples(subject, record.latitude, record.longitude)
    if isinstance(record, IdentifierMatch):
        entity = encode_value(columns_of(IdentifierMatch)["entity"].value_type, record.entity)
        assert isinstance(entity, NamedNode)
        yield Triple(entity, named_node("skos:exactMatch"), NamedNode(record.value))
