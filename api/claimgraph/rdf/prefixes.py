r"""Which prefixes a document declares: those it uses, with one for each kind of thing and each vocabulary.

A "/" must be escaped in a prefixed name, so `id:` alone would give `id:fab\/tsmc-fab-18`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from claimgraph import namespaces

_GRAPH_PATH = re.compile(r"[a-z0-9-]+(/[a-z]+)?")  # a graph, or a part of its description: files, classes
_BY_BASE = {base: prefix for prefix, base in namespaces.PREFIXES.items()}


def prefixes_for(statements: Iterable[Iterable[object]]) -> dict[str, str]:
    """Return the prefixes that triples or quads use, in alphabetical order.

    >>> prefixes_for([[NamedNode("https://w3id.org/claimgraph/id/fab/tsmc-fab-18")]])
    {'fab': 'https://w3id.org/claimgraph/id/fab/'}
    """
    bases = {_namespace(iri) for statement in statements for term in statement for iri in _iris_in(term)}
    return dict(sorted((name, base) for base in bases if (name := _prefix_for(base))))


def _iris_in(term: object) -> Iterator[str]:
    if isinstance(term, NamedNode):
        yield term.value
    elif isinstance(term, Literal):
        yield term.datatype.value


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _prefix_for(base: str) -> str | None:
    if base in _BY_BASE:
        return _BY_BASE[base]
    if base.startswith(namespaces.GRAPH):
        path = base.removeprefix(namespaces.GRAPH)[:-1]
        return f"graph-{path.replace('/', '-')}" if _GRAPH_PATH.fullmatch(path) else None
    kind, scheme = base.removeprefix(namespaces.ID)[:-1], base.removeprefix(namespaces.VOCAB)[:-1]
    if base.startswith(namespaces.ID) and "/" not in kind:
        return kind
    return f"vocab-{scheme}" if base.startswith(namespaces.VOCAB) and "/" not in scheme else None
