"""The files of data/checks: one query each, with a header that says what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.assessment.evidence_queries import EvidenceQuery, EvidenceQueryError, bind_evidence_query
from claimgraph.assessment.measurements import COLUMNS
from claimgraph.rdf import named_node
from claimgraph.stores import read_outline

# Checks come after reasoning, so what follows is said here.
_KINDS = ("cg:Check", "sh:SPARQLSelectExecutable", "prov:Plan")
KEYS = ("summary", "claims", "params", "returns")
_HEADER = re.compile(r"^#\+ ([a-z]+): *(\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class EvidenceQueryFile:
    """A check as it was written; `claims` are slugs, none if it serves every claim."""

    slug: str
    text: str
    header: dict[str, str]
    claims: tuple[str, ...]

    @property
    def iri(self) -> str:
        return namespaces.thing_iri(f"check/{self.slug}")


def read_evidence_queries(folder: Path) -> list[EvidenceQueryFile]:
    """Every check of a folder, by name; none where there is no folder.

    Raises:
        EvidenceQueryError: A file lacks a part of its header, or its query cannot be run as a check.
    """
    return [_read(path) for path in sorted(folder.glob("*.rq"))]


def _read(path: Path) -> EvidenceQueryFile:
    text = path.read_text("utf-8")
    pairs = _HEADER.findall(text)
    header = dict(pairs)
    if missing := [key for key in KEYS if key not in header]:
        raise EvidenceQueryError(
            f"{path}: the header lacks {', '.join(missing)}. Add it, as #+ {missing[0]}: …"
        )
    check = EvidenceQueryFile(
        path.stem.lower(), text, header, tuple(each for key, each in pairs if key == "claim")
    )
    _try(path, check)
    return check


def _try(path: Path, check: EvidenceQueryFile) -> None:
    """Run it on nothing: what cannot be read then cannot be read later."""
    ready = bind_evidence_query(
        EvidenceQuery(str(path), check.text, frozenset(check.claims)), None, date.max, ()
    )
    try:
        read_outline(ready)
        results = ox.Store().query(ready)
    except (SyntaxError, ValueError) as error:
        raise EvidenceQueryError(f"{path}: {error}. Fix the query.") from None
    names = [each.value for each in results.variables] if isinstance(results, ox.QuerySolutions) else []
    if strange := [name for name in names if name not in COLUMNS] or "proposition" not in names:
        what = f"unknown {strange}" if isinstance(strange, list) else "no ?proposition"
        raise EvidenceQueryError(f"{path}: {what}. A check selects some of ?{', ?'.join(COLUMNS)}.")


def encode_evidence_queries(files: list[EvidenceQueryFile]) -> Iterator[Triple]:
    """What the graph says of checks: the query itself among it, so that anyone can run it again."""
    for check in files:
        subject = NamedNode(check.iri)
        for kind in _KINDS:
            yield Triple(subject, named_node("rdf:type"), named_node(kind))
        yield Triple(subject, named_node("dcterms:identifier"), Literal(f"check {check.slug}"))
        yield Triple(subject, named_node("rdfs:label"), Literal(check.header["summary"], language="en"))
        yield Triple(subject, named_node("skos:note"), Literal(f"Returns {check.header['returns']}."))
        yield Triple(subject, named_node("sh:select"), Literal(check.text))
        for claim in check.claims:
            yield Triple(subject, named_node("cg:checks"), NamedNode(namespaces.thing_iri(f"claim/{claim}")))
