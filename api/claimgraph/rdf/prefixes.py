r"""Which prefixes a document declares: those it uses, with one for each kind of id and each vocabulary.

A "/" cannot stand in a short name unescaped, so `id:` alone would give `id:fab\/tsmc-fab-18`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from claimgraph import namespaces

_PART = re.compile(r"[a-z0-9-]+(/[a-z]+)?")  # of a graph's description: its files, its classes
_BY_BASE = {base: prefix for prefix, base in namespaces.PREFIXES.items()}


def prefixes_for(statements: Iterable[Iterable[object]]) -> dict[str, str]:
    """The prefixes that some triples or quads use, in alphabetical order.

    >>> prefixes_for([[NamedNode("https://w3id.org/claimgraph/id/fab/tsmc-fab-18")]])
    {'fab': 'https://w3id.org/claimgraph/id/fab/'}
    """
    used = {_namespace(iri) for statement in statements for term in statement for iri in _iris(term)}
    return dict(sorted((name, base) for base in used if (name := _name(base))))


def _iris(term: object) -> Iterator[str]:
    if isinstance(term, NamedNode):
        yield term.value
    elif isinstance(term, Literal):
        yield term.datatype.value


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _name(base: str) -> str | None:
    if base in _BY_BASE:
        return _BY_BASE[base]
    part = base.removeprefix(namespaces.GRAPH)[:-1]
    if base.startswith(namespaces.GRAPH) and part:
        return f"graph-{part.replace('/', '-')}" if _PART.fullmatch(part) else None
    kind, scheme = base.removeprefix(namespaces.ID)[:-1], base.removeprefix(namespaces.VOCAB)[:-1]
    if base.startswith(namespaces.ID) and "/" not in kind:
        return kind
    return f"vocab-{scheme}" if base.startswith(namespaces.VOCAB) and "/" not in scheme else None
