"""The terms of use that data sets, rows and documents state of themselves."""

from __future__ import annotations

from collections.abc import Mapping

from claimgraph.datasets import ReuseTerms, read_stated_terms, strictest_terms
from claimgraph.queries import bind_query
from claimgraph.stores import Solution, Store

TermsByThing = Mapping[str, ReuseTerms]  # by the IRI of a data set, row or document


def load_stated_terms(store: Store) -> TermsByThing:
    """What is stated of each thing; of several statements, the strictest."""
    terms: dict[str, ReuseTerms] = {}
    for row in store.select(bind_query("terms_of_use")):
        thing, stated = row["thing"].value, _read_terms(row)
        terms[thing] = strictest_terms((terms[thing], stated)) if thing in terms else stated
    return terms


def _read_terms(row: Solution) -> ReuseTerms:
    if "reuse" in row:
        return row["reuse"].value.rpartition("/")[2], row["licence"].value
    return read_stated_terms(row["licence"].value)
