"""Decodes triples to records: exports take their tables from here, and tests that nothing was lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.edtf import Period
from claimgraph.model import Column, Entity, Fab, Record, SuspectObservation, columns_of
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

TripleIndex = dict[tuple[NamedNode, str, bool], list[Any]]  # by node, predicate, and whether it is the object
RecordT = TypeVar("RecordT", bound=Record)


def read_records(triples: Iterable[Triple], record_class: type[RecordT]) -> list[RecordT]:
    """Return every record of one class that a graph holds, sorted by id."""
    index, subjects = _index_triples(triples, record_class)
    records = [_read_record(subject, record_class, index) for subject in subjects]
    return sorted(records, key=lambda record: record.id)


def _index_triples(
    triples: Iterable[Triple], record_class: type[Record]
) -> tuple[TripleIndex, set[NamedNode]]:
    """Index triples by both their ends, and return the subjects that are records of this class."""
    index: TripleIndex = defaultdict(list)
    subjects = set()
    for triple in triples:
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        if not isinstance(subject, NamedNode):
            continue
        index[subject, predicate, False].append(value)
        if isinstance(value, NamedNode):
            index[value, predicate, True].append(subject)
        if _is_declaration(record_class, subject, predicate, value):
            subjects.add(subject)
    if record_class is SuspectObservation:  # an observation of this graph says it in a column of its own
        subjects = {subject for subject in subjects if not index.get((subject, RDF_TYPE.value, False))}
    return index, subjects


def _is_declaration(record_class: type[Record], subject: NamedNode, predicate: str, value: Any) -> bool:
    """Whether a triple is the one that tells that its subject is a record of this class."""
    if record_class in MARKER_PROPERTIES:
        return predicate == named_node(MARKER_PROPERTIES[record_class]).value
    if predicate != RDF_TYPE.value:
        return False
    if record_class is Entity:
        class_ = _entity_class(subject)
        return bool(value == class_ and class_ != named_node("cg:Fab"))  # a Fab is a record of its own
    return bool(value == named_node(RDF_CLASSES[record_class]))


def _entity_class(subject: NamedNode) -> NamedNode:
    return named_node(f"cg:{namespaces.ENTITY_KINDS.get(_kind(subject))}")


def _kind(subject: NamedNode) -> str:
    return subject.value.removeprefix(namespaces.ID).partition("/")[0]


def _read_record(subject: NamedNode, record_class: type[RecordT], index: TripleIndex) -> RecordT:
    columns = columns_of(record_class)
    values: dict[str, Any] = {"id": decode_term(columns["id"].value_type, subject)}
    for field, property_ in properties_of(record_class, _kind(subject)).items():
        values[field] = _read_field(subject, property_, columns[field], index)
    if issubclass(record_class, Entity | Fab):
        values["latitude"], values["longitude"] = _read_coordinates(subject, index)
    return record_class(**values)


def _read_field(subject: NamedNode, property_: Property, column: Column, index: TripleIndex) -> Any:
    terms = index.get((subject, named_node(property_.name).value, property_.inverse), [])
    values = sorted(_decode_values(terms, property_, column, index))
    if column.many:
        return tuple(values)
    return values[0] if values else None


def _decode_values(
    terms: list[Any], property_: Property, column: Column, index: TripleIndex
) -> Iterator[Any]:
    for term in terms:
        if isinstance(term, Literal) and not _has_language(property_, term.language):
            continue
        if column.value_type is not Period:
            yield decode_term(column.value_type, term)
        elif term != UNKNOWN_NODE:
            yield Period.parse(index[term, named_node("cg:edtf").value, False][0].value)


def _has_language(property_: Property, language: str | None) -> bool:
    """Whether a text in this language belongs to this field; Chinese names have their own."""
    if property_.language == VALUE_LANGUAGE:
        has_own_field = property_.name == "skos:prefLabel" and language == "zh"
        return language is not None and not has_own_field
    return property_.language in (language, RECORD_LANGUAGE)


def _read_coordinates(subject: NamedNode, index: TripleIndex) -> tuple[Any, Any]:
    for geometry in index.get((subject, HAS_GEOMETRY.value, False), []):
        for wkt in index.get((geometry, AS_WKT.value, False), []):
            return parse_point(wkt.value)
    return None, None
