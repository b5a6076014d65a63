"""Reads the header of a query: the lines that begin with `#+`, as grlc has them.

    #+ summary: Claims on a topic, newest first
    #+ params: ?topic (IRI in topic): what they are about
    #+   ?since (xsd:date, optional): only claims made on this day or later
    #+ returns: ?claim (IRI of cg:Claim), ?text (xsd:string), ?said (edtf:EDTF, optional); one row per claim
    #+ used by: documents.lookups.claims
    #+ expose: yes

A line that begins with two spaces or more continues the one before it. Parameters are required,
and columns bound in every row, unless they are `optional`. CONSTRUCT queries return `triples`,
ASK queries a `boolean`. `none` stands for no parameters and for no caller.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal as OneOf

from claimgraph.queries.errors import QueryHeaderError
from claimgraph.queries.header_lines import HeaderEntry, read_entries
from claimgraph.queries.header_variables import QueryParameter, QueryVariable, read_parameters, read_variables
from claimgraph.queries.term_types import Term
from claimgraph.queries.values_line import find_values_line

Form = OneOf["SELECT", "CONSTRUCT", "ASK"]

KEYS = ("summary", "params", "returns", "used by", "expose")
_DEFAULTS = {"params": "none", "used by": "none", "expose": "no"}


@dataclass(frozen=True, slots=True)
class QueryHeader:
    """`notes` is what `returns` says besides the columns; `further` holds the keys of one home only."""

    summary: str
    parameters: tuple[QueryParameter, ...]
    form: Form
    columns: tuple[QueryVariable, ...]
    notes: str
    used_by: tuple[str, ...]
    is_exposed: bool
    further: dict[str, tuple[str, ...]] = field(default_factory=dict)


def parse_header(
    query: str, file: str, *, required: Collection[str] = KEYS, further: Collection[str] = ()
) -> QueryHeader:
    """Read the header of a query, and hold it to the query's line of parameters.

    Without its key, params and used by are `none` and expose is `no`, where `required` allows that.
    Keys of `further` may come several times.

    Raises:
        QueryHeaderError: A key is missing or unknown, a value cannot be read, or the parameters
            are not those of the line marked "# params".
    """
    entries = read_entries(query, file, {*KEYS, *further}, further)
    by_key = {entry.key: entry for entry in entries}
    if missing := [key for key in KEYS if key not in by_key and (key in required or key not in _DEFAULTS)]:
        raise QueryHeaderError(file, 1, f"The header lacks {', '.join(missing)}. Add #+ {missing[0]}: …")
    by_key = {key: HeaderEntry(key, value, 1, file) for key, value in _DEFAULTS.items()} | by_key
    form, columns, notes = _read_returns(by_key["returns"])
    return QueryHeader(
        summary=by_key["summary"].text,
        parameters=read_parameters(by_key["params"], _read_examples(query, file)),
        form=form,
        columns=columns,
        notes=notes,
        used_by=_read_used_by(by_key["used by"]),
        is_exposed=_read_expose(by_key["expose"]),
        further={key: tuple(entry.text for entry in entries if entry.key == key) for key in further},
    )


def _read_used_by(entry: HeaderEntry) -> tuple[str, ...]:
    return () if entry.text == "none" else tuple(re.split(r", *", entry.text))


def _read_expose(entry: HeaderEntry) -> bool:
    if entry.text not in ("yes", "no"):
        raise entry.error(f"expose is {entry.text!r}. Write yes or no.")
    return entry.text == "yes"


def _read_returns(entry: HeaderEntry) -> tuple[Form, tuple[QueryVariable, ...], str]:
    match re.split(r"[;,:\s]", entry.text, maxsplit=1)[0]:
        case "triples":
            return "CONSTRUCT", (), entry.text
        case "boolean":
            return "ASK", (), entry.text
        case _:
            columns, notes = read_variables(entry)
            return "SELECT", columns, " ".join(notes.split())


def _read_examples(query: str, file: str) -> dict[str, Term | None]:
    try:
        line = find_values_line(query)
        return line.read_examples() if line else {}
    except ValueError as error:
        number = query[: query.find("# params")].count("\n") + 1
        raise QueryHeaderError(file, number, str(error)) from None
