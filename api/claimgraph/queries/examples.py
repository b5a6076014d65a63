"""Queries to start from in the editor: every published query of the catalogue."""

from __future__ import annotations

from claimgraph.queries.catalog import CatalogQuery, default_catalog

_FRONT_PAGE = ("CQ-01a", "CQ-03a", "CQ-06")


def all_examples() -> list[CatalogQuery]:
    """The competency questions first: they are what the graph was made to answer."""
    return list(default_catalog().public_queries.values())


def front_page_examples() -> list[CatalogQuery]:
    """Three that show what the graph is for; any others in the place of those that are missing."""
    examples = all_examples()
    chosen = [query for start in _FRONT_PAGE for query in examples if query.name.startswith(start)]
    return [*chosen, *(query for query in examples if query not in chosen)][:3]
