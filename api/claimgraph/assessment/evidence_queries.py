"""Evidence queries, as the graph holds them, with claim, day and exclusions bound as RDF terms.

An evidence query is a whole query that runs as it stands. Its lines marked "# params", "# without",
"# as of" and "# current on" hold example values; only these are replaced, by RDF terms, never by pasted text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from claimgraph.assessment.errors import EvidenceQueryError
from claimgraph.assessment.scope import SCOPE_KEYS, Scope
from claimgraph.namespaces import CG, thing_iri
from claimgraph.queries import bind_query, find_values_line, read_entries
from claimgraph.stores import Store

HEADER_KEYS = ("summary", "serves", *SCOPE_KEYS, "returns")
_PROPOSITION = f"<{thing_iri('proposition/')}"  # in the line of a row
_FORMER_KEYS = ("claims", "params")  # of graphs, and of proofs, that were made before
_WITHOUT = re.compile(r"VALUES (\?\w+) \{ cg:none \}(?=.*# without$)", re.MULTILINE)
_AS_OF = re.compile(r'"9999-12-31"(?=.*# as of$)', re.MULTILINE)
_CURRENT_ON = re.compile(r'"9999-12-31"(?=.*# current on$)', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class EvidenceQuery:
    """A query that finds measurements for the propositions of the claims in its scope."""

    iri: str
    text: str
    scope: Scope

    @property
    def is_aggregated(self) -> bool:
        """True if a row may rest on many things, so that another day needs another run."""
        return "GROUP BY" in self.text

    def names_metric(self, slug: str, propositions: Iterable[str]) -> bool:
        """True if the query names a metric itself; of its rows those of these propositions (IRIs) count."""
        name = re.compile(rf"metric[:/]{re.escape(slug)}(?![\w-])")
        lines = [line for line in self.text.splitlines() if name.search(line)]
        rows = [line for line in lines if _PROPOSITION in line]
        own_rows = (f"<{proposition}>" in row for row in rows for proposition in propositions)
        return len(rows) < len(lines) or any(own_rows)


def load_evidence_queries(store: Store) -> list[EvidenceQuery]:
    """The evidence queries in the graph, sorted by IRI."""
    rows = store.select(bind_query("evidence_queries", claim=None))
    texts = {row["check"].value: row["text"].value for row in rows}  # one row per claim it was written for
    return [_read(iri, text) for iri, text in texts.items()]


def _read(iri: str, text: str) -> EvidenceQuery:
    entries = read_entries(text, iri, {*HEADER_KEYS, *_FORMER_KEYS}, ("claim",))
    return EvidenceQuery(iri, text, Scope.read(entries))


def bind_evidence_query(
    query: EvidenceQuery,
    claim: str | tuple[str, ...] | None,
    day: date,
    excluded: Iterable[str],
    current_on: date | None = None,
) -> str:
    """The query for a claim or several (None: all in its scope), a day, and without what is excluded, by IRI.

    `current_on`: the day on which a release of a series must not have replaced a figure yet; that day unless
    another is given.

    Raises:
        EvidenceQueryError: Its line of parameters is missing.
    """
    line = find_values_line(query.text)
    if line is None or set(line.names) != {"claim", "asOf"}:
        raise EvidenceQueryError(
            f"{query.iri}: no line VALUES (?claim ?asOf) {{ (… …) }}  # params. "
            f"See docs/guides/add-a-query.md, “Evidence queries”."
        )
    without = " ".join(str(NamedNode(iri)) for iri in (CG + "none", *excluded))
    as_of = Literal(day.isoformat())
    claims = [NamedNode(iri) for iri in claim] if isinstance(claim, tuple) else [_one_claim(query, claim)]
    text = line.replace(query.text, *({"claim": iri, "asOf": as_of} for iri in claims))
    text = _AS_OF.sub(str(as_of), text)
    text = _CURRENT_ON.sub(str(Literal((current_on or day).isoformat())), text)
    return _WITHOUT.sub(lambda match: f"VALUES {match[1]} {{ {without} }}", text)


def _one_claim(query: EvidenceQuery, claim: str | None) -> NamedNode | None:
    if claim is None and len(query.scope.claims) == 1:
        [slug] = query.scope.claims
        claim = thing_iri(f"claim/{slug}")
    return NamedNode(claim) if claim else None
