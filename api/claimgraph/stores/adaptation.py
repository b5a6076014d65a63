"""Adapts a query to the engine, where the engine would answer wrongly and say nothing.

GROUP_CONCAT over IRIs or numbers is unbound in the engine; other engines join them as text. A regular
expression that it cannot read matches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import cast

import pyoxigraph as ox

from claimgraph.stores.function_calls import FunctionCall, find_calls
from claimgraph.stores.syntax_errors import syntax_error_at
from claimgraph.stores.tokens import Token, tokenize

_CONCERNED = re.compile("regex|replace|group_concat", re.IGNORECASE | re.ASCII)
_FLAGS_ARGUMENT = {"REGEX": 2, "REPLACE": 3}
_SHOWN = 60  # characters of a regular expression


def adapt_query(query: str) -> str:
    """The text that the engine is given in place of a query.

    Raises:
        QuerySyntaxError: The engine cannot read a regular expression in it.
    """
    if not _CONCERNED.search(query):
        return query
    tokens = tokenize(query)
    calls = list(find_calls(tokens))
    for call in calls:
        _require_readable_pattern(query, tokens, call)
    return _insert(query, sorted(_list_insertions(tokens, calls)))


def _require_readable_pattern(query: str, tokens: list[Token], call: FunctionCall) -> None:
    for name, flags_index in _FLAGS_ARGUMENT.items():
        pattern = _constant(tokens, call.argument(1))
        if call.name.endswith(name) and pattern:
            flags = _constant(tokens, call.argument(flags_index))
            if not _is_readable(pattern.text, flags.text if flags else '""'):
                raise syntax_error_at(query, pattern.start, _describe_pattern(pattern.text, flags))


def _constant(tokens: list[Token], argument: range) -> Token | None:
    return tokens[argument[0]] if len(argument) == 1 and tokens[argument[0]].kind == "string" else None


@lru_cache(maxsize=256)
def _is_readable(pattern: str, flags: str) -> bool:
    solutions = cast(
        ox.QuerySolutions, ox.Store().query(f'SELECT (REGEX("", {pattern}, {flags}) AS ?x) {{}}')
    )
    return next(solutions)["x"] is not None


def _describe_pattern(pattern: str, flags: Token | None) -> str:
    shown = pattern if len(pattern) <= _SHOWN else pattern[:_SHOWN] + "…"
    with_flags = f" with the flags {flags.text[:_SHOWN]}" if flags else ""
    return (
        f"the regular expression {shown}{with_flags} cannot be read, or is too large. "
        f"There are no look-arounds and no back-references"
    )


def _list_insertions(tokens: list[Token], calls: list[FunctionCall]) -> Iterator[tuple[int, str]]:
    """GROUP_CONCAT(?x) becomes GROUP_CONCAT(STR(?x))."""
    for call in calls:
        argument = call.argument(0)
        if call.name.endswith("GROUP_CONCAT") and argument:
            expression = argument[1:] if tokens[argument[0]].is_word("DISTINCT") else argument
            if expression:
                yield tokens[expression[0]].start, "STR("
                yield tokens[expression[-1]].end, ")"


def _insert(query: str, insertions: list[tuple[int, str]]) -> str:
    parts, position = [], 0
    for offset, text in insertions:
        parts += [query[position:offset], text]
        position = offset
    return "".join([*parts, query[position:]])
