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


def add_agent(tables: ReviewTables, node: SchemaNode | None) -> str:
    """Add a row for an entity and return its id; "unknown" without a name or without a type."""
    name = node.read_text("name") if node else ""
    if node is None or not name:
        return UNKNOWN
    if entity := _own_entity(node.iri):
        return tables.add_row("entities.csv", node.pointer, id=entity, name=name)
    kind = _entity_kind(node.types)
    if not kind:
        return UNKNOWN
    new = tables.add_row("entities.csv", node.pointer, id=f"{kind}/{slugify(tables.prefix, name)}", name=name)
    tables.add_row(
        "speakers.csv",
        node.pointer,
        id=new,
        names_as_printed="" if VALUE_SEPARATOR in name else name,
        speaker_type="person" if kind == "person" else "organisation",
    )
    return new


def _entity_kind(types: set[str]) -> str:
    if "Person" in types:
        return "person"
    is_organization = any(name.endswith("Organization") or name in _ORGANIZATIONS for name in types)
    return "organization" if is_organization else ""


def _own_entity(iri: str) -> str:
    """Return the id in an IRI of this graph's entities: whoever wrote it has said who is meant."""
    kind, _, slug = iri.removeprefix(namespaces.ID).partition("/")
    is_own = iri.startswith(namespaces.ID) and kind in namespaces.ENTITY_KINDS and slug
    return f"{kind}/{slug}" if is_own else ""
