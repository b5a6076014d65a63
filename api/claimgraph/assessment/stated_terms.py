"""The terms of use that data sets, rows and documents state of themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from claimgraph.datasets import ReuseTerms, read_stated_terms
from claimgraph.queries import bind_query
from claimgraph.stores import Solution, Store

TermsByThing = Mapping[str, Sequence[ReuseTerms]]  # by the IRI of a data set, row or document


def load_stated_terms(store: Store) -> TermsByThing:
    """What is stated of each thing, in one statement or several."""
    terms: dict[str, list[ReuseTerms]] = defaultdict(list)
    for row in store.select(bind_query("terms_of_use")):
        terms[row["thing"].value] += _read_terms(row)
    return dict(terms)


def _read_terms(row: Solution) -> list[ReuseTerms]:
    if "reuse" in row:
        return [(row["reuse"].value.rpartition("/")[2], row["licence"].value)]
    return read_stated_terms(row["licence"].value)
