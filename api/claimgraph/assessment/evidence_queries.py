"""Evidence queries, as the graph holds them, with claim, day and exclusions bound as RDF terms.

An evidence query is a whole query that runs as it stands. Its lines marked "# params" and "# without"
hold example values; only these are replaced, by RDF terms, never by pasted text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from claimgraph.errors import ClaimgraphError
from claimgraph.namespaces import CG
from claimgraph.queries import bind_query
from claimgraph.stores import Store

_PARAMS = re.compile(r"VALUES \(\?claim \?asOf\) \{ \((\S+) \S+\) \}(?=.*# params$)", re.MULTILINE)
_WITHOUT = re.compile(r"VALUES (\?\w+) \{ cg:none \}(?=.*# without$)", re.MULTILINE)


class EvidenceQueryError(ClaimgraphError):
    """An evidence query is not written as evidence queries are."""


@dataclass(frozen=True, slots=True)
class EvidenceQuery:
    """`claims`: those it was written for; none: it serves every claim."""

    iri: str
    text: str
    claims: frozenset[str]

    @property
    def is_aggregated(self) -> bool:
        """True if a row may rest on many things, so that another day needs another run."""
        return "GROUP BY" in self.text

    def can_serve(self, claim: str) -> bool:
        """True if it may find something for the claim with this IRI."""
        return not self.claims or claim in self.claims


def load_evidence_queries(store: Store) -> list[EvidenceQuery]:
    """The evidence queries in the graph, sorted by IRI."""
    texts: dict[str, str] = {}
    claims: dict[str, set[str]] = defaultdict(set)
    for row in store.select(bind_query("evidence_queries", claim=None)):
        iri = row["check"].value
        texts[iri] = row["text"].value
        claims[iri] |= {row["of"].value} if "of" in row else set()
    return [EvidenceQuery(iri, text, frozenset(claims[iri])) for iri, text in texts.items()]


def bind_evidence_query(query: EvidenceQuery, claim: str | None, day: date, excluded: Iterable[str]) -> str:
    """The query for a claim (None: all that it serves), a day, and without what is excluded, by IRI.

    Raises:
        EvidenceQueryError: Its marked lines are missing.
    """
    if not (_PARAMS.search(query.text) and _WITHOUT.search(query.text)):
        raise EvidenceQueryError(
            f"{query.iri}: no line of parameters. See docs/guides/add-a-query.md, “Evidence queries”."
        )
    things = " ".join(str(NamedNode(iri)) for iri in (CG + "none", *excluded))

    def bind_parameters(match: re.Match[str]) -> str:
        served = match[1] if query.claims else str(NamedNode(claim)) if claim else "UNDEF"
        return f"VALUES (?claim ?asOf) {{ ({served} {Literal(day.isoformat())}) }}"

    text = _PARAMS.sub(bind_parameters, query.text, count=1)
    return _WITHOUT.sub(lambda match: f"VALUES {match[1]} {{ {things} }}", text)
