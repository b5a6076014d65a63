"""Loads the .rq files beside this module and binds their parameters.

Each file is a complete query that runs as it stands in any SPARQL console. Its
one line ending in "# params" holds example values; `bind_query` puts real ones there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from claimgraph.errors import ClaimgraphError
from claimgraph.queries.errors import UnknownParameterError

Term = NamedNode | Literal

_FOLDER = Path(__file__).parent
_KEYS = ("summary", "params", "returns", "used by")
_PARAMS = re.compile(r"^[ \t]*VALUES \(((?:\?\w+ ?)+)\) \{ \(.+\) \} *# params$", re.MULTILINE)


class QueryFileError(ClaimgraphError):
    """There is no such query, or its file is not written as it should be."""


@dataclass(frozen=True, slots=True)
class OldHeader:
    """What the `#+` lines of a query say."""

    summary: str
    params: str
    returns: str
    used_by: str


def query_names() -> list[str]:
    """Every query there is, in alphabetical order."""
    return sorted(path.stem for path in _FOLDER.glob("*.rq"))


def bind_query(name: str, /, **params: Term | None) -> str:
    """The query with its parameters bound to `params`; one that is None or left out is UNDEF.

    Values are written as RDF terms, so that none of them can become part of the query.

    Raises:
        QueryFileError: There is no such query.
        UnknownParameterError: It has no such parameter.
    """
    query = _read(name)
    line = _PARAMS.search(query)
    variables = line[1].split() if line else []
    for parameter in params:
        if f"?{parameter}" not in variables:
            raise UnknownParameterError(name, parameter, [variable[1:] for variable in variables])
    if not line:
        return query
    row = " ".join(_written(params.get(variable[1:])) for variable in variables)
    return f"{query[: line.start()]}  VALUES ({' '.join(variables)}) {{ ({row}) }}{query[line.end() :]}"


def read_query(name: str) -> str:
    """The query as it stands in its file, example values and header included."""
    return _read(name)


def read_header(name: str) -> OldHeader:
    """The header of a query.

    Raises:
        QueryFileError: There is no such query, or a part of its header is missing.
    """
    found: dict[str, str] = {}
    for line in _read(name).splitlines():
        key, colon, value = line.removeprefix("#+").strip().partition(":")
        if line.startswith("#+") and colon and key in _KEYS:
            found[key] = value.strip()
    missing = [key for key in _KEYS if not found.get(key)]
    if missing:
        raise QueryFileError(
            f"{name}.rq: its header lacks: {', '.join(missing)}. Add it, as #+ {missing[0]}: …"
        )
    return OldHeader(*(found[key] for key in _KEYS))


@cache  # the files do not change while we run
def _read(name: str) -> str:
    if name not in query_names():
        raise QueryFileError(f"There is no query {name!r}. There are: {', '.join(query_names())}.")
    query = (_FOLDER / f"{name}.rq").read_text("utf-8")
    if query.count("# params") != len(_PARAMS.findall(query)) or query.count("# params") > 1:
        raise QueryFileError(
            f"{name}.rq: the line of its parameters cannot be read. It is one line: "
            f"VALUES (?a ?b) {{ (<iri> UNDEF) }}  # params"
        )
    return query


def _written(term: Term | None) -> str:
    return "UNDEF" if term is None else str(term)
