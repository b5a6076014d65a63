"""Turns the engine's solutions into plain dictionaries."""

from __future__ import annotations

from typing import cast

import pyoxigraph as ox

from claimgraph.stores.store_protocol import Solution


def read_solutions(results: object) -> list[Solution]:
    """The solutions of a SELECT query in order; an unbound variable is left out of its solution."""
    rows = cast(ox.QuerySolutions, results)
    names = [variable.value for variable in rows.variables]
    return [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in rows]
