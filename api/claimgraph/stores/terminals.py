r"""The terminals of SPARQL as regular expressions, in verbose mode: names, strings, numbers, white space.

They follow SPARQL 1.1, 19.8 (and 1.2 for the direction of a language tag), as far as the engine does: it
takes no names with characters beyond U+FFFF. The server matches them on whatever anyone sends, so each goes
forward only: possessive throughout, and a string that is left open is a terminal of its own.
"""

from __future__ import annotations

import re
import sys

_BASE = (
    "AZ az \u00c0\u00d6 \u00d8\u00f6 \u00f8\u02ff \u0370\u037d \u037f\u1fff \u200c\u200d \u2070\u218f "
    "\u2c00\u2fef \u3001\ud7ff \uf900\ufdcf \ufdf0\ufffd"
)
_INNER = f"{_BASE} __ 09 \u00b7\u00b7 \u0300\u036f \u203f\u2040"


def _any_of(ranges: str) -> str:
    """A character of one of these ranges, each its first and its last.

    Written as what is in none of them, it is compiled in a quarter of the time, since most characters are.
    """
    spans = sorted((ord(pair[0]), ord(pair[1])) for pair in ranges.split(" "))
    starts = [0, *(last + 1 for _, last in spans)]
    ends = [*(first - 1 for first, _ in spans), sys.maxunicode]
    gaps = (rf"\U{start:08X}-\U{end:08X}" for start, end in zip(starts, ends, strict=True) if start <= end)
    return f"[^{''.join(gaps)}]"


_FIRST = _any_of(_BASE)
_FIRST_OF_LOCAL = _any_of(f"{_BASE} __ :: 09")
_FIRST_OF_BLANK_NODE = _any_of(f"{_BASE} __ 09")
_CHARS_OF_VARIABLE = _any_of(_INNER)
_CHARS = _any_of(f"{_INNER} --")
_ESCAPED = r"%[0-9A-Fa-f]{2} | \\[_~.\-!$&'()*+,;=/?\#@%]"
_CODEPOINT = r"\\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8}"
_STRING_ESCAPE = rf"""\\[tbnrf"'\\] | {_CODEPOINT}"""
_EXPONENT = r"[eE][+-]?[0-9]++"

SPACE = r"(?: [ \t\r\n] | \#[^\r\n]*+ )++"
VARIABLE = rf"[?$]{_CHARS_OF_VARIABLE}++"
TAG = r"@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)?+"
NUMBER = rf"(?: [0-9]++ (?: \.[0-9]*+(?={_EXPONENT}) | \.[0-9]++ )?+ | \.[0-9]++ ) (?: {_EXPONENT} )?+"
# Longest first: three quotation marks that are never closed are an empty string and one that begins.
STRING = rf"""(?: \"\"\" (?: "{{0,2}}+ (?: [^"\\] | {_STRING_ESCAPE} ) )*+ \"\"\"
                | ''' (?: '{{0,2}}+ (?: [^'\\] | {_STRING_ESCAPE} ) )*+ '''
                | "(?!"") (?: [^"\\\r\n] | {_STRING_ESCAPE} )*+ "
                | '(?!'') (?: [^'\\\r\n] | {_STRING_ESCAPE} )*+ ' )"""
OPEN_STRING = r"""["'](?s:.*)"""
STRING_BEGINNING = rf"""(?: \"\"\" (?: [^\\] | {_STRING_ESCAPE} )*+ | ''' (?: [^\\] | {_STRING_ESCAPE} )*+
                          | ["'] (?: [^\\\r\n] | {_STRING_ESCAPE} )*+ )"""
IRI = rf"""< (?: [^<>"{{}}|^`\\\x00-\x20] | {_CODEPOINT} )*+ >"""
PREFIX = rf"{_FIRST}{_CHARS}*+(?: \.++ {_CHARS}++ )*+"
LOCAL = rf"""(?: {_FIRST_OF_LOCAL} | {_ESCAPED} ) (?: {_CHARS} | : | {_ESCAPED} )*+
             (?: \.++ (?: {_CHARS} | : | {_ESCAPED} )++ )*+"""
BLANK_NODE = rf"_: {_FIRST_OF_BLANK_NODE} {_CHARS}*+ (?: \.++ {_CHARS}++ )*+"


def compile_terminals(pattern: str) -> re.Pattern[str]:
    """Compile a pattern made of terminals."""
    return re.compile(pattern, re.VERBOSE)
