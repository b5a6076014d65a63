"""The one line of a query that holds its parameters, with example values: VALUES (?a) { (1) }  # params."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from claimgraph.queries.term_types import Term

_MARK = "# params"
_LINE = re.compile(r"^[ \t]*VALUES \(((?:\?\w+ ?)+)\) \{ \((.+)\) \} *# params$", re.MULTILINE)
_PROLOGUE = re.compile(r"^\s*(?:PREFIX|BASE)\b.*$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ValuesLine:
    """The parameters by name, without "?", with their example values; None stands for UNDEF."""

    examples: dict[str, Term | None]
    start: int
    end: int

    def replace(self, query: str, values: Mapping[str, Term | None]) -> str:
        """The query with other values in this line; what `values` leaves out is UNDEF.

        Values are written as RDF terms, so that none of them can become part of the query.
        """
        variables = " ".join(f"?{name}" for name in self.examples)
        row = " ".join("UNDEF" if (term := values.get(name)) is None else str(term) for name in self.examples)
        return f"{query[: self.start]}  VALUES ({variables}) {{ ({row}) }}{query[self.end :]}"


def find_values_line(query: str) -> ValuesLine | None:
    """The line of parameters, or None if the query has none.

    Raises:
        ValueError: There are several, or one that cannot be read.
    """
    lines = list(_LINE.finditer(query))
    if query.count(_MARK) != len(lines) or len(lines) > 1:
        raise ValueError(
            "The line of parameters cannot be read. "
            "It is one line: VALUES (?a ?b) { (<iri> UNDEF) }  # params"
        )
    if not lines:
        return None
    names = [variable[1:] for variable in lines[0][1].split()]
    return ValuesLine(_read_examples(query, lines[0], names), lines[0].start(), lines[0].end())


def _read_examples(query: str, line: re.Match[str], names: list[str]) -> dict[str, Term | None]:
    prologue = "\n".join(_PROLOGUE.findall(query[: line.start()]))
    try:
        rows = list(
            ox.Store().query(f"{prologue}\nSELECT * {{ VALUES ({line[1]}) {{ ({line[2]}) }} }}")  # type: ignore[arg-type]
        )
    except SyntaxError as error:
        raise ValueError(f"The example values cannot be read: {error}.") from None
    if len(rows) != 1:
        raise ValueError("The line of parameters holds one row of example values.")
    return {name: rows[0][name] for name in names}
