"""The graph as the tables a curator writes: what is exported whole can be imported again."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from claimgraph.model import Entity, Record, columns_of
from claimgraph.namespaces import ENTITY_KINDS
from claimgraph.rdf import MAPPING, MARKER_PROPERTIES, RDF_CLASSES, RDF_TYPE, named_node, read_records
from claimgraph.sources.cells import render
from claimgraph.sources.own_tables import TABLES

# What several kinds of record need: the nodes of dates and points, and links that start at the other end.
_SHARED_CLASSES = frozenset(map(named_node, ("cg:Period", "geo:Geometry")))
_INVERSE = frozenset(
    named_node(each.name) for fields in MAPPING.values() for each in fields.values() if each.inverse
)


def read_tables(graph_file: Path) -> Iterator[tuple[str, list[Record]]]:
    """Each table that has rows in a graph's N-Triples, by its name, sorted by id."""
    by_sign, shared = _group_by_sign(graph_file)
    for file, record in TABLES.items():
        described = {triple for sign in _signs(record) for triple in by_sign.get(sign, ())}
        if described and (records := read_records(described | shared, record)):
            yield file.removesuffix(".csv"), list(records)


def render_csv(records: Sequence[Record]) -> bytes:
    """One table with its header: UTF-8, LF; `records` is not empty and of one class."""
    names = list(columns_of(type(records[0])))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([render(getattr(record, name)) for name in names] for record in records)
    return text.getvalue().encode()


def _group_by_sign(graph_file: Path) -> tuple[dict[object, list[Triple]], set[Triple]]:
    """The triples about things with each sign, and those that many records need.

    A reader goes through all it is given, so giving everything to each would take a pass for each table.
    """
    about = defaultdict[object, list[Triple]](list)
    for quad in parse(path=str(graph_file), format=RdfFormat.N_TRIPLES):
        about[quad.subject].append(quad.triple)
    by_sign, shared = defaultdict[object, list[Triple]](list), set[Triple]()
    for triples in about.values():
        classes = {triple.object for triple in triples if triple.predicate == RDF_TYPE}
        if classes & _SHARED_CLASSES:
            shared.update(triples)
        shared.update(triple for triple in triples if triple.predicate in _INVERSE)
        for sign in classes | {triple.predicate for triple in triples}:
            if sign in _ALL_SIGNS:
                by_sign[sign] += triples
    return by_sign, shared


def _signs(record: type[Record]) -> frozenset[object]:
    """The classes or properties by which a thing shows that it is in this table."""
    if record in MARKER_PROPERTIES:
        return frozenset({named_node(MARKER_PROPERTIES[record])})
    names = ENTITY_KINDS.values() if record is Entity else ()
    return frozenset(
        named_node(name) for name in (RDF_CLASSES.get(record), *(f"cg:{each}" for each in names)) if name
    )


_ALL_SIGNS = frozenset[object]().union(*map(_signs, TABLES.values()))
