"""What can be told of a query before it runs: its form, its dataset clause, and what is refused.

The engine has no switch against SERVICE, and gives a triple that lies in two
FROM graphs twice; so both are found here, by their keyword. In a sound query
these words stand bare nowhere else. In an unsound one the engine complains.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from claimgraph.stores.errors import QueryRefusedError
from claimgraph.stores.result_formats import FORMATS_BY_FORM
from claimgraph.stores.tokens import Token, tokenize, tokenize_names

_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_FLUID = ("NOW", "RAND", "UUID", "STRUUID")
_LONG = re.compile(r"\d{19}")
_BEYOND = 2**63
_GLUED = frozenset({"FROM", "NAMED", "SERVICE", "GRAPH", "DESCRIBE"})  # keywords that an IRI may follow
# "1<2)SERVICE#>" reads as an IRI here and as a comparison to the engine. Real IRIs hardly look so.
_HIDDEN_SERVICE = re.compile(r"\).*service", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QueryOutline:
    """A query at a glance. `form` is None where the text is not SPARQL: the engine will say why.

    `prologue` and `sources` are the text before the form and the (named?, IRI as written)
    pairs of the dataset clause. `fluid` means that asking twice may give two answers.
    """

    form: str | None
    prologue: str
    dataset_clause: tuple[tuple[bool, str], ...]
    uses_graph: bool
    is_volatile: bool


def read_outline(query: str) -> QueryOutline:
    """Look the query over.

    Raises:
        QueryRefusedError: It is an update, asks another endpoint, or holds a number that is too long.
    """
    found = _with_glued_keywords(tokenize_names(query))
    _refuse_service(found)
    _refuse_long_numbers(query)
    first = next((token for token in found if token.is_word(*FORMATS_BY_FORM, *_UPDATES)), None)
    if first and first.is_word(*_UPDATES):
        raise QueryRefusedError(
            f"This endpoint is read-only: it answers queries and carries out no updates "
            f"({first.text.upper()})."
        )
    return QueryOutline(
        form=first.text.upper() if first else None,
        prologue=query[: first.start] if first else "",
        dataset_clause=_sources(found),
        uses_graph=any(token.is_word("GRAPH") for token in found),
        is_volatile=any(token.is_word(*_FLUID) for token in found),
    )


def _refuse_service(found: list[Token]) -> None:
    if any(map(_is_service, found)):
        raise QueryRefusedError(
            "SERVICE is refused: this endpoint sends no part of a query to another one. "
            "Ask both endpoints and join the answers where you are."
        )


def _refuse_long_numbers(query: str) -> None:
    """Beyond its range the engine takes a number for text, and finds nothing without saying so."""
    if not _LONG.search(query):
        return
    for token in tokenize(query):
        if token.kind == "number" and "e" not in token.text.lower() and Decimal(token.text) >= _BEYOND:
            raise QueryRefusedError(
                f"{token.text} is beyond the integers and decimals that can be compared here. "
                f"Write it with an exponent: {Decimal(token.text).normalize():e}."
            )


def _is_service(token: Token) -> bool:
    return token.is_word("SERVICE") or bool(token.kind == "iri" and _HIDDEN_SERVICE.search(token.text))


def _sources(found: list[Token]) -> tuple[tuple[bool, str], ...]:
    sources = []
    for i, token in enumerate(found):
        if token.is_word("FROM"):
            rest = found[i + 1 : i + 3]
            named = bool(rest) and rest[0].is_word("NAMED")
            iri = rest[named : named + 1]
            if iri and iri[0].kind in ("iri", "prefixed"):
                sources.append((named, iri[0].text))
    return tuple(sources)


def _with_glued_keywords(found: list[Token]) -> list[Token]:
    """Split "FROM:g" where no prefix is called FROM: the engine reads a keyword and ":g"."""
    declared = {
        after.text.removesuffix(":").upper() for token, after in pairwise(found) if token.is_word("PREFIX")
    }
    split: list[Token] = []
    for token in found:
        prefix = token.text.partition(":")[0]
        if token.kind == "prefixed" and prefix.upper() in _GLUED - declared:
            split.append(Token("word", prefix, token.start))
            split.append(Token("prefixed", token.text[len(prefix) :], token.start + len(prefix)))
        else:
            split.append(token)
    return split
