"""Rows under other terms than their graph: by their own licence, or that of what they are drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from claimgraph.documents.rights import allows_row
from claimgraph.exports.quoted_passages import EXACT
from claimgraph.rdf import QuadTokens, iri_token, literal_text

RowKey = tuple[bytes, bytes]  # graph and subject

_TYPE, _SOURCE = iri_token("rdf:type"), iri_token("cg:Source")
_LICENCES = frozenset(map(iri_token, ("cg:licenceText", "cg:rowLicence")))
_DRAWN_FROM = iri_token("prov:hadPrimarySource")
_PART_OF = iri_token("cg:remainderOf")
_NAMED_IN = iri_token("cg:usedIn")


@dataclass(slots=True)
class RowFacts:
    """What decides about rows: licences in words, documents, what is drawn from what, and all quotes."""

    licences: dict[RowKey, str] = field(default_factory=dict)
    documents: set[bytes] = field(default_factory=set)
    primary_sources: dict[RowKey, bytes] = field(default_factory=dict)
    remainder_of: dict[RowKey, bytes] = field(default_factory=dict)
    used_in: dict[RowKey, bytes] = field(default_factory=dict)
    quotes: set[bytes] = field(default_factory=set)


def read_row_facts(statement_lines: Iterable[tuple[bytes, QuadTokens]]) -> RowFacts:
    """Read a generation once for what decides about its rows."""
    facts = RowFacts()
    links = {_DRAWN_FROM: facts.primary_sources, _PART_OF: facts.remainder_of, _NAMED_IN: facts.used_in}
    for _, (subject, predicate, value, graph) in statement_lines:
        if predicate in links:
            links[predicate][graph, subject] = value
        elif predicate in _LICENCES:
            facts.licences[graph, subject] = literal_text(value)
        elif predicate == _TYPE and value == _SOURCE:
            facts.documents.add(subject)
        elif predicate == EXACT:
            facts.quotes.add(value)
    return facts


def find_restricted_rows(facts: RowFacts, level: str, left_out: set[bytes]) -> dict[RowKey, str]:
    """The rows an archive of this level must not hold, each with the words that say so.

    A document's licence is that of the document: its entry, which is ours, stays, and what is drawn
    from it goes. `left_out` are the graphs that are not in the archive.
    """
    by_text = {row: text for row, text in facts.licences.items() if not allows_row(level, text)}
    documents = {row[1]: text for row, text in by_text.items() if row[1] in facts.documents}
    rows = {row: text for row, text in by_text.items() if row[1] not in facts.documents}
    rows |= {
        row: documents[of] for row, of in facts.primary_sources.items() if of in documents and row not in rows
    }
    things = {subject: text for (_, subject), text in rows.items()}
    rows |= {row: things[of] for row, of in facts.remainder_of.items() if of in things}
    return rows | {
        row: "a name as printed in a data set left out" for row, of in facts.used_in.items() if of in left_out
    }


def remaining_licences(facts: RowFacts, withheld_rows: set[RowKey], left_out: set[bytes]) -> frozenset[str]:
    """What the rows that stay say of their own licence; that of a document is not that of our entry."""
    rows = (row for row in facts.licences if row not in withheld_rows and row[0] not in left_out)
    return frozenset(facts.licences[row] for row in rows if row[1] not in facts.documents)
