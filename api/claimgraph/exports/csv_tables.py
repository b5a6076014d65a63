"""The graph as the tables a curator writes: what is exported whole can be imported again."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from claimgraph.model import Entity, OwnTerm, Record, columns_of
from claimgraph.namespaces import ENTITY_KINDS
from claimgraph.rdf import MAPPING, MARKER_PROPERTIES, RDF_CLASSES, RDF_TYPE, named_node, read_records
from claimgraph.sources import RECORD_TABLES, render_cell

# What several kinds of record need: the nodes of dates and points, and links that start at the other end.
_SHARED_CLASSES = frozenset(map(named_node, ("cg:Period", "geo:Geometry")))
_INVERSE_PROPERTIES = frozenset(
    named_node(prop.name) for fields in MAPPING.values() for prop in fields.values() if prop.inverse
)

Marker = object  # a class or property by which a thing shows that it is a row of a table


def read_tables(graph_file: Path) -> Iterator[tuple[str, list[Record]]]:
    """Read the tables that have rows in a graph's N-Triples: name and records, sorted by id."""
    by_marker, shared = _group_by_marker(graph_file)
    for file, record_class in RECORD_TABLES.items():
        triples = {triple for marker in _markers(record_class) for triple in by_marker.get(marker, ())}
        records = read_records(triples | shared, record_class) if triples else []
        if issubclass(
            record_class, OwnTerm
        ):  # the vocabularies have such terms, too, and their graph has no rows
            records = [record for record in records if record.id.startswith(f"{graph_file.stem}-")]
        if records:
            yield file.removesuffix(".csv"), list(records)


def render_csv(records: Sequence[Record]) -> bytes:
    """Write a table with its header, in UTF-8 with LF. `records` is not empty and of one class."""
    names = list(columns_of(type(records[0])))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([render_cell(getattr(record, name)) for name in names] for record in records)
    return text.getvalue().encode()


def _group_by_marker(graph_file: Path) -> tuple[dict[Marker, list[Triple]], set[Triple]]:
    """Return the triples about things with each marker, and those that many records need.

    `read_records` goes through all triples it gets, so passing everything would take a pass per table.
    """
    by_subject = defaultdict[object, list[Triple]](list)
    for quad in parse(path=str(graph_file), format=RdfFormat.N_TRIPLES):
        by_subject[quad.subject].append(quad.triple)
    by_marker, shared = defaultdict[Marker, list[Triple]](list), set[Triple]()
    for triples in by_subject.values():
        classes = {triple.object for triple in triples if triple.predicate == RDF_TYPE}
        if classes & _SHARED_CLASSES:
            shared.update(triples)
        shared.update(triple for triple in triples if triple.predicate in _INVERSE_PROPERTIES)
        for marker in classes | {triple.predicate for triple in triples}:
            if marker in _ALL_MARKERS:
                by_marker[marker] += triples
    return by_marker, shared


def _markers(record_class: type[Record]) -> frozenset[Marker]:
    if record_class in MARKER_PROPERTIES:
        return frozenset({named_node(MARKER_PROPERTIES[record_class])})
    kinds = ENTITY_KINDS.values() if record_class is Entity else ()
    names = (RDF_CLASSES.get(record_class), *(f"cg:{kind}" for kind in kinds))
    return frozenset(named_node(name) for name in names if name)


_ALL_MARKERS = frozenset[Marker]().union(*map(_markers, RECORD_TABLES.values()))
