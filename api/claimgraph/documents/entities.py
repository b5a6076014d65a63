"""An entity in full, and entities in a list."""

from __future__ import annotations

from itertools import groupby

from pydantic import Field

from claimgraph.documents.claim_layers import Observation
from claimgraph.documents.claims import ClaimSummary, make_reference
from claimgraph.documents.document import Document, Ref, Resource
from claimgraph.documents.from_rdf import read_document
from claimgraph.documents.rdf_fields import match_field
from claimgraph.documents.resources import Statements, Value, group_statements
from claimgraph.documents.retractions import Retractable
from claimgraph.documents.triple_index import TripleIndex, local_name
from claimgraph.namespaces import ID
from claimgraph.stores import Solution

# Shown in places of their own, so not again among the statements.
_NAMES, _IDENTIFIERS = "rdfs:label", "dcterms:identifier"
_OTHER_NAMES = ("skos:altLabel", "cg:nameAsPrinted")
_SHOWN_APART = (_NAMES, *_OTHER_NAMES, _IDENTIFIERS, "rdf:type", "skos:exactMatch")


class Name(Document):
    """A name in a language."""

    text: str = Field(description="The name", examples=["台湾"])
    language: str | None = Field(description="Its language; null where not known", examples=["zh"])


class Match(Resource):
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


class Entity(Retractable):
    """Who or what claims are about: names, identifiers, links, and what is said about it and by it."""

    kind: str = Field(description="Its kind, which is part of its address", examples=["nation"])
    name: str = Field(description="What it is called in English", examples=["Taiwan"])
    names: list[Name] = Field(description="Its names")
    other_names: list[Name] = Field(description="Names under which sources print it")
    identifiers: list[str] = Field(description="Identifiers in the source tables", examples=[["country:TW"]])
    matches: list[Match] = Field(description="Identifiers elsewhere")
    facts: list[Statements] = Field(description="What else the data say about it")
    inferred: list[Statements] = Field(description="What follows from the data by the ontology's rules")
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


def describe_entity(iri: str, outgoing: list[Solution], matches: TripleIndex, **rest: object) -> Entity:
    """From the rows of thing_outgoing.rq, the triples of entity_matches.rq and `rest`, ready fields."""
    said = group_statements(outgoing, "value")
    values = {each.curie: each.values for each in said}
    names = _names(values.get(_NAMES, []))
    name = names[0].text if names else local_name(iri)
    return Entity.model_validate(
        {
            "iri": iri,
            "kind": iri.removeprefix(ID).partition("/")[0],
            "name": name,
            "names": names,
            "other_names": _other_names(values, name),
            "identifiers": [value.text for value in values.get(_IDENTIFIERS, [])],
            "matches": [
                read_document(Match, matches, each) for each in matches.iris(iri, "cg:matchOf", inverse=True)
            ],
            "facts": _part(said, inferred=False),
            "inferred": _part(said, inferred=True),
        }
        | rest
    )


def read_observations(graph: TripleIndex) -> list[Observation]:
    """Those described in full in the graph, by metric and date."""
    found = [read_document(Observation, graph, iri) for iri in graph.instances_of("cg:Observation")]
    return sorted(found, key=lambda each: (each.metric.label if each.metric else "", _edtf(each), each.iri))


def summarize_fabs(rows: list[Solution]) -> list[FabBrief]:
    """From entity_fabs.rq, whose rows come one per fab and operator."""
    found = [_fab(list(group)) for _, group in groupby(rows, key=lambda row: row["fab"])]
    return sorted(found, key=lambda each: (each.fab.label, each.fab.iri))


def summarize_entities(rows: list[Solution]) -> list[EntityBrief]:
    """From entities_index.rq, by name."""
    found = [
        EntityBrief(
            entity=make_reference(row["entity"], row.get("label")),
            name_zh=row["zh"].value if "zh" in row else None,
            claims_about=int(row["about"].value),
            claims_made=int(row["said"].value),
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: (each.entity.label.casefold(), each.entity.iri))


def _part(said: list[Statements], *, inferred: bool) -> list[Statements]:
    """The statements that only reasoning added, or the others, without what is shown apart."""
    parts = []
    for each in said:
        values = [value for value in each.values if (value.graphs == ["inferred"]) == inferred]
        if values and each.curie not in _SHOWN_APART:
            parts.append(each.model_copy(update={"values": values, "total": len(values)}))
    return parts


def _names(values: list[Value]) -> list[Name]:
    names = [Name(text=value.text, language=value.language) for value in values]
    return sorted(names, key=lambda name: ((name.language or "en") != "en", name.text))


def _other_names(values: dict[str, list[Value]], name: str) -> list[Name]:
    found = {each.text: each for each in _names([v for key in _OTHER_NAMES for v in values.get(key, [])])}
    return [each for text, each in found.items() if text != name]


def _fab(rows: list[Solution]) -> FabBrief:
    first = rows[0]
    names = ("place", "node", "status", "started")
    texts = {name: first[name].value if name in first else None for name in names}
    return FabBrief.model_validate(
        texts
        | {
            "fab": make_reference(first["fab"], first["label"]),
            "operators": _refs(rows, "operator"),
            "nations": _refs(rows, "nation"),
        }
    )


def _refs(rows: list[Solution], name: str) -> list[Ref]:
    refs = {
        row[name].value: make_reference(row[name], row.get(f"{name}Label")) for row in rows if name in row
    }
    return [refs[iri] for iri in sorted(refs)]


def _edtf(observation: Observation) -> str:
    return observation.period.edtf if observation.period else ""
