"""Writes the rows of a table into an evidence query, which then serves several propositions.

Such a query has a line that ends in "# rows", with an example, and a table beside it of the same name:

    VALUES (?proposition ?metric ?behind) { (proposition:a metric:b nation:c) }  # rows

The columns of the table are `claim` and the names of that line. A cell such as metric/ai-lag or nation/us
is an IRI, a number is a number, everything else a text. The query that is published holds the rows, so that
it runs as it stands; a new proposition takes a row, and no SPARQL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from claimgraph.assessment.errors import EvidenceQueryError
from claimgraph.namespaces import concept_iri, thing_iri
from claimgraph.sources import cells_by_column, read_lines

_LINE = re.compile(r"VALUES \(([^()]*)\) \{ .* \}(?=  # rows$)", re.MULTILINE)
_IRI = re.compile(r"([a-z-]+)/([a-z0-9-]+)")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_VOCABULARIES = ("metric", "relation")


def bind_rows(text: str, path: Path) -> str:
    """Return the query of a file with the rows of its table, and their claims in its header.

    A query without a line of rows is returned as it is.

    Raises:
        EvidenceQueryError: The table is missing, has other columns than the line names, or an empty cell.
        TableError: It is no CSV file in UTF-8, or a row has more or fewer cells than the header.
    """
    if not (line := _LINE.search(text)):
        return text
    table = path.with_suffix(".csv")
    names = line[1].replace("?", "").split()
    rows = list(_read_rows(table, ["claim", *names]))
    values = "\n".join(f"    ({' '.join(_term(row[name]) for name in names)})" for row in rows)
    text = _LINE.sub(lambda match: f"VALUES ({match[1]}) {{\n{values}\n  }}", text)
    claims = sorted({row["claim"] for row in rows})
    return "".join(f"#+ claim: {claim}\n" for claim in claims) + text


def _read_rows(table: Path, names: list[str]) -> Iterator[dict[str, str]]:
    if not table.is_file():
        raise EvidenceQueryError(
            f"{table}: missing. Its query takes rows with the columns {', '.join(names)}."
        )
    lines = read_lines(table)
    if next(lines, (1, []))[1] != names:
        raise EvidenceQueryError(f"{table}:1: the columns have to be {','.join(names)}, as in the query.")
    for line, cells in lines:
        row = cells_by_column(table, line, names, cells)
        if empty := [name for name in names if not row[name]]:
            raise EvidenceQueryError(f"{table}:{line}: column {empty[0]!r} is empty. Fill it in.")
        yield row


def _term(cell: str) -> str:
    """A cell as SPARQL writes it.

    >>> _term("0.5"), _term("a text")
    ('0.5', '"a text"')
    """
    if _NUMBER.fullmatch(cell):
        return cell
    if iri := _IRI.fullmatch(cell):
        in_vocabulary = iri[1] in _VOCABULARIES
        return str(NamedNode(concept_iri(iri[1], iri[2]) if in_vocabulary else thing_iri(cell)))
    return str(Literal(cell))
