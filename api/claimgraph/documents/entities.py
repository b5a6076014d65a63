"""An entity in full, and entities in a list."""

from __future__ import annotations

from itertools import groupby

from pydantic import Field

from claimgraph.documents.claim_layers import Observation
from claimgraph.documents.claims import ClaimSummary
from claimgraph.documents.document import Document, Ref, Resource
from claimgraph.documents.from_rdf import make_reference, read_document
from claimgraph.documents.rdf_fields import match_field
from claimgraph.documents.resources import Statements, Value, group_statements
from claimgraph.documents.retractions import Retractable, Retraction
from claimgraph.documents.triple_index import TripleIndex, local_name
from claimgraph.namespaces import ID
from claimgraph.stores import Solution

# Shown in places of their own, so not again among the statements.
_NAMES, _IDENTIFIERS = ("rdfs:label", "skos:prefLabel"), "dcterms:identifier"
_OTHER_NAMES = ("skos:altLabel", "cg:nameAsPrinted")
_SHOWN_APART = (*_NAMES, *_OTHER_NAMES, _IDENTIFIERS, "rdf:type", "skos:exactMatch")


class Name(Document):
    """A name in a language."""

    text: str = Field(description="The name", examples=["台湾"])
    language: str | None = Field(description="Its language; null where not known", examples=["zh"])


class IdentifierMatch(Resource):
    """An identifier elsewhere, with the way the match was verified."""

    authority: Ref | None = match_field("authority", "Whose identifier it is")
    identifier: str | None = match_field("value", "The identifier, as an IRI")
    verified_via: str | None = match_field("verified_via", "How the match was verified")


class FabBrief(Document):
    """A fab in a list."""

    fab: Ref = Field(description="The fab")
    operators: list[Ref] = Field(description="Who runs it")
    nations: list[Ref] = Field(description="Where it stands")
    place: str | None = Field(description="The place as printed")
    node: str | None = Field(description="Smallest process node, in nanometres", examples=["7"])
    status: str | None = Field(description="In operation or under construction")
    started: str | None = Field(description="When it started, in EDTF", examples=["2020"])


class NamedEntity(Retractable):
    """Who or what claims are about: its names, identifiers and links."""

    kind: str = Field(description="Its kind, which is part of its address", examples=["nation"])
    name: str = Field(description="What it is called in English", examples=["Taiwan"])
    names: list[Name] = Field(description="Its names")
    other_names: list[Name] = Field(description="Names under which sources print it")
    identifiers: list[str] = Field(description="Identifiers in the source tables", examples=[["country:TW"]])
    matches: list[IdentifierMatch] = Field(description="Identifiers elsewhere")
    facts: list[Statements] = Field(description="What else the data say about it")
    inferred: list[Statements] = Field(description="What follows from the data by the ontology's rules")


class Entity(NamedEntity):
    """Who or what claims are about: names, identifiers, links, and what is said about it and by it."""

    linked_from: list[Statements] = Field(description="Other entities that name it")
    fabs: list[FabBrief] = Field(description="Fabs that stand there, or that it runs")
    claims_about: list[ClaimSummary] = Field(description="Claims about it")
    claims_made: list[ClaimSummary] = Field(description="Claims it made")
    observations: list[Observation] = Field(description="What was measured of it: the first 200 at most")
    observations_total: int = Field(description="How many observations there are", examples=[12])


class EntityBrief(Document):
    """An entity in a list."""

    entity: Ref = Field(description="The entity")
    name_zh: str | None = Field(description="Its name in Chinese")
    claims_about: int = Field(description="Claims about it", examples=[3])
    claims_made: int = Field(description="Claims it made", examples=[0])


def describe_named_entity(
    iri: str, outgoing: list[Solution], matches: TripleIndex, retractions: list[Retraction]
) -> NamedEntity:
    """An entity from the rows of thing_outgoing.rq and the triples of entity_matches.rq."""
    statements = group_statements(outgoing, "value")
    values = {group.curie: group.values for group in statements}
    names = _list_names([value for key in _NAMES for value in values.get(key, [])])
    name = names[0].text if names else local_name(iri)
    match_iris = matches.iris(iri, "cg:matchOf", inverse=True)
    return NamedEntity(
        iri=iri,
        retractions=retractions,
        kind=iri.removeprefix(ID).partition("/")[0],
        name=name,
        names=names,
        other_names=_list_other_names(values, name),
        identifiers=[value.text for value in values.get(_IDENTIFIERS, [])],
        matches=[read_document(IdentifierMatch, matches, match_iri) for match_iri in match_iris],
        facts=_select_statements(statements, inferred=False),
        inferred=_select_statements(statements, inferred=True),
    )


def read_observations(graph: TripleIndex) -> list[Observation]:
    """The observations that the triples describe in full, by metric and date."""
    observations = [read_document(Observation, graph, iri) for iri in graph.instances_of("cg:Observation")]
    return sorted(observations, key=_observation_order)


def summarize_fabs(rows: list[Solution]) -> list[FabBrief]:
    """Fabs from entity_fabs.rq, whose rows come one per fab and operator."""
    fabs = [_summarize_fab(list(group)) for _, group in groupby(rows, key=lambda row: row["fab"])]
    return sorted(fabs, key=lambda brief: (brief.fab.label, brief.fab.iri))


def summarize_entities(rows: list[Solution]) -> list[EntityBrief]:
    """Entities from entities_index.rq, by name."""
    briefs = [
        EntityBrief(
            entity=make_reference(row["entity"], row.get("label")),
            name_zh=_text(row, "zh"),
            claims_about=int(row["about"].value),
            claims_made=int(row["said"].value),
        )
        for row in rows
    ]
    return sorted(briefs, key=lambda brief: (brief.entity.label.casefold(), brief.entity.iri))


def _select_statements(statements: list[Statements], *, inferred: bool) -> list[Statements]:
    """The statements that only reasoning added, or the others, without what is shown apart."""
    selected = []
    for group in statements:
        values = [value for value in group.values if (value.graphs == ["inferred"]) == inferred]
        if values and group.curie not in _SHOWN_APART:
            selected.append(Statements(predicate=group.predicate, values=values, total=len(values)))
    return selected


def _list_names(values: list[Value]) -> list[Name]:
    names = [Name(text=value.text, language=value.language) for value in values]
    return sorted(names, key=lambda name: ((name.language or "en") != "en", name.text))


def _list_other_names(values: dict[str, list[Value]], name: str) -> list[Name]:
    """Every name but the one it goes by; each text once."""
    listed = _list_names([value for key in _OTHER_NAMES for value in values.get(key, [])])
    return [other for text, other in {other.text: other for other in listed}.items() if text != name]


def _summarize_fab(rows: list[Solution]) -> FabBrief:
    first = rows[0]
    return FabBrief(
        fab=make_reference(first["fab"], first["label"]),
        operators=_list_references(rows, "operator"),
        nations=_list_references(rows, "nation"),
        place=_text(first, "place"),
        node=_text(first, "node"),
        status=_text(first, "status"),
        started=_text(first, "started"),
    )


def _list_references(rows: list[Solution], name: str) -> list[Ref]:
    references = {
        row[name].value: make_reference(row[name], row.get(f"{name}Label")) for row in rows if name in row
    }
    return [references[iri] for iri in sorted(references)]


def _text(row: Solution, name: str) -> str | None:
    return row[name].value if name in row else None


def _observation_order(observation: Observation) -> tuple[str, str, str]:
    metric = observation.metric.label if observation.metric else ""
    return metric, observation.period.edtf if observation.period else "", observation.iri
