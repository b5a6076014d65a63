"""Records of who has which part in a thing, made from a name that a table prints."""

from __future__ import annotations

from typing import Any

from claimgraph.model import Involvement
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify


def make_involvement(
    table: str, thing: str, role: str, agent: str | None, agent_as_printed: str, **fields: Any
) -> Involvement:
    """Make the record; `table` begins its id, and `fields` are those that the table says besides."""
    return make_record(
        Involvement,
        id=slugify(table, thing.partition("/")[2], role, agent_as_printed),
        thing=thing,
        role=role,
        agent=agent,
        agent_as_printed=agent_as_printed,
        **fields,
    )
