"""What the names in a query stand for, as the engine itself resolves them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pyoxigraph as ox


def resolve_names(names: Sequence[str], prologue: str, base: str | None) -> list[str]:
    """The full IRIs of prefixed names and relative IRIs, in their order, after the prologue of a query.

    The engine resolves them as it will in the query itself; hence this one line of SPARQL.
    """
    if not names:
        return []
    query = f"{prologue}\nSELECT ?iri {{ VALUES ?iri {{ {' '.join(names)} }} }}"
    rows = cast(ox.QuerySolutions, ox.Store().query(query, base_iri=base))
    return [row["iri"].value for row in rows]
