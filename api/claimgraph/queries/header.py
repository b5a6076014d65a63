"""Reads the header of a query: the lines that begin with `#+`, as grlc has them.

    #+ summary: Claims on a topic, newest first
    #+ params: ?topic (IRI in topic): what they are about
    #+   ?since (xsd:date, optional): only claims made on this day or later
    #+ returns: ?claim (IRI of cg:Claim), ?text (xsd:string), ?said (edtf:EDTF, optional); one row per claim
    #+ used by: claimgraph.documents.lookups
    #+ expose: yes

A line that begins with two spaces or more continues the one before it. Parameters are required,
and columns bound in every row, unless they are `optional`. CONSTRUCT queries return `triples`,
ASK queries a `boolean`. `none` stands for no parameters and for no caller.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal as OneOf

from claimgraph.queries.errors import QueryHeaderError
from claimgraph.queries.header_lines import HeaderEntry, read_entries
from claimgraph.queries.term_types import Term, TermType
from claimgraph.queries.values_line import find_values_line

Form = OneOf["SELECT", "CONSTRUCT", "ASK"]

KEYS = ("summary", "params", "returns", "used by", "expose")
_DEFAULTS = {"params": "none", "used by": "none", "expose": "no"}
_VARIABLES = re.compile(
    r"(?P<names>\?\w+(?:, \?\w+)*) \((?P<type>[^(),]+)(?P<optional>, optional)?\)"
    r"(?::\s+(?P<description>(?:[^;\n]|\n(?!\?))+?))?"
    r"(?:[,;\n]\s*(?=\?)|;\s*|\s*$)"
)
_HOW = (
    "Write ?name (type) or ?name (type, optional): description; types are IRI, IRI of cg:Claim, "
    "IRI in topic, xsd:string, xsd:date, xsd:integer, xsd:decimal, xsd:boolean, "
    "and for results also literal, term or another datatype."
)


@dataclass(frozen=True, slots=True)
class QueryVariable:
    """A variable that a SELECT returns, without its "?"."""

    name: str
    type: TermType
    is_optional: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True)
class QueryParameter(QueryVariable):
    """A variable to bind before the query runs; `example` is the value in its file."""

    example: Term | None = None

    @property
    def example_text(self) -> str | None:
        """The example value as people write it; None where there is none."""
        return self.type.write(self.example) if self.example else None

    @property
    def expected(self) -> str:
        """What to give as its value, in words."""
        return self.type.expected + (f", such as {self.example_text}" if self.example else "")


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
        parameters=_read_parameters(by_key["params"], _read_examples(query, file)),
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
            columns, notes = _read_variables(entry)
            return "SELECT", columns, " ".join(notes.split())


def _read_parameters(entry: HeaderEntry, examples: dict[str, Term | None]) -> tuple[QueryParameter, ...]:
    variables, rest = ((), "") if entry.text == "none" else _read_variables(entry)
    if rest:
        raise entry.error(f"{rest!r} belongs to no parameter. {_HOW}")
    if sorted(variable.name for variable in variables) != sorted(examples):
        raise entry.error(
            f"params names {_list(variable.name for variable in variables)}, and the line marked "
            f"'# params' {_list(examples)}. Name the same in both."
        )
    return tuple(_with_example(entry, variable, examples[variable.name]) for variable in variables)


def _with_example(entry: HeaderEntry, variable: QueryVariable, example: Term | None) -> QueryParameter:
    name, type_ = variable.name, variable.type
    if not type_.is_for_parameters:
        raise entry.error(f"?{name} cannot be of type {type_}. {_HOW}")
    if example is None and not variable.is_optional:
        raise entry.error(f"?{name} is required and has no example value. Give it one in '# params'.")
    if example is not None and not type_.accepts(example):
        raise entry.error(f"The example value of ?{name}, {example}, is no {type_}. Fix one of the two.")
    return QueryParameter(name, type_, variable.is_optional, variable.description, example)


def _read_examples(query: str, file: str) -> dict[str, Term | None]:
    try:
        line = find_values_line(query)
        return line.read_examples() if line else {}
    except ValueError as error:
        number = query[: query.find("# params")].count("\n") + 1
        raise QueryHeaderError(file, number, str(error)) from None


def _read_variables(entry: HeaderEntry) -> tuple[tuple[QueryVariable, ...], str]:
    """The variables that a value begins with, and the text after them."""
    variables: list[QueryVariable] = []
    position = 0
    while entry.value.startswith("?", position):
        match = _VARIABLES.match(entry.value, position)
        if match is None:
            text = entry.value[position:].partition("\n")[0]
            raise entry.error(f"{text!r} cannot be read. {_HOW}", position)
        variables += _variables_of(entry, match)
        position = match.end()
    if not variables:
        raise entry.error(f"{entry.text!r} names no variable. {_HOW}")
    return tuple(variables), entry.value[position:]


def _variables_of(entry: HeaderEntry, match: re.Match[str]) -> Iterable[QueryVariable]:
    try:
        type_ = TermType.parse(match["type"])
    except ValueError as error:
        raise entry.error(f"{error}. {_HOW}", match.start()) from None
    description = " ".join((match["description"] or "").split())
    for name in match["names"].split(", "):
        yield QueryVariable(name[1:], type_, match["optional"] is not None, description)


def _list(names: Iterable[str]) -> str:
    return ", ".join(f"?{name}" for name in sorted(names)) or "none"
