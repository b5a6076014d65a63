"""The ontology as a reader meets it: classes, properties and vocabularies with what they mean."""

from __future__ import annotations

from claimgraph.documents.description import Description, slug
from claimgraph.documents.from_rdf import Ref, Thing, View, at, read
from claimgraph.namespaces import CG, ROOT, compact


class Term(Thing):
    """A class, property or concept."""

    label: str | None = at("rdfs:label", "What it is called")
    preferred: str | None = at("skos:prefLabel", "What a concept is called")
    other_labels: list[str] = at("skos:altLabel", "Other names")
    definition: str | None = at("skos:definition", "Genus, then what sets it apart")
    scope_note: str | None = at("skos:scopeNote", "The nearest neighbour, and when to use that instead")
    examples: list[str] = at("skos:example", "An example")
    parents: list[Ref] = at("rdfs:subClassOf", "Wider classes")
    parent_properties: list[Ref] = at("rdfs:subPropertyOf", "Wider properties")
    inverses: list[Ref] = at("owl:inverseOf", "The property read backwards")
    domains: list[Ref] = at("rdfs:domain", "What has it")
    ranges: list[Ref] = at("rdfs:range", "What its values are")
    broader: list[Ref] = at("skos:broader", "Wider concepts")
    related: list[Ref] = at("skos:related", "Near concepts")
    exact_matches: list[Ref] = at("skos:exactMatch", "The same elsewhere")
    comparable: list[Ref] = at("cg:comparableWith", "Metrics that measure the same")
    near_metrics: list[Ref] = at("cg:relatedDefinition", "Metrics that are close, but not the same")
    sources: list[Ref] = at("dcterms:source", "Where the definition comes from")
    status: str | None = at("vs:term_status", "How settled it is")

    @property
    def name(self) -> str:
        return self.preferred or self.label or slug(self.iri)

    @property
    def anchor(self) -> str:
        return slug(self.iri)

    @property
    def curie(self) -> str:
        return compact(self.iri)

    @property
    def links(self) -> list[tuple[str, list[Ref]]]:
        """What it is linked to, with a heading each."""
        every = (
            ("Kind of", self.parents + self.parent_properties + self.broader),
            ("Of", self.domains),
            ("Values", self.ranges),
            ("Inverse", self.inverses),
            ("Comparable with", self.comparable),
            ("Close, but not the same", self.near_metrics),
            ("Related", self.related),
            ("Same elsewhere", self.exact_matches),
            ("Source", self.sources),
        )
        return [(heading, refs) for heading, refs in every if refs]


class Scheme(View):
    """A vocabulary with its terms."""

    about: Term
    terms: list[Term]


class Ontology(View):
    """All of it."""

    title: str
    description: str | None
    version: str | None
    classes: list[Term]
    properties: list[Term]
    individuals: list[Term]
    schemes: list[Scheme]


_PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty")


def ontology(graph: Description) -> Ontology:
    """From the triples of ontology_document.rq; terms of other vocabularies are left to their owners."""
    root = next(iter(graph.members("owl:Ontology")), ROOT)
    return Ontology(
        title=graph.name(root)[0],
        description=graph.text(root, "dcterms:description"),
        version=graph.text(root, "owl:versionInfo"),
        classes=_own(graph, ("owl:Class",)),
        properties=_own(graph, _PROPERTIES),
        individuals=_own(graph, ("owl:NamedIndividual",)),
        schemes=[scheme(graph, iri) for iri in graph.members("skos:ConceptScheme")],
    )


def scheme(graph: Description, iri: str) -> Scheme:
    """One vocabulary, by the names of its terms."""
    terms = [read(Term, graph, each) for each in graph.iris(iri, "skos:inScheme", inverse=True)]
    terms.sort(key=lambda term: (term.name.casefold(), term.iri))
    return Scheme(about=read(Term, graph, iri), terms=terms)


def _own(graph: Description, classes: tuple[str, ...]) -> list[Term]:
    iris = {iri for class_ in classes for iri in graph.members(class_) if iri.startswith(CG)}
    return [read(Term, graph, iri) for iri in sorted(iris, key=lambda iri: (slug(iri).casefold(), iri))]
