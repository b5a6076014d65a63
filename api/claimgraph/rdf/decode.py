"""Triples become records again: what an export takes its tables from, and the proof that nothing is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.edtf import Period
from claimgraph.model import Column, Entity, Fab, Record, columns_of
from claimgraph.rdf.encode import RDF_TYPE
from claimgraph.rdf.mapping import (
    MARKER_PROPERTIES,
    RDF_CLASSES,
    RECORD_LANGUAGE,
    VALUE_LANGUAGE,
    Property,
    properties_of,
)
from claimgraph.rdf.terms import UNKNOWN_NODE, decode_term, named_node
from claimgraph.rdf.wkt import AS_WKT, HAS_GEOMETRY, parse_point

Values = dict[tuple[NamedNode, str, bool], list[Any]]
RecordT = TypeVar("RecordT", bound=Record)


def read_records(triples: Iterable[Triple], record_class: type[RecordT]) -> list[RecordT]:
    """Every record of one class that a graph holds, sorted by id."""
    values, subjects = _index(triples, record_class)
    found = [_record(subject, record_class, values) for subject in subjects]
    return sorted(found, key=lambda each: each.id)


def _index(graph: Iterable[Triple], record: type[Record]) -> tuple[Values, set[NamedNode]]:
    """Index triples by subject and predicate, and by object and predicate for inverse fields."""
    values: Values = defaultdict(list)
    subjects = set()
    for triple in graph:
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        if not isinstance(subject, NamedNode):
            continue
        values[subject, predicate, False].append(value)
        if isinstance(value, NamedNode):
            values[value, predicate, True].append(subject)
        if _declares(record, subject, predicate, value):
            subjects.add(subject)
    return values, subjects


def _declares(record: type[Record], subject: NamedNode, predicate: str, value: Any) -> bool:
    if record in MARKER_PROPERTIES:
        return predicate == named_node(MARKER_PROPERTIES[record]).value
    if predicate != RDF_TYPE.value:
        return False
    if record is Entity:
        kind = subject.value.removeprefix(namespaces.ID).partition("/")[0]
        return bool(
            value != named_node("cg:Fab") and value == named_node(f"cg:{namespaces.ENTITY_KINDS.get(kind)}")
        )
    return bool(value == named_node(RDF_CLASSES[record]))


def _record(subject: NamedNode, record: type[RecordT], values: Values) -> RecordT:
    kind = subject.value.removeprefix(namespaces.ID).partition("/")[0]
    types = columns_of(record)
    found: dict[str, Any] = {"id": decode_term(types["id"].value_type, subject)}
    for field, predicate in properties_of(record, kind).items():
        found[field] = _field(subject, predicate, types[field], values)
    if issubclass(record, Entity | Fab):
        found["latitude"], found["longitude"] = _coordinates(subject, values)
    return record(**found)


def _field(subject: NamedNode, predicate: Property, column: Column, values: Values) -> Any:
    terms = values.get((subject, named_node(predicate.name).value, predicate.inverse), [])
    decoded = sorted(_decoded(terms, predicate, column, values))
    if column.many:
        return tuple(decoded)
    return decoded[0] if decoded else None


def _decoded(terms: list[Any], predicate: Property, column: Column, values: Values) -> Iterator[Any]:
    for term in terms:
        if isinstance(term, Literal) and not _speaks(predicate, term.language):
            continue
        if column.value_type is not Period:
            yield decode_term(column.value_type, term)
        elif term != UNKNOWN_NODE:
            yield Period.parse(values[term, named_node("cg:edtf").value, False][0].value)


def _speaks(predicate: Property, language: str | None) -> bool:
    """Whether a text in this language is this field's; English and Chinese names have their own."""
    if predicate.language == VALUE_LANGUAGE:
        own = ("en", "zh") if predicate.name == "rdfs:label" else ()
        return language is not None and language not in own
    return predicate.language in (language, RECORD_LANGUAGE)


def _coordinates(subject: NamedNode, values: Values) -> tuple[Any, Any]:
    for geometry in values.get((subject, HAS_GEOMETRY.value, False), []):
        for wkt in values.get((geometry, AS_WKT.value, False), []):
            return parse_point(wkt.value)
    return None, None
