"""The beginning of a query: what BASE and PREFIX declare, and where the query itself begins."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.stores import terminals
from claimgraph.stores.terminals import compile_terminals

_SPACE = rf"(?:{terminals.SPACE})?+"
_DECLARATION = compile_terminals(
    rf"""{_SPACE} (?: (?ai:BASE) {_SPACE} {terminals.IRI}
       | (?ai:PREFIX) {_SPACE} (?P<prefix>(?:{terminals.PREFIX})?+) : {_SPACE} {terminals.IRI}
       | (?ai:VERSION) {_SPACE} {terminals.STRING} )"""
)
_BEGINNING = compile_terminals(_SPACE)


@dataclass(frozen=True, slots=True)
class Prologue:
    """The prefixes that are declared, without colons, and the offset where the form should stand."""

    prefixes: frozenset[str]
    end: int


def read_prologue(query: str) -> Prologue:
    """Read declarations as far as they are sound."""
    prefixes, end = set(), 0
    while match := _DECLARATION.match(query, end):
        end = match.end()
        if match["prefix"] is not None:
            prefixes.add(match["prefix"])
    beginning = _BEGINNING.match(query, end)
    return Prologue(frozenset(prefixes), beginning.end() if beginning else end)
