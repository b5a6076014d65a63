"""Cuts SPARQL text into tokens, so that a keyword can be told from the same word in a string or an IRI.

This is no parser; the engine has one. Tokens answer what the engine does not
tell before it runs a query: its form, its dataset clause, what it must not do.
It runs in the server on whatever anyone sends, so it must take linear time:
every pattern here goes forward only, and what is left open ends with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LOCAL = r"(?:(?:[\w:\u00B7-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])|\.(?=[\w:%\\.\u00B7-]))*+"
_SPACE = r"(?:\s|\#[^\r\n]*+)++"
_VARIABLE = r"[?$]\w++"
_TAG = r"@[A-Za-z]++(?:-[A-Za-z0-9]++)*+"
_NUMBER = r"\d++(?:\.\d++)?(?:[eE][+-]?\d++)?"
_STRING = r"""(?: \"\"\" (?: [^"\\] | \\. | "(?!"") )*+ (?:\"\"\")?
                | ''' (?: [^'\\] | \\. | '(?!'') )*+ (?:''')?
                | " (?: [^"\\\r\n] | \\. )*+ "? | ' (?: [^'\\\r\n] | \\. )*+ '? )"""
_IRI = r"""<[^<>"{}|^`\\\x00-\x20]*+>"""
_PREFIXED = rf"_? : {_LOCAL}"
_NAME = rf"[^\W\d_][\w.\u00B7-]*+ (?: (?<!\.) : {_LOCAL} )?"

# The order matters: longer tokens come first, and a mark is whatever is left.
_TOKEN = re.compile(
    rf"""(?P<space>{_SPACE}) | (?P<iri>{_IRI}) | (?P<string>{_STRING}) | (?P<variable>{_VARIABLE})
       | (?P<tag>{_TAG}) | (?P<prefixed>{_PREFIXED}) | (?P<name>{_NAME}) | (?P<number>{_NUMBER})
       | (?P<mark> \{{\| | \|\}} | <<\(? | \)?>> | \^\^ | . )""",
    re.VERBOSE | re.DOTALL,
)
# The same, but whatever can be neither a keyword nor the IRI after one is skipped in one go.
_NAME_TOKEN = re.compile(
    rf"""(?P<space> (?: {_SPACE} | {_STRING} | {_VARIABLE} | {_TAG} | {_NUMBER} | [^\s\w:<"'?$@\#] )++ )
       | (?P<iri>{_IRI}) | (?P<prefixed>{_PREFIXED}) | (?P<name>{_NAME}) | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_IN_NAME = re.compile(r"(?P<word>[^\W\d_]\w*)|(?P<number>\d+)|(?P<mark>.)")


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
    """All tokens in order, without white space and comments. Text that is not SPARQL has tokens, too."""
    return list(_scan_tokens(_TOKEN, query))


def tokenize_names(query: str) -> list[Token]:
    """Only the words, the prefixed names and the IRIs: quicker if nothing else matters."""
    return [token for token in _scan_tokens(_NAME_TOKEN, query) if token.kind in ("word", "prefixed", "iri")]


def _scan_tokens(pattern: re.Pattern[str], query: str) -> Iterator[Token]:
    for match in pattern.finditer(query):
        kind, text, start = str(match.lastgroup), match.group(), match.start()
        if kind == "name":
            yield from _split_name(text, start)
        elif kind not in ("space", "other"):
            yield Token(kind, text, start)


def _split_name(text: str, start: int) -> Iterator[Token]:
    """A prefixed name, or the words of "true.FILTER": a prefix may have dots in it, a keyword may not."""
    if ":" in text:
        yield Token("prefixed", text, start)
        return
    for match in _IN_NAME.finditer(text):
        yield Token(str(match.lastgroup), match.group(), start + match.start())
