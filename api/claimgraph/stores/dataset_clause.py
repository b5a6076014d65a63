"""Finds FROM and FROM NAMED in a query, as the engine reads them: keywords need no space after them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from claimgraph.stores import terminals
from claimgraph.stores.prologue import Prologue, read_prologue
from claimgraph.stores.terminals import compile_terminals
from claimgraph.stores.tokens import Token, tokenize, tokenize_names

_SPACE = rf"(?:{terminals.SPACE})?+"
_FROM = compile_terminals(rf"{_SPACE} (?ai:FROM) {_SPACE}")
_NAMED = compile_terminals(rf"(?ai:NAMED) {_SPACE}")
_IRI = compile_terminals(
    rf"(?P<iri>{terminals.IRI}) | (?P<prefix>(?:{terminals.PREFIX})?+) : (?:{terminals.LOCAL})?+"
)


class FromClause(NamedTuple):
    """One FROM or FROM NAMED of a query, with the IRI as it is written there."""

    is_named: bool
    iri: str


def read_dataset_clause(
    query: str, form: str, names: list[Token], prologue: Prologue
) -> tuple[FromClause, ...]:
    """All FROM clauses of a query; `names` are its words and prefixed names, at least."""
    start = _find_keyword(query, form, names, prologue)
    if start is None:
        return ()
    return tuple(clause for clause, _ in _find_clauses(query, start, prologue))


def strip_dataset_clause(query: str, form: str) -> str:
    """The query without its FROM clauses."""
    names, prologue = tokenize_names(query), read_prologue(query)
    start = _find_keyword(query, form, names, prologue)
    if start is None:
        return query
    end = max((end for _, end in _find_clauses(query, start, prologue)), default=start)
    return f"{query[:start]} {query[end:]}"


def _find_keyword(query: str, form: str, names: list[Token], prologue: Prologue) -> int | None:
    """The offset of the first FROM. In a sound query the bare word stands nowhere else."""
    if form != "DESCRIBE" and any(prefix.upper().startswith("FROM") for prefix in prologue.prefixes):
        return next(_iterate_outer_names(query, prologue.end), None)
    for token in names:
        before_colon = token.text.partition(":")[0]
        if token.kind == "word" or (token.kind == "prefixed" and before_colon not in prologue.prefixes):
            offset = before_colon.upper().find("FROM")
            if offset >= 0 and token.start >= prologue.end:
                return token.start + offset
    return None


def _iterate_outer_names(query: str, start: int) -> Iterator[int]:
    """Where FROM stands outside of all brackets: "FROM:g" is FROM and ":g" there, whatever is declared."""
    depth = 0
    for token in tokenize(query):
        if token.kind == "mark":
            depth += (token.text in ("(", "{")) - (token.text in (")", "}"))
        elif depth == 0 and token.start >= start and token.kind in ("word", "prefixed"):
            offset = token.text.partition(":")[0].upper().find("FROM")
            if offset >= 0:
                yield token.start + offset


def _find_clauses(query: str, start: int, prologue: Prologue) -> Iterator[tuple[FromClause, int]]:
    """Each clause, and where it ends."""
    keyword = _FROM.match(query, start)
    while keyword:
        position = keyword.end()
        iri, is_named = _read_iri(query, position, prologue.prefixes), False
        if iri is None and (named := _NAMED.match(query, position)):
            position, is_named = named.end(), True
            iri = _read_iri(query, position, prologue.prefixes)
        if iri is None:
            return
        end = position + len(iri)
        yield FromClause(is_named, iri), end
        keyword = _FROM.match(query, end)


def _read_iri(query: str, position: int, prefixes: Iterable[str]) -> str | None:
    match = _IRI.match(query, position)
    return match.group() if match and (match["iri"] or match["prefix"] in prefixes) else None
