"""From a question to a view: which query answers it, on which store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from claimgraph import namespaces
from claimgraph.documents import claims, entities, lineage, ontology, resources, retractions
from claimgraph.documents.triple_index import TripleIndex, local_name
from claimgraph.namespaces import ENTITY_KINDS
from claimgraph.queries import bind_query
from claimgraph.stores import Store

MAX_WORDS = 6  # as many as claims_list.rq has variables for


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that claims can be filtered by, and how many claims that leaves."""

    iri: str
    label: str
    claims: int

    @property
    def parameter(self) -> str:
        """As it is written in an address: "fabs" for vocabulary terms, else "nation/taiwan", "cg:unknown"."""
        if self.iri.startswith(namespaces.VOCAB):
            return local_name(self.iri)
        return (
            self.iri.removeprefix(namespaces.ID)
            if self.iri.startswith(namespaces.ID)
            else namespaces.compact_iri(self.iri)
        )


def claim_query(name: str) -> str:
    return bind_query("claim_document", claim=NamedNode(namespaces.thing_iri(f"claim/{name}")))


def load_claim_triples(store: Store, name: str, graphs: tuple[str, ...] = ()) -> list[Triple]:
    """`graphs`, where given, are read instead of the default graph; withheld ones too."""
    return _triples(store, claim_query(name), graphs)


def load_retraction_triples(store: Store, iri: str, graphs: tuple[str, ...] = ()) -> list[Triple]:
    """The retractions of a thing; none while it stands. `graphs` as for claims."""
    return _triples(store, bind_query("retractions_of", thing=NamedNode(iri)), graphs)


def _triples(store: Store, query: str, graphs: tuple[str, ...]) -> list[Triple]:
    if not graphs:
        return store.construct(query)
    answer = store.answer(query, format="nt", default_graphs=graphs)
    return [quad.triple for quad in parse(input=answer.read(), format=RdfFormat.N_TRIPLES)]


def load_claim(store: Store, name: str, graphs: tuple[str, ...] = ()) -> claims.Claim | None:
    return claims.describe_claim(TripleIndex(load_claim_triples(store, name, graphs)), name)


def load_claim_lineage(store: Store, name: str, graphs: tuple[str, ...] = ()) -> lineage.Lineage | None:
    """Where a claim comes from. `graphs` as for claims."""
    iri = namespaces.thing_iri(f"claim/{name}")
    return lineage.describe_lineage(_triples(store, bind_query("lineage", claim=NamedNode(iri)), graphs), iri)


def claims_query(filters: dict[str, str], words: list[str]) -> str:
    """`filters` are IRIs by the name of the variable."""
    if len(words) > MAX_WORDS:
        raise ValueError(f"{len(words)} words; at most {MAX_WORDS} can be searched for at once")
    bound: dict[str, NamedNode | Literal | None] = dict.fromkeys(("topic", "kind", "saidBy", "entity"))
    bound |= {name: NamedNode(iri) for name, iri in filters.items()}
    for number in range(1, MAX_WORDS + 1):
        bound[f"word{number}"] = Literal(words[number - 1].lower()) if number <= len(words) else None
    return bind_query("claims_list", **bound)


def find_claims(store: Store, query: str) -> list[claims.ClaimSummary]:
    return claims.summarize_claims(store.select(query))


def _claims_of(store: Store, **filters: str) -> list[claims.ClaimSummary]:
    """Newest first; those of an unknown day last."""
    found = find_claims(store, claims_query(filters, []))
    return sorted(found, key=lambda each: (each.first_said or date.min, each.iri), reverse=True)


def load_facets(store: Store) -> dict[str, list[Facet]]:
    found: dict[str, list[Facet]] = {"topic": [], "type": [], "speaker": [], "entity": []}
    for row in store.select(bind_query("claim_facets")):
        iri = row["value"].value
        label = row["label"].value if "label" in row else local_name(iri)
        found[row["facet"].value].append(Facet(iri, label, int(row["claims"].value)))
    return found


def count_resources(store: Store) -> dict[str, int]:
    """How many things there are of each kind."""
    return {row["kind"].value: int(row["things"].value) for row in store.select(bind_query("counts_by_kind"))}


def is_described(store: Store, iri: str) -> bool:
    return store.ask(bind_query("is_described", thing=NamedNode(iri)))


def resource_query(iri: str) -> str:
    return bind_query("thing_document", thing=NamedNode(iri))


def load_resource_triples(store: Store, iri: str) -> list[Triple]:
    """What is said about a thing, and its retractions."""
    return [*{*store.construct(resource_query(iri)), *load_retraction_triples(store, iri)}]


def load_resource(store: Store, iri: str) -> resources.GenericResource:
    thing = NamedNode(iri)
    queries = (
        bind_query("thing_outgoing", thing=thing),
        bind_query("thing_incoming", thing=thing),
        bind_query("thing_incoming_counts", thing=thing),
    )
    outgoing, incoming, totals = (store.select(query) for query in queries)
    withdrawn = retractions.read_retractions(TripleIndex(load_retraction_triples(store, iri)), iri)
    return resources.describe_resource(iri, outgoing, incoming, totals, withdrawn)


def load_entity(store: Store, iri: str) -> entities.Entity | None:
    """The entity, or None where the graph does not name it."""
    node = NamedNode(iri)
    outgoing = store.select(bind_query("thing_outgoing", thing=node))
    if not outgoing:
        return None
    withdrawn = store.construct(bind_query("entity_retractions", entity=node))
    measured = store.construct(bind_query("entity_observations", entity=node))
    incoming = store.select(bind_query("entity_links_in", entity=node))
    totals = store.select(bind_query("entity_observations_count", entity=node))
    return entities.describe_entity(
        iri,
        outgoing,
        TripleIndex(store.construct(bind_query("entity_matches", entity=node))),
        retractions=retractions.read_retractions(TripleIndex(withdrawn), iri),
        linked_from=resources.group_statements(incoming, "subject"),
        fabs=entities.summarize_fabs(store.select(bind_query("entity_fabs", entity=node))),
        claims_about=_claims_of(store, entity=iri),
        claims_made=_claims_of(store, saidBy=iri),
        observations=entities.read_observations(TripleIndex([*measured, *withdrawn])),
        observations_total=int(totals[0]["observations"].value),
    )


def list_entities(store: Store, kind: str) -> list[entities.EntityBrief]:
    class_ = NamedNode(namespaces.CG + ENTITY_KINDS[kind])
    rows = store.select(bind_query("entities_index", **{"class": class_}))
    return [
        brief
        for brief in entities.summarize_entities(rows)
        if brief.entity.iri.startswith(namespaces.thing_iri(kind) + "/")
    ]


def ontology_query() -> str:
    return bind_query("ontology_document")


def load_ontology_triples(store: Store) -> list[Triple]:
    return store.construct(ontology_query())


def load_ontology(store: Store) -> ontology.Ontology:
    return ontology.describe_ontology(TripleIndex(load_ontology_triples(store)))


def scheme_query(iri: str) -> str:
    return bind_query("scheme_document", scheme=NamedNode(iri))


def load_scheme_triples(store: Store, iri: str) -> list[Triple]:
    return store.construct(scheme_query(iri))


def graph_query(iri: str) -> str:
    return bind_query("graph_document", graph=NamedNode(iri))


def load_graph_triples(store: Store, iri: str) -> list[Triple]:
    return store.construct(graph_query(iri))
