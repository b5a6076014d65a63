"""Loads entities: one in full, and all of a kind."""

from __future__ import annotations

from pyoxigraph import NamedNode

from claimgraph import namespaces
from claimgraph.documents.entities import (
    Entity,
    EntityBrief,
    describe_named_entity,
    read_observations,
    summarize_entities,
    summarize_fabs,
)
from claimgraph.documents.lookups.claims import list_latest_claims
from claimgraph.documents.resources import group_statements
from claimgraph.documents.retractions import read_retractions
from claimgraph.documents.triple_index import TripleIndex
from claimgraph.namespaces import ENTITY_KINDS
from claimgraph.queries import bind_query
from claimgraph.stores import Store


def load_entity(store: Store, iri: str) -> Entity | None:
    """The entity, or None if the graph does not name it."""
    node = NamedNode(iri)
    outgoing = store.select(bind_query("thing_outgoing", thing=node))
    if not outgoing:
        return None
    matches = TripleIndex(store.construct(bind_query("entity_matches", entity=node)))
    retractions = store.construct(bind_query("entity_retractions", entity=node))
    observations = store.construct(bind_query("entity_observations", entity=node))
    incoming = store.select(bind_query("entity_links_in", entity=node))
    totals = store.select(bind_query("entity_observations_count", entity=node))
    named = describe_named_entity(iri, outgoing, matches, read_retractions(TripleIndex(retractions), iri))
    return Entity(
        **dict(named),
        linked_from=group_statements(incoming, "subject"),
        fabs=summarize_fabs(store.select(bind_query("entity_fabs", entity=node))),
        claims_about=list_latest_claims(store, entity=iri),
        claims_made=list_latest_claims(store, saidBy=iri),
        observations=read_observations(TripleIndex([*observations, *retractions])),
        observations_total=int(totals[0]["observations"].value),
    )


def list_entities(store: Store, kind: str) -> list[EntityBrief]:
    """The entities of a kind, by name."""
    class_ = NamedNode(namespaces.CG + ENTITY_KINDS[kind])
    rows = store.select(bind_query("entities_index", **{"class": class_}))
    prefix = namespaces.thing_iri(kind) + "/"
    return [brief for brief in summarize_entities(rows) if brief.entity.iri.startswith(prefix)]
