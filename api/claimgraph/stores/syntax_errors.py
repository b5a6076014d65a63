"""Explains where and why a query is not SPARQL.

The engine tries keywords by taking as many characters as they have, so the
place it reports is up to a keyword too far, and what it "expected" is whatever
keyword is longest. Two more parses put that right: one with white space between
the tokens, wide enough to hold any keyword, gives the token it stopped at; one
of the text up to that token gives what could have stood there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from claimgraph.namespaces import PREFIXES
from claimgraph.stores import terminals
from claimgraph.stores.errors import QuerySyntaxError
from claimgraph.stores.result_formats import FORMATS_BY_FORM
from claimgraph.stores.terminals import compile_terminals
from claimgraph.stores.tokens import Token, tokenize

Parse = Callable[[str], object]

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_EXPECTED = re.compile(r'"(?:[^"\\]|\\.)*"|\[[^\]]*\]|[^,\["]+')
_STRING_BEGINNING = compile_terminals(terminals.STRING_BEGINNING)
_GAP = " " * 40  # longer than any keyword
_SHORTLIST = 6
_MEANINGS = {"?": "a variable", "$": "a variable", "<": "an IRI", '\\"': "a string", "'": "a string"}
_NOISE = frozenset((*"^@+-/|*!:", "_:", "<<", "<<(", r"\u", r"\U", r"\\", r"\\u", r"\\U", r"\"\"\"", "'''"))


def explain_syntax_error(query: str, error: SyntaxError, parse: Parse) -> QuerySyntaxError:
    """Turn the engine's error into one with the right place, and in words.

    `parse` reads a query and raises SyntaxError if it cannot.
    """
    tokens = tokenize(query)
    undeclared = _find_undeclared_prefix(tokens)
    if undeclared:
        return syntax_error_at(query, undeclared.start, _describe_undeclared_prefix(undeclared))
    for token in tokens:
        if token.kind == "open":
            return syntax_error_at(query, token.start, describe_open_string(token.text))
    return _explain_by_parsing(query, tokens, error, parse)


def syntax_error_at(query: str, offset: int, problem: str) -> QuerySyntaxError:
    """An error at an offset of the query, with its line and column."""
    before = query[:offset]
    line, column = before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
    return QuerySyntaxError(f"Line {line}, column {column}: {problem.rstrip('.')}.", line, column)


def describe_open_string(text: str) -> str:
    """Why a string has no end; `text` is what follows from its first quotation mark on."""
    stop = cast("re.Match[str]", _STRING_BEGINNING.match(text)).end()
    if text[stop : stop + 1] == "\\":
        escape = text[stop : stop + 2]
        return f"this string has no end: {escape} in it is no escape. A backslash is written twice"
    return "this string has no closing quotation mark"


def _explain_by_parsing(
    query: str, tokens: list[Token], error: SyntaxError, parse: Parse
) -> QuerySyntaxError:
    place = _PLACE.search(str(error))
    if not place:
        return QuerySyntaxError(f"The query cannot be read: {str(error)[:200]}")
    sentence = _find_sentence(place[3])
    if sentence:
        return syntax_error_at(query, _offset(query, int(place[1]), int(place[2])), sentence)
    stop = _find_stopping_token(tokens, parse)
    start = stop.start if stop else len(query.rstrip())
    if not any(token.is_word(*FORMATS_BY_FORM) for token in tokens):
        forms = ", ".join(FORMATS_BY_FORM)
        return syntax_error_at(query, start, f"a query needs one of the words {forms}, and none is here")
    return syntax_error_at(query, start, _describe_stop(stop, _list_expected(query[:start], parse)))


def _find_undeclared_prefix(tokens: list[Token]) -> Token | None:
    declared = {"_"}
    for i, token in enumerate(tokens):
        if token.kind == "prefixed":
            prefix = token.text.partition(":")[0]
            if i and tokens[i - 1].is_word("PREFIX"):
                declared.add(prefix)
            elif prefix not in declared:
                return token
    return None


def _describe_undeclared_prefix(token: Token) -> str:
    prefix = token.text.partition(":")[0]
    iri = PREFIXES.get(prefix, "...")
    return f"the prefix '{prefix}:' is not declared. Add this line first: PREFIX {prefix}: <{iri}>"


def _describe_stop(stop: Token | None, expected: list[str]) -> str:
    problem = f"'{_shorten(stop.text)}' is not expected here" if stop else "the query ends too early"
    if stop and stop.kind == "iri" and ":" not in stop.text:
        return f"{stop.text} is a relative IRI. Write it in full, or put a BASE line first"
    if stop and f"'{stop.text}'" in expected:
        return (
            f"what stands before '{stop.text}' does not fit together: for example a variable "
            f"that gets its value twice, or a VALUES row of the wrong length"
        )
    return f"{problem}. Expected {' or '.join(expected[:_SHORTLIST])}" if expected else problem


def _find_stopping_token(tokens: list[Token], parse: Parse) -> Token | None:
    """The first token that cannot be there; None if all can, and something is missing after them."""
    text, starts = _space_out(tokens)
    try:
        parse(text + _GAP)
    except SyntaxError as error:
        place = _PLACE.search(str(error))
        if place:
            stop = _offset(text, int(place[1]), int(place[2]))
            reached = [token for token, start in zip(tokens, starts, strict=True) if start <= stop]
            return reached[-1] if reached and stop < len(text + _GAP) else None
    return None


def _space_out(tokens: list[Token]) -> tuple[str, list[int]]:
    """The query with gaps between its tokens, and where each token starts in it."""
    parts: list[str] = []
    starts, length = [], 0
    for i, token in enumerate(tokens):
        if i and (tokens[i - 1].end < token.start or {token.text, tokens[i - 1].text} & set("(){}")):
            parts.append(_GAP)
            length += len(_GAP)
        starts.append(length)
        parts.append(token.text.replace("\n", " "))
        length += len(token.text)
    return "".join(parts), starts


def _list_expected(beginning: str, parse: Parse) -> list[str]:
    """What could have followed `beginning`, keywords left out."""
    try:
        parse(beginning.rstrip() + "\n")
    except SyntaxError as error:
        place = _PLACE.search(str(error))
        marks = [part[1:-1] for part in _EXPECTED.findall(place[3] if place else "") if part[0] == '"']
        return list(dict.fromkeys(_MEANINGS.get(mark, f"'{mark}'") for mark in marks if mark not in _NOISE))
    return []


def _find_sentence(expected: str) -> str | None:
    """What the engine says in words, such as "Duplicated variable name in SELECT"."""
    for part in _EXPECTED.findall(expected):
        if part[0] not in '"[' and re.search(r"[a-z] [a-z]", part):
            return str(part.strip())
    return None


def _offset(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    return sum(len(before) + 1 for before in lines[: line - 1]) + column - 1


def _shorten(text: str) -> str:
    return text if len(text) <= len(_GAP) else text[: len(_GAP)] + "…"
