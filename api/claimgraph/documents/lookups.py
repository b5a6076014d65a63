"""From a question to a view: which query answers it, on which store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from claimgraph import namespaces
from claimgraph.documents import claims, entities, lineage, ontology, retractions, things
from claimgraph.documents.description import Description, slug
from claimgraph.namespaces import ENTITY_KINDS
from claimgraph.queries import bind_query
from claimgraph.stores import Solution, Store

WORDS = 6  # as many as claims_list.rq has variables for


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
            return slug(self.iri)
        return (
            self.iri.removeprefix(namespaces.ID)
            if self.iri.startswith(namespaces.ID)
            else namespaces.compact(self.iri)
        )


def claim_query(name: str) -> str:
    return bind_query("claim_document", claim=NamedNode(namespaces.thing(f"claim/{name}")))


def claim_triples(store: Store, name: str, graphs: tuple[str, ...] = ()) -> list[Triple]:
    """`graphs`, where given, are read instead of the default graph; withheld ones too."""
    return _triples(store, claim_query(name), graphs)


def retraction_triples(store: Store, iri: str, graphs: tuple[str, ...] = ()) -> list[Triple]:
    """The retractions of a thing; none while it stands. `graphs` as for claims."""
    return _triples(store, bind_query("retractions_of", thing=NamedNode(iri)), graphs)


def _triples(store: Store, query: str, graphs: tuple[str, ...]) -> list[Triple]:
    if not graphs:
        return store.construct(query)
    answer = store.answer(query, format="nt", default_graphs=graphs)
    return [quad.triple for quad in parse(input=answer.read(), format=RdfFormat.N_TRIPLES)]


def claim(store: Store, name: str, graphs: tuple[str, ...] = ()) -> claims.Claim | None:
    return claims.claim(Description(claim_triples(store, name, graphs)), name)


def claim_lineage(store: Store, name: str, graphs: tuple[str, ...] = ()) -> lineage.Lineage | None:
    """Where a claim comes from. `graphs` as for claims."""
    iri = namespaces.thing(f"claim/{name}")
    return lineage.lineage(_triples(store, bind_query("lineage", claim=NamedNode(iri)), graphs), iri)


def claims_query(filters: dict[str, str], words: list[str]) -> str:
    """`filters` are IRIs by the name of the variable."""
    if len(words) > WORDS:
        raise ValueError(f"{len(words)} words; at most {WORDS} can be searched for at once")
    bound: dict[str, NamedNode | Literal | None] = dict.fromkeys(("topic", "kind", "saidBy", "entity"))
    bound |= {name: NamedNode(iri) for name, iri in filters.items()}
    for number in range(1, WORDS + 1):
        bound[f"word{number}"] = Literal(words[number - 1].lower()) if number <= len(words) else None
    return bind_query("claims_list", **bound)


def matching_claims(store: Store, query: str) -> list[claims.ClaimSummary]:
    return claims.summaries(store.select(query))


def _claims_of(store: Store, **filters: str) -> list[claims.ClaimSummary]:
    """Newest first; those of an unknown day last."""
    found = matching_claims(store, claims_query(filters, []))
    return sorted(found, key=lambda each: (each.first_said or date.min, each.iri), reverse=True)


def facets(store: Store) -> dict[str, list[Facet]]:
    found: dict[str, list[Facet]] = {"topic": [], "type": [], "speaker": [], "entity": []}
    for row in store.select(bind_query("claim_facets")):
        iri = row["value"].value
        label = row["label"].value if "label" in row else slug(iri)
        found[row["facet"].value].append(Facet(iri, label, int(row["claims"].value)))
    return found


def counts(store: Store) -> dict[str, int]:
    """How many things there are of each kind."""
    return {row["kind"].value: int(row["things"].value) for row in store.select(bind_query("counts_by_kind"))}


def known(store: Store, iri: str) -> bool:
    return store.ask(bind_query("is_described", thing=NamedNode(iri)))


def thing_query(iri: str) -> str:
    return bind_query("thing_document", thing=NamedNode(iri))


def thing_triples(store: Store, iri: str) -> list[Triple]:
    """What is said about a thing, and its retractions."""
    return [*{*store.construct(thing_query(iri)), *retraction_triples(store, iri)}]


def any_thing(store: Store, iri: str) -> things.AnyThing:
    outgoing, incoming, totals = (
        store.select(bind_query(name, thing=NamedNode(iri)))
        for name in ("thing_outgoing", "thing_incoming", "thing_incoming_counts")
    )
    withdrawn = retractions.retractions(Description(retraction_triples(store, iri)), iri)
    return things.any_thing(iri, outgoing, incoming, totals, withdrawn)


def entity(store: Store, iri: str) -> entities.Entity | None:
    """The entity, or None where the graph does not name it."""
    outgoing = store.select(bind_query("thing_outgoing", thing=NamedNode(iri)))
    if not outgoing:
        return None
    withdrawn = _construct(store, "entity_retractions", iri)
    measured = _construct(store, "entity_observations", iri)
    return entities.entity(
        iri,
        outgoing,
        Description(_construct(store, "entity_matches", iri)),
        retractions=retractions.retractions(Description(withdrawn), iri),
        linked_from=things.statements(_select(store, "entity_links_in", iri), "subject"),
        fabs=entities.fabs(_select(store, "entity_fabs", iri)),
        claims_about=_claims_of(store, entity=iri),
        claims_made=_claims_of(store, saidBy=iri),
        observations=entities.observations(Description([*measured, *withdrawn])),
        observations_total=int(_select(store, "entity_observations_count", iri)[0]["observations"].value),
    )


def entities_of_kind(store: Store, kind: str) -> list[entities.EntityBrief]:
    class_ = NamedNode(namespaces.CG + ENTITY_KINDS[kind])
    rows = store.select(bind_query("entities_index", **{"class": class_}))
    return [
        brief for brief in entities.briefs(rows) if brief.entity.iri.startswith(namespaces.thing(kind) + "/")
    ]


def ontology_query() -> str:
    return bind_query("ontology_document")


def ontology_triples(store: Store) -> list[Triple]:
    return store.construct(ontology_query())


def whole_ontology(store: Store) -> ontology.Ontology:
    return ontology.ontology(Description(ontology_triples(store)))


def scheme_query(iri: str) -> str:
    return bind_query("scheme_document", scheme=NamedNode(iri))


def scheme_triples(store: Store, iri: str) -> list[Triple]:
    return store.construct(scheme_query(iri))


def graph_query(iri: str) -> str:
    return bind_query("graph_document", graph=NamedNode(iri))


def graph_triples(store: Store, iri: str) -> list[Triple]:
    return store.construct(graph_query(iri))


def _select(store: Store, name: str, iri: str) -> list[Solution]:
    return store.select(bind_query(name, entity=NamedNode(iri)))


def _construct(store: Store, name: str, iri: str) -> list[Triple]:
    return store.construct(bind_query(name, entity=NamedNode(iri)))
