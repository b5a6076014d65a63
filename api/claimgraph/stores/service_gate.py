"""Asks the engine itself whether a query has a SERVICE clause, without running it.

The outline looks for the keyword and refuses it first. This is the second look, and it does not depend on how
text is cut into tokens: if the word in a query can be replaced by any other, it is no keyword.
"""

from __future__ import annotations

import re

import pyoxigraph as ox

NO_SERVICE = (
    "SERVICE is refused: this endpoint sends no part of a query to another one. "
    "Ask both endpoints and join the answers where you are."
)
_SERVICE = re.compile("service", re.IGNORECASE | re.ASCII)
_NO_KEYWORD = "zzzzzzz"  # as long as the word, and of letters that mean nothing in a number or an escape


def require_no_service(query: str, form_start: int, base: str | None = None) -> None:
    """Make sure that the engine reads the word "service" nowhere as a keyword. Without the word this is free.

    Raises:
        SyntaxError: It does, or the query cannot be read.
    """
    if not _SERVICE.search(query):
        return
    beginning, rest = (
        _SERVICE.sub(_NO_KEYWORD, query[:form_start]),
        _SERVICE.sub(_NO_KEYWORD, query[form_start:]),
    )
    if rest[:3].upper() == "ASK":  # the engine answers it at once; rows it computes when they are asked for
        rest = f"SELECT(1 AS ?{_NO_KEYWORD}_asked){rest[3:]}"
    try:
        ox.Store().query(beginning + rest, base_iri=base)
    except SyntaxError:
        parse_query(query, base)
    except (RuntimeError, ValueError, OSError):  # read, and found to need what the engine cannot do
        return


def parse_query(query: str, base: str | None = None) -> None:
    """Let the engine read a query, and run it on no data, with another word in place of SERVICE.

    Raises:
        SyntaxError: It cannot be read.
    """
    ox.Store().query(_SERVICE.sub(_NO_KEYWORD, query), base_iri=base)
