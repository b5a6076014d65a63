"""Who speaks, judges or publishes, as entities. Nobody is taken for an entity of ours by name alone."""

from __future__ import annotations

from claimgraph import namespaces
from claimgraph.model import UNKNOWN
from claimgraph.sources.claimreview.nodes import SchemaNode
from claimgraph.sources.claimreview.tables import ReviewTables
from claimgraph.sources.record_cells import VALUE_SEPARATOR
from claimgraph.sources.slugs import slugify

# Kinds of schema:Organization whose names do not end in that word.
_ORGANIZATIONS = {"Airline", "Consortium", "Cooperative", "Corporation", "LibrarySystem", "NGO", "Project"}


def agent(tables: ReviewTables, node: SchemaNode | None) -> str:
    """The id of the entity, which gets a row of its own; "unknown" without a name or without a type."""
    name = node.text("name") if node else ""
    if node is None or not name:
        return UNKNOWN
    if known := _ours(node.iri):
        return tables.add("entities.csv", node.pointer, id=known, name=name)
    kind = _kind(node.types)
    if not kind:
        return UNKNOWN
    new = tables.add("entities.csv", node.pointer, id=f"{kind}/{slugify(tables.prefix, name)}", name=name)
    tables.add(
        "speakers.csv",
        node.pointer,
        id=new,
        names_as_printed="" if VALUE_SEPARATOR in name else name,
        speaker_type="person" if kind == "person" else "organisation",
    )
    return new


def _kind(types: set[str]) -> str:
    if "Person" in types:
        return "person"
    is_organization = any(each.endswith("Organization") or each in _ORGANIZATIONS for each in types)
    return "organization" if is_organization else ""


def _ours(iri: str) -> str:
    """The id in an IRI of this graph's entities: who wrote it has said who is meant."""
    kind, _, name = iri.removeprefix(namespaces.ID).partition("/")
    return (
        f"{kind}/{name}" if iri.startswith(namespaces.ID) and kind in namespaces.ENTITY_KINDS and name else ""
    )
