"""A record becomes triples."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.edtf import Period
from claimgraph.model import Entity, Fab, IdentifierMatch, Record
from claimgraph.model.columns import columns
from claimgraph.rdf.mapping import OWN, Predicate, class_of, predicates
from claimgraph.rdf.terms import DATE, INTEGER, UNKNOWN_NODE, encode, node
from claimgraph.rdf.wkt import point

TYPE = node("rdf:type")
# Days are also given as Modified Julian Day numbers, because SPARQL 1.1 cannot subtract dates.
_MJD_ZERO = date(1858, 11, 17).toordinal()


def subject_of(record: Record) -> NamedNode:
    """The node a record describes."""
    term = encode(columns(type(record))["id"].base, record.id)
    assert isinstance(term, NamedNode)
    return term


def triples(record: Record) -> Iterator[Triple]:
    """Everything a record says, including the nodes of the periods it names."""
    subject = subject_of(record)
    kind = subject.value.removeprefix(namespaces.ID).partition("/")[0]
    if type_ := class_of(type(record), kind):
        yield Triple(subject, TYPE, node(type_))
    for field, predicate in predicates(type(record), kind).items():
        language = getattr(record, "language", None) if predicate.language == OWN else predicate.language
        base = columns(type(record))[field].base
        yield from _field(subject, predicate, base, getattr(record, field), language)
    yield from _extras(subject, record)


def _field(
    subject: NamedNode, predicate: Predicate, base: Any, value: Any, language: str | None
) -> Iterator[Triple]:
    if value is None and predicate.say_unknown:
        yield Triple(subject, node(predicate.name), UNKNOWN_NODE)
    values = value if isinstance(value, tuple) else (value,) if value is not None else ()
    for single in values:
        term = encode(base, single, language)
        for name in (predicate.name, *predicate.also):
            yield _triple(subject, node(name), term, inverse=predicate.inverse)
        if isinstance(single, Period):
            yield from _period(single)


def _triple(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal, *, inverse: bool) -> Triple:
    if inverse and isinstance(value, NamedNode):
        return Triple(value, predicate, subject)
    return Triple(subject, predicate, value)


def _period(period: Period) -> Iterator[Triple]:
    subject = encode(Period, period)
    assert isinstance(subject, NamedNode)
    yield Triple(subject, TYPE, node("cg:Period"))
    yield Triple(subject, node("cg:edtf"), Literal(period.text, datatype=node("edtf:EDTF")))
    for name, day in (("cg:earliest", period.earliest), ("cg:latest", period.latest)):
        if day:
            number = day.toordinal() - _MJD_ZERO
            yield Triple(subject, node(name), Literal(day.isoformat(), datatype=DATE))
            yield Triple(subject, node(f"{name}Day"), Literal(str(number), datatype=INTEGER))


def _extras(subject: NamedNode, record: Record) -> Iterator[Triple]:
    if isinstance(record, Entity | Fab):
        yield from point(subject, record.latitude, record.longitude)
    if isinstance(record, IdentifierMatch):
        entity = encode(columns(IdentifierMatch)["entity"].base, record.entity)
        assert isinstance(entity, NamedNode)
        yield Triple(entity, node("skos:exactMatch"), NamedNode(record.value))
