"""Rows under other terms than their graph: their own, those of their source, or of what they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from claimgraph.documents import ASSESSMENTS_GRAPH, allows_reuse, allows_row
from claimgraph.exports.quoted_passages import EXACT
from claimgraph.namespaces import concept_iri
from claimgraph.rdf import QuadTokens, iri_token, literal_text, unwrap_token

RowKey = tuple[bytes, bytes]  # graph and subject

_TYPE, _SOURCE = iri_token("rdf:type"), iri_token("cg:Source")
_LICENCE_PROPERTIES = frozenset(map(iri_token, ("cg:licenceText", "cg:rowLicence")))
_PRIMARY_SOURCE = iri_token("prov:hadPrimarySource")
_REMAINDER_OF = iri_token("cg:remainderOf")
_USED_IN = iri_token("cg:usedIn")
_ASSESSMENTS, _REUSE = f"<{ASSESSMENTS_GRAPH}>".encode(), iri_token("cg:reuse")
_PARTS = frozenset(
    map(iri_token, ("cg:hasPropositionVerdict", "cg:hasReading", "cg:firstSide", "cg:secondSide"))
)
_NAME_REASON = "a name as printed in a data set left out"


@dataclass(slots=True)
class RowFacts:
    """What decides which rows an archive may hold.

    `licences` are in words, as a row gives them; `sources` are documents; `reuse` is that of an assessment
    or a pair of claims. The links lead from a row to its source, to the observation of which it is the
    remainder, to the graph that uses a name, and from a part of an assessment or pair to the whole.
    """

    licences: dict[RowKey, str] = field(default_factory=dict)
    sources: set[bytes] = field(default_factory=set)
    primary_sources: dict[RowKey, bytes] = field(default_factory=dict)
    remainder_of: dict[RowKey, bytes] = field(default_factory=dict)
    used_in: dict[RowKey, bytes] = field(default_factory=dict)
    reuse: dict[RowKey, str] = field(default_factory=dict)
    whole_of: dict[RowKey, RowKey] = field(default_factory=dict)
    quotes: set[bytes] = field(default_factory=set)

    def find_whole(self, row: RowKey) -> RowKey:
        """The assessment or pair that this is a part of; any other row itself."""
        while row in self.whole_of:
            row = self.whole_of[row]
        return row


def read_row_facts(statements: Iterable[tuple[bytes, QuadTokens]]) -> RowFacts:
    """Collect the facts about rows in one pass over a generation."""
    facts = RowFacts()
    links = {
        _PRIMARY_SOURCE: facts.primary_sources,
        _REMAINDER_OF: facts.remainder_of,
        _USED_IN: facts.used_in,
    }
    for _, (subject, predicate, value, graph) in statements:
        if predicate in links:
            links[predicate][graph, subject] = value
        elif graph == _ASSESSMENTS and predicate in _PARTS:
            facts.whole_of[graph, value] = (graph, subject)
        elif graph == _ASSESSMENTS and predicate == _REUSE:
            facts.reuse[graph, subject] = _read_reuse(value)
        elif predicate in _LICENCE_PROPERTIES:
            facts.licences[graph, subject] = literal_text(value)
        elif predicate == _TYPE and value == _SOURCE:
            facts.sources.add(subject)
        elif predicate == EXACT:
            facts.quotes.add(value)
    return facts


def find_restricted_rows(facts: RowFacts, level: str, excluded_graphs: set[bytes]) -> dict[RowKey, str]:
    """Return the rows that an archive of this level must not hold, with the words that say so.

    A source's licence is that of the document: our entry for it is kept, and rows drawn from it are not.
    """
    restricted = {row: text for row, text in facts.licences.items() if not allows_row(level, text)}
    sources = {row[1]: text for row, text in restricted.items() if row[1] in facts.sources}
    rows = {row: text for row, text in restricted.items() if row[1] not in facts.sources}
    for row, source in facts.primary_sources.items():
        if source in sources:
            rows.setdefault(row, sources[source])
    texts = {subject: text for (_, subject), text in rows.items()}
    rows |= {row: texts[whole] for row, whole in facts.remainder_of.items() if whole in texts}
    rows |= {row: _NAME_REASON for row, graph in facts.used_in.items() if graph in excluded_graphs}
    return rows | _find_restricted_assessments(facts, level)


def _find_restricted_assessments(facts: RowFacts, level: str) -> dict[RowKey, str]:
    """The assessments and pairs of claims that rest on what the level does not allow."""
    return {
        row: f"{reuse} data on which they rest"
        for row, reuse in facts.reuse.items()
        if not allows_reuse(level, reuse)
    }


def _read_reuse(value: bytes) -> str:
    return unwrap_token(value).decode().removeprefix(concept_iri("reuse", ""))


def remaining_licences(
    facts: RowFacts, withheld_rows: set[RowKey], excluded_graphs: set[bytes]
) -> frozenset[str]:
    """Return the licences, in words, of the rows that an archive holds; those of sources do not count."""
    rows = (row for row in facts.licences if row not in withheld_rows and row[0] not in excluded_graphs)
    return frozenset(facts.licences[row] for row in rows if row[1] not in facts.sources)
