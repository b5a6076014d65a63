"""The files of data/checks: one evidence query each, with a header that says which claims it serves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.assessment.dependencies import expand_dependencies
from claimgraph.assessment.errors import EvidenceQueryError
from claimgraph.assessment.evidence_queries import HEADER_KEYS, EvidenceQuery, bind_evidence_query
from claimgraph.assessment.evidence_query_rows import bind_rows
from claimgraph.assessment.measurements import COLUMNS
from claimgraph.assessment.scope import SCOPE_KEYS, Scope
from claimgraph.queries import HeaderEntry, QueryHeaderError, read_entries
from claimgraph.rdf import named_node
from claimgraph.stores import QueryError, read_outline

# Evidence queries are added after reasoning, so that what follows from their class is stated here.
_KINDS = ("cg:Check", "sh:SPARQLSelectExecutable", "prov:Plan")
_REQUIRED = ("summary", "returns")
_REQUIRED_COLUMNS = ("claim", "proposition", "known", "used")


@dataclass(frozen=True, slots=True)
class EvidenceQueryFile:
    """An evidence query as it was written, with what it rests on written out in `text`."""

    slug: str
    text: str
    summary: str
    returns: str
    scope: Scope

    @property
    def iri(self) -> str:
        return namespaces.thing_iri(f"check/{self.slug}")


def read_evidence_queries(folder: Path) -> list[EvidenceQueryFile]:
    """The evidence query of every file of a folder, by name; none where there is no folder.

    Raises:
        EvidenceQueryError: A header cannot be read or lacks a key, or a query cannot be run.
    """
    return [_read(path) for path in sorted(folder.glob("*.rq"))]


def _read(path: Path) -> EvidenceQueryFile:
    text = bind_rows(path.read_text("utf-8-sig"), path)
    try:
        entries = read_entries(text, str(path), HEADER_KEYS, ("claim",))
        scope = Scope.read(entries)
    except QueryHeaderError as error:
        raise EvidenceQueryError(str(error)) from None
    values = _check_keys(path, entries)
    text = expand_dependencies(text, str(path))
    _check_query(path, EvidenceQuery(str(path), text, scope))
    return EvidenceQueryFile(path.stem.lower(), text, values["summary"], values["returns"], scope)


def _check_keys(path: Path, entries: list[HeaderEntry]) -> dict[str, str]:
    values = {entry.key: entry.text for entry in entries}
    if missing := [key for key in _REQUIRED if key not in values]:
        raise EvidenceQueryError(f"{path}: the header lacks {', '.join(missing)}. Add #+ {missing[0]}: …")
    if not set(SCOPE_KEYS) & set(values):
        raise EvidenceQueryError(
            f"{path}: the header does not say which claims the query serves. "
            f"Add one of {', '.join(f'#+ {key}: …' for key in SCOPE_KEYS)}"
        )
    return values


def _check_query(path: Path, query: EvidenceQuery) -> None:
    """Run it on an empty graph: what cannot be read then cannot be read later."""
    try:
        bound = bind_evidence_query(query, None, date.max, ())
        read_outline(bound)
        results = ox.Store().query(bound)
    except (SyntaxError, ValueError, QueryError) as error:
        raise EvidenceQueryError(f"{path}: {str(error).rstrip('.')}. Fix the query.") from None
    columns = [column.value for column in results.variables] if isinstance(results, ox.QuerySolutions) else []
    if unknown := [f"?{column}" for column in columns if column not in COLUMNS]:
        raise EvidenceQueryError(
            f"{path}: unknown {', '.join(unknown)}. Select some of ?{', ?'.join(COLUMNS)}."
        )
    if missing := [f"?{column}" for column in _REQUIRED_COLUMNS if column not in columns]:
        raise EvidenceQueryError(f"{path}: no {', '.join(missing)}. Every evidence query selects them.")


def encode_evidence_queries(files: list[EvidenceQueryFile]) -> Iterator[Triple]:
    """The triples about evidence queries, each with its query, so that anyone can run it again."""
    for file in files:
        subject = NamedNode(file.iri)
        for kind in _KINDS:
            yield Triple(subject, named_node("rdf:type"), named_node(kind))
        yield Triple(subject, named_node("dcterms:identifier"), Literal(f"check {file.slug}"))
        yield Triple(subject, named_node("rdfs:label"), Literal(file.summary, language="en"))
        yield Triple(subject, named_node("skos:note"), Literal(f"Returns {file.returns}."))
        yield Triple(subject, named_node("sh:select"), Literal(file.text))
        for claim in sorted(file.scope.claims):
            yield Triple(subject, named_node("cg:checks"), NamedNode(namespaces.thing_iri(f"claim/{claim}")))
