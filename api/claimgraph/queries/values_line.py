"""The one line of a query that holds its parameters, with example values: VALUES (?a) { (1) }  # params."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import pyoxigraph as ox

from claimgraph.queries.term_types import Term

_MARK = "# params"
_LINE = re.compile(r"^[ \t]*VALUES \(((?:\?\w+ ?)+)\) \{ \((.+)\) \} *# params$", re.MULTILINE)
_PROLOGUE = re.compile(r"^\s*(?:PREFIX|BASE)\b.*$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ValuesLine:
    """The parameters by name, without "?", their example values as written, and where the line is."""

    names: tuple[str, ...]
    row: str
    prologue: str
    start: int
    end: int

    def replace(self, query: str, *rows: Mapping[str, Term | None]) -> str:
        """The query with other rows of values in this line; what a row leaves out is UNDEF.

        Values are written as RDF terms, so that none of them can become part of the query.
        """
        return f"{query[: self.start]}  {self._write(*map(self._row, rows))}{query[self.end :]}"

    def _row(self, values: Mapping[str, Term | None]) -> str:
        terms = (values.get(name) for name in self.names)
        return " ".join("UNDEF" if term is None else str(term) for term in terms)

    def read_examples(self) -> dict[str, Term | None]:
        """The example values; None stands for UNDEF.

        Raises:
            ValueError: They are not one row of terms.
        """
        try:
            solutions = ox.Store().query(f"{self.prologue}\nSELECT * {{ {self._write(self.row)} }}")
        except SyntaxError as error:
            raise ValueError(f"The example values cannot be read: {error}.") from None
        rows = list(cast(ox.QuerySolutions, solutions))
        if len(rows) != 1:
            raise ValueError("The line of parameters holds one row of example values.")
        return {name: cast("Term | None", rows[0][name]) for name in self.names}

    def _write(self, *rows: str) -> str:
        written = " ".join(f"({row})" for row in rows)
        return f"VALUES ({' '.join(f'?{name}' for name in self.names)}) {{ {written} }}"


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
    names = tuple(variable[1:] for variable in lines[0][1].split())
    prologue = "\n".join(_PROLOGUE.findall(query[: lines[0].start()]))
    return ValuesLine(names, lines[0][2], prologue, lines[0].start(), lines[0].end())
