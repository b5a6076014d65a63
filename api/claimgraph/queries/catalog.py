"""The catalogue: every query of ours by name, from the folders that hold them.

Each .rq file is a complete query that runs as it stands in any SPARQL console. Its header says
what it takes and returns, and whether it is published; its one line ending in "# params" holds
example values, which binding replaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from claimgraph import source_tree
from claimgraph.queries.binder import bind_values, read_values
from claimgraph.queries.errors import DuplicateQueryError, UnknownQueryError
from claimgraph.queries.header import QueryHeader, parse_header
from claimgraph.queries.term_types import Term

PAGES = "Behind the pages"
QUESTIONS = "Questions"
_FURTHER = ("data",)  # the data sets that a competency question needs


@dataclass(frozen=True)
class CatalogQuery:
    """A query with its text as it stands in its file. `group` says which of the folders it lies in."""

    name: str
    path: Path
    text: str
    group: str

    @cached_property
    def header(self) -> QueryHeader:
        """What its header says.

        Raises:
            QueryHeaderError: It cannot be read.
        """
        return parse_header(self.text, str(self.path), further=_FURTHER)

    def bind(self, *rows: Mapping[str, Term | None]) -> str:
        """The query's text with its parameters bound, once for each row of values.

        An optional parameter that is None or left out is UNDEF.

        Raises:
            QueryParameterError: A value is unknown, missing or of the wrong type.
        """
        return bind_values(self.text, self.name, self.header.parameters, *rows)

    def bind_texts(self, texts: Mapping[str, str]) -> str:
        """The same, for values as people write them; an empty text leaves its parameter out.

        Raises:
            QueryParameterError: A value is unknown, missing or not one of its parameter's type.
        """
        return self.bind(read_values(self.name, self.header.parameters, texts))


class Catalog:
    """The queries of some folders, each of which is a group.

    Raises:
        DuplicateQueryError: Two folders have a query of the same name.
    """

    def __init__(self, folders: Mapping[str, Path]) -> None:
        self._queries: dict[str, CatalogQuery] = {}
        for group, folder in folders.items():
            for path in sorted(folder.glob("*.rq")):
                if namesake := self._queries.get(path.stem):
                    raise DuplicateQueryError(str(path), str(namesake.path))
                self._queries[path.stem] = CatalogQuery(path.stem, path, path.read_text("utf-8-sig"), group)

    def __iter__(self) -> Iterator[CatalogQuery]:
        return iter(self._queries.values())

    def find(self, name: str) -> CatalogQuery:
        """The query of this name.

        Raises:
            UnknownQueryError: There is none.
        """
        if name not in self._queries:
            raise UnknownQueryError(name, self._queries)
        return self._queries[name]

    @cached_property
    def public_queries(self) -> dict[str, CatalogQuery]:
        """The queries that are published, by name.

        Raises:
            QueryHeaderError: A header cannot be read.
        """
        return {query.name: query for query in self if query.header.is_exposed}


@cache  # the files do not change while we run
def default_catalog() -> Catalog:
    """The competency questions, and the queries beside this module."""
    competency = source_tree.default_source_tree().root / "ontology" / "competency"
    return Catalog({QUESTIONS: competency, PAGES: Path(__file__).parent})


def bind_query(name: str, /, **params: Term | None) -> str:
    """The text of one of our queries with its parameters bound; an optional one that is None is UNDEF.

    Raises:
        UnknownQueryError: There is no such query.
        QueryParameterError: A value is unknown, missing or of the wrong type.
    """
    return default_catalog().find(name).bind(params)


def bind_query_rows(name: str, rows: Iterable[Mapping[str, Term | None]]) -> str:
    """The text of one of our queries with its parameters bound once for each row of values.

    Raises:
        UnknownQueryError: There is no such query.
        QueryParameterError: A value is unknown, missing or of the wrong type.
    """
    return default_catalog().find(name).bind(*rows)
