"""Encodes records as triples."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.edtf import Period
from claimgraph.model import Entity, Fab, IdentifierMatch, OwnTerm, Record, columns_of
from claimgraph.rdf.mapping import RECORD_LANGUAGE, Property, class_of, properties_of
from claimgraph.rdf.terms import UNKNOWN_NODE, XSD_DATE, XSD_INTEGER, encode_value, named_node
from claimgraph.rdf.wkt import point_triples

RDF_TYPE = named_node("rdf:type")
# Days are also given as Modified Julian Day numbers, because SPARQL 1.1 cannot subtract dates.
_MJD_ZERO = date(1858, 11, 17).toordinal()


def subject_of(record: Record) -> NamedNode:
    """Return the node that a record describes."""
    return _encode_reference(record, "id")


def encode_record(record: Record) -> Iterator[Triple]:
    """Yield all triples of a record, including those of the nodes for its periods and its geometry."""
    subject = subject_of(record)
    kind = subject.value.removeprefix(namespaces.ID).partition("/")[0]
    if class_name := class_of(type(record), kind):
        yield Triple(subject, RDF_TYPE, named_node(class_name))
    for field, property_ in properties_of(type(record), kind).items():
        value = getattr(record, field)
        if (value is not None and value != ()) or property_.states_unknown:  # most cells are empty
            yield from _encode_field(subject, record, field, property_)
    if isinstance(record, OwnTerm):
        scheme = subject.value.removeprefix(namespaces.VOCAB).partition("/")[0]
        yield Triple(subject, named_node("skos:inScheme"), NamedNode(namespaces.VOCAB + scheme))
        yield Triple(subject, named_node("skos:notation"), Literal(record.id))
    if isinstance(record, Entity | Fab):
        yield from point_triples(subject, record.latitude, record.longitude)
    if isinstance(record, IdentifierMatch):
        entity = _encode_reference(record, "entity")
        yield Triple(entity, named_node("skos:exactMatch"), NamedNode(record.value))


def _encode_reference(record: Record, field: str) -> NamedNode:
    node = encode_value(columns_of(type(record))[field].value_type, getattr(record, field))
    assert isinstance(node, NamedNode)
    return node


def _encode_field(subject: NamedNode, record: Record, field: str, property_: Property) -> Iterator[Triple]:
    value = getattr(record, field)
    if value is None and property_.states_unknown:
        yield Triple(subject, named_node(property_.name), UNKNOWN_NODE)
    value_type, language = columns_of(type(record))[field].value_type, _language(record, property_)
    for item in _items(value):
        term = encode_value(value_type, item, language)
        for name in (property_.name, *property_.repeated_as):
            yield _triple(subject, named_node(name), term, inverse=property_.inverse)
        if isinstance(item, Period):
            yield from _period_triples(item)


def _items(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _language(record: Record, property_: Property) -> str | None:
    if property_.language == RECORD_LANGUAGE:
        return getattr(record, "language", None)
    return property_.language


def _triple(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal, *, inverse: bool) -> Triple:
    if inverse and isinstance(value, NamedNode):
        return Triple(value, predicate, subject)
    return Triple(subject, predicate, value)


@lru_cache(maxsize=10_000)  # a publisher's file has a hundred thousand figures of a hundred periods
def _period_triples(period: Period) -> tuple[Triple, ...]:
    return tuple(encode_period(period))


def encode_period(period: Period) -> Iterator[Triple]:
    """Yield the triples of a period's node."""
    subject = encode_value(Period, period)
    assert isinstance(subject, NamedNode)
    yield Triple(subject, RDF_TYPE, named_node("cg:Period"))
    yield Triple(subject, named_node("cg:edtf"), Literal(period.text, datatype=named_node("edtf:EDTF")))
    for name, day in (("cg:earliest", period.earliest), ("cg:latest", period.latest)):
        if day:
            day_number = str(day.toordinal() - _MJD_ZERO)
            yield Triple(subject, named_node(name), Literal(day.isoformat(), datatype=XSD_DATE))
            yield Triple(subject, named_node(f"{name}Day"), Literal(day_number, datatype=XSD_INTEGER))
