"""Rows under other terms than their graph: by their own licence, or that of what they are drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from claimgraph.documents.rights import allows_row
from claimgraph.exports.quoted_passages import EXACT
from claimgraph.rdf.ntriples import Statement, text_of, written

Row = tuple[bytes, bytes]  # graph and subject

_TYPE, _SOURCE = written("rdf:type"), written("cg:Source")
_LICENCES = frozenset(map(written, ("cg:licenceText", "cg:rowLicence")))
_DRAWN_FROM = written("prov:hadPrimarySource")
_PART_OF = written("cg:remainderOf")
_NAMED_IN = written("cg:usedIn")


@dataclass(slots=True)
class Found:
    """What decides about rows: licences in words, documents, what is drawn from what, and all quotes."""

    licences: dict[Row, str] = field(default_factory=dict)
    documents: set[bytes] = field(default_factory=set)
    drawn: dict[Row, bytes] = field(default_factory=dict)
    parts: dict[Row, bytes] = field(default_factory=dict)
    names: dict[Row, bytes] = field(default_factory=dict)
    quotes: set[bytes] = field(default_factory=set)


def look(lines: Iterable[tuple[bytes, Statement]]) -> Found:
    """Read a generation once for what decides about its rows."""
    found = Found()
    links = {_DRAWN_FROM: found.drawn, _PART_OF: found.parts, _NAMED_IN: found.names}
    for _, (subject, predicate, value, graph) in lines:
        if predicate in links:
            links[predicate][graph, subject] = value
        elif predicate in _LICENCES:
            found.licences[graph, subject] = text_of(value)
        elif predicate == _TYPE and value == _SOURCE:
            found.documents.add(subject)
        elif predicate == EXACT:
            found.quotes.add(value)
    return found


def restricted(found: Found, level: str, left_out: set[bytes]) -> dict[Row, str]:
    """The rows an archive of this level must not hold, each with the words that say so.

    A document's licence is that of the document: its entry, which is ours, stays, and what is drawn
    from it goes. `left_out` are the graphs that are not in the archive.
    """
    told = {row: text for row, text in found.licences.items() if not allows_row(level, text)}
    documents = {row[1]: text for row, text in told.items() if row[1] in found.documents}
    rows = {row: text for row, text in told.items() if row[1] not in found.documents}
    rows |= {row: documents[of] for row, of in found.drawn.items() if of in documents and row not in rows}
    things = {subject: text for (_, subject), text in rows.items()}
    rows |= {row: things[of] for row, of in found.parts.items() if of in things}
    return rows | {
        row: "a name as printed in a data set left out" for row, of in found.names.items() if of in left_out
    }


def own_licences(found: Found, gone: set[Row], left_out: set[bytes]) -> frozenset[str]:
    """What the rows that stay say of their own licence; that of a document is not that of our entry."""
    rows = (row for row in found.licences if row not in gone and row[0] not in left_out)
    return frozenset(found.licences[row] for row in rows if row[1] not in found.documents)
