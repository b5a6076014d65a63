"""Cuts SPARQL text into tokens, so that a keyword can be told from the same word in a string or an IRI.

This is no parser; the engine has one. Tokens answer what the engine does not
tell before it runs a query: its form, its dataset clause, what it must not do.
They are cut where the engine cuts them, and in linear time for any text.
"""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from claimgraph.stores import terminals
from claimgraph.stores.terminals import compile_terminals

_NAME = rf"(?P<name>{terminals.PREFIX}) (?P<local>: (?:{terminals.LOCAL})?+ )?+"
_PREFIXED = rf"{terminals.BLANK_NODE} | : (?:{terminals.LOCAL})?+"

# The order matters: longer tokens come first, and a mark is whatever is left.
_TOKEN = compile_terminals(
    rf"""(?P<space>{terminals.SPACE}) | (?P<iri>{terminals.IRI}) | (?P<string>{terminals.STRING})
       | (?P<open>{terminals.OPEN_STRING}) | (?P<variable>{terminals.VARIABLE}) | (?P<tag>{terminals.TAG})
       | (?P<prefixed>{_PREFIXED}) | {_NAME} | (?P<number>{terminals.NUMBER})
       | (?P<mark> \{{\| | \|\}} | <<\(? | \)?>> | \^\^ | (?s:.) )"""
)
# The same, but whatever can be neither a keyword nor the IRI after one is skipped in one go.
_NAME_TOKEN = compile_terminals(
    rf"""(?: {terminals.SPACE} | {terminals.STRING} | {terminals.VARIABLE} | {terminals.TAG}
           | {terminals.NUMBER} | {terminals.BLANK_NODE} | [.{{}}()\[\];,*/|^+=!&>~%-] )++
       | (?P<iri>{terminals.IRI}) | (?P<open>{terminals.OPEN_STRING}) | {_NAME}
       | (?P<prefixed>: (?:{terminals.LOCAL})?+ ) | (?s:.)"""
)
_KINDS = {"local": "prefixed"}  # the group that matches last, where it is not the kind
_IN_NAME = re.compile(r"(?P<word>[A-Za-z][A-Za-z0-9_]*+)|(?P<number>[0-9]++)|(?P<mark>.)")
# "1<2)SERVICE#>" may be an IRI or a comparison. The latter needs one of these marks before the ">".
_MAY_BE_COMPARISON = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*+://)[^>(),#'&]*+[(),#'&]")
_OPENING = frozenset(("(", "{", "[", "{|", "<<", "<<("))
_CLOSING = frozenset((")", "}", "]", "|}", ">>", ")>>"))
_LIST_AFTER = ("VALUES", "TRUE", "FALSE")


class Token(NamedTuple):
    """A token of the query: its kind, its text, and where it starts (an offset in characters)."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """True if this is a bare keyword and one of `words` (upper case)."""
        return self.kind == "word" and self.text.upper() in words


def tokenize(query: str) -> list[Token]:
    """All tokens in order, without white space and comments. Text that is not SPARQL has tokens, too.

    A string that is not closed is the last token, of the kind "open".
    """
    tokens: list[Token] = []
    brackets = Brackets()
    position = 0
    while position < len(query):
        match = cast("re.Match[str]", _TOKEN.match(query, position))  # the last alternative takes anything
        kind, text = str(match.lastgroup), match.group()
        if (text[0] == "<" and brackets.expect_operator(tokens)) or (
            text == ")>>" and brackets.in_parentheses
        ):
            kind, text = "mark", text[0]
        if kind == "name":
            cut = _cut_name(text, position)
        else:
            cut = [] if kind == "space" else [Token(_KINDS.get(kind, kind), text, position)]
        for token in cut:
            brackets.follow(token, tokens)
            tokens.append(token)
        position += len(text)
    return tokens


def tokenize_names(query: str) -> list[Token]:
    """Only the words, the prefixed names and the IRIs, and a string left open: quicker than all tokens."""
    tokens: list[Token] = []
    for match in _NAME_TOKEN.finditer(query):
        kind, text = match.lastgroup, match.group()
        if kind == "name":
            tokens.extend(filter(_is_name, _cut_name(text, match.start())))
        elif kind == "iri" and _MAY_BE_COMPARISON.match(text):
            return list(filter(_is_name, tokenize(query)))
        elif kind is not None:
            tokens.append(Token(_KINDS.get(kind, kind), text, match.start()))
    return tokens


def _is_name(token: Token) -> bool:
    return token.kind in {"word", "iri", "open"} or (token.kind == "prefixed" and token.text[0] != "_")


def _cut_name(text: str, start: int) -> list[Token]:
    """The words of "true.FILTER": a prefix may have dots in it, a keyword may not."""
    if text.isidentifier() and text.isascii():
        return [Token("word", text, start)]
    matches = _IN_NAME.finditer(text)
    return [Token(str(match.lastgroup), match.group(), start + match.start()) for match in matches]


class Brackets:
    """The open brackets: within some, "<" after a term is a comparison, within others it begins an IRI."""

    def __init__(self) -> None:
        self._open = ["clauses"]

    @property
    def in_expression(self) -> bool:
        return self._open[-1] == "expression"

    @property
    def in_parentheses(self) -> bool:
        return self._open[-1] in ("expression", "list")

    def expect_operator(self, before: list[Token]) -> bool:
        return self.in_expression and bool(before) and _ends_operand(before[-1])

    def follow(self, token: Token, before: list[Token]) -> None:
        """Open or close a bracket, if the token is one; `before` are the tokens before it."""
        if token.kind == "word" and self._open[-1] == "group" and "SELECT" in token.text.upper():
            self._open[-1] = "clauses"
        elif token.kind == "mark" and token.text == "(":
            self._open.append("expression" if self._begins_expression(before) else "list")
        elif token.kind == "mark" and token.text in _OPENING:
            self._open.append("group")
        elif token.kind == "mark" and token.text in _CLOSING and len(self._open) > 1:
            self._open.pop()

    def _begins_expression(self, before: list[Token]) -> bool:
        """Whether a parenthesis encloses an expression, or else terms, variables or a property path."""
        if self._open[-1] == "expression" or not before:
            return True
        last = before[-1]
        if last.kind == "word":
            return last.text != "a" and not last.text.upper().endswith(_LIST_AFTER)
        if self._open[-1] == "clauses":
            return True
        return last.kind in ("iri", "prefixed") and len(before) > 1 and _calls_function(before[-2], last)


def _ends_operand(token: Token) -> bool:
    if token.kind == "word":
        return token.text.endswith(("true", "false"))
    return token.kind != "mark" or token.text in (")", "]", ">>", ")>>")


def _calls_function(before: Token, name: Token) -> bool:
    """Whether "name(" is a call: "FILTER :f(" or, without a space, "FILTER:f("."""
    filters = before.kind == "word" and before.text.upper().endswith("FILTER")
    return filters or (name.kind == "prefixed" and name.text.upper().startswith("FILTER"))
