"""Turns what the engine hands out into plain values."""

from __future__ import annotations

import pyoxigraph as ox

from claimgraph.stores import Solution


def solutions(results: object) -> list[Solution]:
    if not isinstance(results, ox.QuerySolutions):
        raise TypeError("select() wants a SELECT query")
    names = [variable.value for variable in results.variables]
    return [
        {name: term for name, term in zip(names, row, strict=True) if term is not None} for row in results
    ]


def truth(results: object) -> bool:
    if not isinstance(results, ox.QueryBoolean):
        raise TypeError("ask() wants an ASK query")
    return bool(results)


def triples(results: object) -> list[ox.Triple]:
    if not isinstance(results, ox.QueryTriples):
        raise TypeError("construct() wants a CONSTRUCT or DESCRIBE query")
    return list(results)
