"""Reads what an engine holds, from the graph that `push_generation` writes last."""

from __future__ import annotations

from typing import cast

import pyoxigraph as ox

from claimgraph.stores.remote import layout
from claimgraph.stores.remote.client import RemoteClient, reading
from claimgraph.stores.remote.layout import Contents, RemoteDataset

_STATEMENTS = "SELECT ?p ?o { ?s ?p ?o }"
_COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def read_contents(client: RemoteClient, deadline: float) -> Contents | None:
    """What the engine holds; None if that is no whole generation.

    Raises:
        StoreError: It does not answer.
    """
    statements: dict[str, list[str]] = {}
    for predicate, value in _rows(client, _STATEMENTS, deadline, layout.CONTENTS):
        statements.setdefault(predicate.value, []).append(value.value)
    if layout.GENERATION not in statements:
        return None
    return Contents(
        generation=statements[layout.GENERATION][0],
        visible=tuple(sorted(statements.get(layout.VISIBLE, ()))),
        withheld=tuple(sorted(statements.get(layout.WITHHELD, ()))),
        merges=count(client, deadline, layout.CONTENTS, layout.CONTENTS_AGAIN)
        == count(client, deadline, layout.CONTENTS),
    )


def count(client: RemoteClient, deadline: float, *graphs: str) -> int:
    """How many triples the engine counts in the merge of some graphs.

    Raises:
        StoreError: It does not answer.
    """
    [[number]] = _rows(client, _COUNT, deadline, *graphs)
    return int(number.value)


def _rows(
    client: RemoteClient, query: str, deadline: float, *graphs: str
) -> list[list[ox.NamedNode | ox.Literal]]:
    reply = client.ask(query, RemoteDataset(graphs, ()), "SELECT", deadline)
    with reading(reply):
        rows = [list(row) for row in cast(ox.QuerySolutions, client.read_table(reply))]
    return cast("list[list[ox.NamedNode | ox.Literal]]", rows)
