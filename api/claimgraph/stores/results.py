"""Turns what the engine hands out into plain values."""

from __future__ import annotations

from typing import cast

import pyoxigraph as ox

from claimgraph.stores.query_outline import read_outline
from claimgraph.stores.store_protocol import Solution


def require_form(query: str, *forms: str) -> None:
    """A query of ours that is asked in the wrong way is a mistake in our code, so no StoreError."""
    form = read_outline(query).form
    if form not in (None, *forms):
        raise TypeError(f"this is a query of the form {form}, not {' or '.join(forms)}")


def read_solutions(results: object) -> list[Solution]:
    rows = cast(ox.QuerySolutions, results)
    names = [variable.value for variable in rows.variables]
    return [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in rows]
