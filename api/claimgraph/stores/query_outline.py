"""What can be told of a query before it runs: its form, its dataset clause, and whether it is refused.

The engine has no switch against SERVICE, and repeats a triple that lies in two
FROM graphs. Both clauses are therefore found here, by their keyword. In a valid
query these words stand bare nowhere else; an invalid one the engine rejects.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from claimgraph.stores.errors import QueryRefusedError
from claimgraph.stores.result_formats import FORMATS_BY_FORM
from claimgraph.stores.tokens import Token, tokenize, tokenize_names

_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_VOLATILE_FUNCTIONS = ("NOW", "RAND", "UUID", "STRUUID")
_LONG_NUMBER = re.compile(r"\d{19}")
_INTEGER_LIMIT = 2**63
_KEYWORDS_BEFORE_IRIS = frozenset({"FROM", "NAMED", "SERVICE", "GRAPH", "DESCRIBE"})
# "1<2)SERVICE#>" reads as an IRI here and as a comparison to the engine. Real IRIs hardly look so.
_HIDDEN_SERVICE = re.compile(r"\).*service", re.IGNORECASE)


class FromClause(NamedTuple):
    """One FROM or FROM NAMED of a query, with the IRI as it is written there."""

    is_named: bool
    iri: str


@dataclass(frozen=True, slots=True)
class QueryOutline:
    """A query's text, and what its keywords tell. Whoever has an outline need not tokenize the text again.

    `form` is None if the text is not SPARQL: the engine will say why. `prologue`
    is the text before the form. A query is volatile if asking it twice may give
    two answers on the same graph.
    """

    text: str
    form: str | None
    prologue: str
    dataset_clause: tuple[FromClause, ...]
    uses_graph: bool
    is_volatile: bool


def read_outline(query: str | QueryOutline) -> QueryOutline:
    """Read the outline of a query; one that has been read already is returned as it is.

    Raises:
        QueryRefusedError: The query is an update, asks another endpoint, or holds a number that is too long.
    """
    if isinstance(query, QueryOutline):
        return query
    tokens = _split_glued_keywords(tokenize_names(query))
    _refuse_service(tokens)
    _refuse_long_numbers(query)
    first = next((token for token in tokens if token.is_word(*FORMATS_BY_FORM, *_UPDATES)), None)
    if first and first.is_word(*_UPDATES):
        raise QueryRefusedError(
            f"This endpoint is read-only: it answers queries and carries out no updates "
            f"({first.text.upper()})."
        )
    return QueryOutline(
        text=query,
        form=first.text.upper() if first else None,
        prologue=query[: first.start] if first else "",
        dataset_clause=_read_dataset_clause(tokens),
        uses_graph=any(token.is_word("GRAPH") for token in tokens),
        is_volatile=any(token.is_word(*_VOLATILE_FUNCTIONS) for token in tokens),
    )


def require_form(query: str | QueryOutline, *forms: str) -> QueryOutline:
    """The outline of one of our own queries.

    Raises:
        TypeError: The query has another form. That is a mistake in our code, so no StoreError.
        QueryRefusedError: As `read_outline` raises it.
    """
    outline = read_outline(query)
    if outline.form not in (None, *forms):
        raise TypeError(f"this is a query of the form {outline.form}, not {' or '.join(forms)}")
    return outline


def _refuse_service(tokens: list[Token]) -> None:
    if any(map(_is_service, tokens)):
        raise QueryRefusedError(
            "SERVICE is refused: this endpoint sends no part of a query to another one. "
            "Ask both endpoints and join the answers where you are."
        )


def _is_service(token: Token) -> bool:
    return token.is_word("SERVICE") or bool(token.kind == "iri" and _HIDDEN_SERVICE.search(token.text))


def _refuse_long_numbers(query: str) -> None:
    """Beyond its range the engine takes a number for text, and finds nothing without saying so.

    Only such a query is tokenized in full; the quick scan passes over numbers.
    """
    if not _LONG_NUMBER.search(query):
        return
    for token in tokenize(query):
        if token.kind == "number" and "e" not in token.text.lower() and Decimal(token.text) >= _INTEGER_LIMIT:
            raise QueryRefusedError(
                f"{token.text} is beyond the integers and decimals that can be compared here. "
                f"Write it with an exponent: {Decimal(token.text).normalize():e}."
            )


def _read_dataset_clause(tokens: list[Token]) -> tuple[FromClause, ...]:
    clauses = []
    for i, token in enumerate(tokens):
        if token.is_word("FROM"):
            following = tokens[i + 1 : i + 3]
            is_named = bool(following) and following[0].is_word("NAMED")
            iri = following[is_named : is_named + 1]
            if iri and iri[0].kind in ("iri", "prefixed"):
                clauses.append(FromClause(is_named, iri[0].text))
    return tuple(clauses)


def _split_glued_keywords(tokens: list[Token]) -> list[Token]:
    """Split "FROM:g" where no prefix is called FROM: the engine reads a keyword and ":g"."""
    declared = {
        after.text.removesuffix(":").upper() for token, after in pairwise(tokens) if token.is_word("PREFIX")
    }
    split: list[Token] = []
    for token in tokens:
        prefix = token.text.partition(":")[0]
        if token.kind == "prefixed" and prefix.upper() in _KEYWORDS_BEFORE_IRIS - declared:
            split.append(Token("word", prefix, token.start))
            split.append(Token("prefixed", token.text[len(prefix) :], token.start + len(prefix)))
        else:
            split.append(token)
    return split
