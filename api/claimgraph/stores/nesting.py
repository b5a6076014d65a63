"""How deeply the brackets of a query are nested: the engine takes cubic time, or overflows its stack."""

from __future__ import annotations

from claimgraph.stores import terminals
from claimgraph.stores.errors import QueryTooDeepError
from claimgraph.stores.terminals import compile_terminals

_DEEPEST = 64
_BRACKET = compile_terminals(
    rf"""(?: {terminals.SPACE} | {terminals.STRING} | {terminals.IRI} | [^"'<>\#(){{}}\[\]\x20\t\r\n]++ )++
       | (?P<opening> << | [({{\[] ) | (?P<closing> >> | [)}}\]] ) | (?s:.)"""
)


def may_be_deep(query: str) -> bool:
    """False if there are not even enough brackets for a query that is refused."""
    return sum(map(query.count, "({[<")) > _DEEPEST


def require_shallow(query: str) -> None:
    """Make sure that a query can be read.

    Raises:
        QueryTooDeepError: Its brackets are nested too deeply.
    """
    if not may_be_deep(query):
        return
    depth = 0
    for match in _BRACKET.finditer(query):
        depth += (match.lastgroup == "opening") - (match.lastgroup == "closing")
        if depth > _DEEPEST:
            raise QueryTooDeepError(
                f"The query is nested too deeply: {_DEEPEST} brackets within each other are the most. "
                f"Write it flatter."
            )
