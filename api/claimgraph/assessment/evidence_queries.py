"""The queries of checks: which serve a claim, with the day and what is left out put in as terms.

A check is a whole query that runs as it stands. Two of its lines hold example values, marked
"# params" and "# without"; only these are replaced, by RDF terms, never by pasted text.
"""

from __future__ import annotations

import re
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
    """A check is not written as checks are."""


@dataclass(frozen=True, slots=True)
class EvidenceQuery:
    """`claims`: those it was written for; none: it serves every claim."""

    iri: str
    text: str
    claims: frozenset[str]

    @property
    def is_aggregated(self) -> bool:
        """Whether one row may rest on many things, so that another day needs another run."""
        return "GROUP BY" in self.text


def load_evidence_queries(store: Store, claim: str | None = None) -> list[EvidenceQuery]:
    """The checks in the graph that serve a claim, or all."""
    found: dict[str, tuple[str, set[str]]] = {}
    for row in store.select(bind_query("evidence_queries", claim=NamedNode(claim) if claim else None)):
        of = found.setdefault(row["check"].value, (row["text"].value, set()))[1]
        of |= {row["of"].value} if "of" in row else set()
    return [EvidenceQuery(iri, text, frozenset(claims)) for iri, (text, claims) in found.items()]


def bind_evidence_query(query: EvidenceQuery, claim: str | None, day: date, excluded: tuple[str, ...]) -> str:
    """The check's query for a claim, a day, and what is left out; it runs as it stands, too.

    Raises:
        EvidenceQueryError: Its marked lines are not there.
    """
    if not (_PARAMS.search(query.text) and _WITHOUT.search(query.text)):
        raise EvidenceQueryError(f"{query.iri}: no line of parameters. See docs/curating.md, “Checks”.")
    things = " ".join(str(NamedNode(each)) for each in (CG + "none", *excluded))

    def parameters(match: re.Match[str]) -> str:
        which = (str(NamedNode(claim)) if claim else "UNDEF") if not query.claims else match[1]
        return f"VALUES (?claim ?asOf) {{ ({which} {Literal(day.isoformat())}) }}"

    text = _PARAMS.sub(parameters, query.text, count=1)
    return _WITHOUT.sub(lambda match: f"VALUES {match[1]} {{ {things} }}", text)
