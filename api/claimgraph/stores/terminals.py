r"""The terminals of SPARQL as regular expressions, in verbose mode: names, strings, numbers, white space.

They follow SPARQL 1.1, 19.8 (and 1.2 for the direction of a language tag), as far as the engine does: it
takes no names with characters beyond U+FFFF. The server matches them on whatever anyone sends, so each goes
forward only: possessive throughout, and a string that is left open is a terminal of its own.
"""

from __future__ import annotations

import re

_BASE = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD"
)
_INNER = rf"{_BASE}_0-9\u00B7\u0300-\u036F\u203F-\u2040"
_CHARS = rf"[{_INNER}-]"
_ESCAPED = r"%[0-9A-Fa-f]{2} | \\[_~.\-!$&'()*+,;=/?\#@%]"
_CODEPOINT = r"\\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8}"
_STRING_ESCAPE = rf"""\\[tbnrf"'\\] | {_CODEPOINT}"""
_EXPONENT = r"[eE][+-]?[0-9]++"

SPACE = r"(?: [ \t\r\n] | \#[^\r\n]*+ )++"
VARIABLE = rf"[?$][{_INNER}]++"
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
PREFIX = rf"[{_BASE}]{_CHARS}*+(?: \.++ {_CHARS}++ )*+"
LOCAL = rf"""(?: [{_BASE}_:0-9] | {_ESCAPED} ) (?: {_CHARS} | : | {_ESCAPED} )*+
             (?: \.++ (?: {_CHARS} | : | {_ESCAPED} )++ )*+"""
BLANK_NODE = rf"_: [{_BASE}_0-9] {_CHARS}*+ (?: \.++ {_CHARS}++ )*+"


def compile_terminals(pattern: str) -> re.Pattern[str]:
    """Compile a pattern made of terminals."""
    return re.compile(pattern, re.VERBOSE)
