"""The variables that a header names: parameters and result columns, each with its type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claimgraph.queries.header_lines import HeaderEntry
from claimgraph.queries.term_types import Term, TermType

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
    def expectation(self) -> str:
        """What to give as its value, in words."""
        return self.type.expectation + (f", such as {self.example_text}" if self.example else "")


def read_variables(entry: HeaderEntry) -> tuple[tuple[QueryVariable, ...], str]:
    """The variables that a value begins with, and the text after them.

    Raises:
        QueryHeaderError: There are none, or one cannot be read.
    """
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


def read_parameters(entry: HeaderEntry, examples: Mapping[str, Term | None]) -> tuple[QueryParameter, ...]:
    """The parameters of a query whose line of parameters holds these example values.

    Raises:
        QueryHeaderError: One cannot be read, or the line names others or holds values of other types.
    """
    variables, leftover = ((), "") if entry.text == "none" else read_variables(entry)
    if leftover:
        raise entry.error(f"{leftover!r} belongs to no parameter. {_HOW}")
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


def _list(names: Iterable[str]) -> str:
    return ", ".join(f"?{name}" for name in sorted(names)) or "none"
