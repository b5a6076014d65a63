"""What an evidence query matched: every thing in its pattern, whether selected, counted or only passed.

The result of an evidence query is a row of figures. What these were computed from are the solutions of its
pattern before grouping: of the same query without its SELECT clause and without what follows the pattern.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import NamedNode

from claimgraph.namespaces import PREFIXES
from claimgraph.stores import Store, Token, tokenize

RDF_TYPE = PREFIXES["rdf"] + "type"  # a query may write "a"
_OPENING, _CLOSING = ("{", "("), ("}", ")")


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """IRIs in the solutions of a pattern, and the properties by which it may lead from one to another."""

    iris: frozenset[str]
    properties: frozenset[str]


def match_pattern(store: Store, query: str) -> PatternMatch | None:
    """What the pattern of a SELECT query matches; None if nothing."""
    solutions = store.select(select_every_variable(query))
    terms = (term for solution in solutions for term in solution.values())
    iris = {term.value for term in terms if isinstance(term, NamedNode)}
    properties = {*find_iris(query), RDF_TYPE, *iris}  # a property may be a variable
    return PatternMatch(frozenset(iris), frozenset(properties)) if solutions else None


def select_every_variable(query: str) -> str:
    """The query that selects every variable of a query's pattern.

    >>> select_every_variable("PREFIX : <http://e/> SELECT (COUNT(?x) AS ?n) WHERE { ?y :p ?x } GROUP BY ?y")
    'PREFIX : <http://e/> SELECT * WHERE { ?y :p ?x }'

    Raises:
        ValueError: The query has no pattern.
    """
    tokens = tokenize(query)
    select = next(index for index, token in enumerate(tokens) if token.is_word("SELECT"))
    start, end = _pattern_span(tokens[select + 1 :])
    return f"{query[: tokens[select].start]}SELECT * {query[start:end]}"


def _pattern_span(tokens: list[Token]) -> tuple[int, int]:
    """Where the clauses after SELECT begin, and where the pattern ends."""
    depth, start = 0, None
    for token in tokens:
        if start is None and depth == 0 and (token.is_word("FROM", "WHERE") or token.text == "{"):
            start = token.start
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth == 0 and start is not None and token.text == "}":
            return start, token.end
    raise ValueError("the query has no pattern")


def find_iris(query: str) -> set[str]:
    """Every IRI in a query, in full or with a prefix that the query declares."""
    tokens = tokenize(query)
    prefixes = dict(_read_prefixes(tokens))
    iris = {token.text[1:-1] for token in tokens if token.kind == "iri"}
    for token in tokens:
        prefix, colon, name = token.text.partition(":")
        if token.kind == "prefixed" and colon and name and prefix in prefixes:
            iris.add(prefixes[prefix] + name)
    return iris


def _read_prefixes(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    for name, iri in pairwise(tokens):
        if name.kind == "prefixed" and name.text.endswith(":") and iri.kind == "iri":
            yield name.text.removesuffix(":"), iri.text[1:-1]
