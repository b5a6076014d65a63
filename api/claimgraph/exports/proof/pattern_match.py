"""What a query matched: everything its pattern names, whether it is handed out, counted or only passed by.

A check's result is a row of figures. What these were taken from are the solutions of its pattern,
before anything is grouped: the same query without its SELECT clause and what follows the pattern.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import NamedNode

from claimgraph.namespaces import PREFIXES
from claimgraph.stores import Store, Token, tokenize

TYPE = PREFIXES["rdf"] + "type"  # a query may write it "a"
_OPEN, _CLOSE = ("{", "("), ("}", ")")


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """The IRIs that the solutions hold, and those with which the pattern leads from one to the next."""

    things: frozenset[str]
    properties: frozenset[str]


def match_pattern(store: Store, query: str) -> PatternMatch | None:
    """What a SELECT query matches; None if nothing."""
    rows = store.select(select_every_variable(query))
    things = {term.value for row in rows for term in row.values() if isinstance(term, NamedNode)}
    named = {*mentioned_iris(query), TYPE, *things}  # a property may be a variable, too
    return PatternMatch(frozenset(things), frozenset(named)) if rows else None


def select_every_variable(query: str) -> str:
    """The query that hands out every variable of every solution.

    >>> whole("PREFIX : <http://e/> SELECT (COUNT(?x) AS ?n) WHERE { ?y :p ?x } GROUP BY ?y")
    'PREFIX : <http://e/> SELECT * WHERE { ?y :p ?x }'
    """
    found = tokenize(query)
    first = next(i for i, token in enumerate(found) if token.is_word("SELECT"))
    clause, end = _pattern(found[first + 1 :])
    return f"{query[: found[first].start]}SELECT * {query[clause:end]}"


def _pattern(found: list[Token]) -> tuple[int, int]:
    """Where the clauses after SELECT begin, and where the pattern ends; brackets inside count as one."""
    depth, clause = 0, None
    for token in found:
        if clause is None and depth == 0 and (token.is_word("FROM", "WHERE") or token.text == "{"):
            clause = token.start
        depth += (token.text in _OPEN) - (token.text in _CLOSE)
        if depth == 0 and clause is not None and token.text == "}":
            return clause, token.end
    raise ValueError("a query without a pattern")


def mentioned_iris(query: str) -> set[str]:
    """Every IRI that a query names, in full or by a prefix it declares."""
    found = tokenize(query)
    declared = dict(_prefixes(found))
    named = {token.text[1:-1] for token in found if token.kind == "iri"}
    for token in found:
        prefix, colon, name = token.text.partition(":")
        if token.kind == "prefixed" and colon and name and prefix in declared:
            named.add(declared[prefix] + name)
    return named


def _prefixes(found: list[Token]) -> Iterator[tuple[str, str]]:
    for name, iri in pairwise(found):
        if name.kind == "prefixed" and name.text.endswith(":") and iri.kind == "iri":
            yield name.text.removesuffix(":"), iri.text[1:-1]
