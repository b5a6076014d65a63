"""The ontology as a reader meets it: classes, properties and vocabularies with what they mean."""

from __future__ import annotations

from claimgraph.documents.document import Document, Ref, Resource
from claimgraph.documents.from_rdf import read_document
from claimgraph.documents.rdf_fields import rdf_field
from claimgraph.documents.triple_index import TripleIndex, local_name
from claimgraph.namespaces import CG, ROOT, compact_iri


class Term(Resource):
    """A class, property or concept."""

    label: str | None = rdf_field("rdfs:label", "What it is called")
    preferred: str | None = rdf_field("skos:prefLabel", "What a concept is called")
    other_labels: list[str] = rdf_field("skos:altLabel", "Other names")
    definition: str | None = rdf_field("skos:definition", "Genus, then what sets it apart")
    scope_note: str | None = rdf_field(
        "skos:scopeNote", "The nearest neighbour, and when to use that instead"
    )
    examples: list[str] = rdf_field("skos:example", "An example")
    parents: list[Ref] = rdf_field("rdfs:subClassOf", "Wider classes")
    parent_properties: list[Ref] = rdf_field("rdfs:subPropertyOf", "Wider properties")
    inverses: list[Ref] = rdf_field("owl:inverseOf", "The property read backwards")
    domains: list[Ref] = rdf_field("rdfs:domain", "What has it")
    ranges: list[Ref] = rdf_field("rdfs:range", "What its values are")
    broader: list[Ref] = rdf_field("skos:broader", "Wider concepts")
    related: list[Ref] = rdf_field("skos:related", "Near concepts")
    exact_matches: list[Ref] = rdf_field("skos:exactMatch", "The same elsewhere")
    comparable: list[Ref] = rdf_field("cg:comparableWith", "Metrics that measure the same")
    sources: list[Ref] = rdf_field("dcterms:source", "Where the definition comes from")
    status: str | None = rdf_field("vs:term_status", "How settled it is")

    @property
    def name(self) -> str:
        return self.preferred or self.label or local_name(self.iri)

    @property
    def anchor(self) -> str:
        return local_name(self.iri)

    @property
    def curie(self) -> str:
        return compact_iri(self.iri)

    @property
    def links(self) -> list[tuple[str, list[Ref]]]:
        """What it is linked to, by heading."""
        links = (
            ("Kind of", self.parents + self.parent_properties + self.broader),
            ("Of", self.domains),
            ("Values", self.ranges),
            ("Inverse", self.inverses),
            ("Comparable with", self.comparable),
            ("Related", self.related),
            ("Same elsewhere", self.exact_matches),
            ("Source", self.sources),
        )
        return [(heading, refs) for heading, refs in links if refs]


class Scheme(Document):
    """A vocabulary with its terms."""

    about: Term
    terms: list[Term]


class Ontology(Document):
    """All of it."""

    title: str
    description: str | None
    version: str | None
    classes: list[Term]
    properties: list[Term]
    individuals: list[Term]
    schemes: list[Scheme]


_PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty")


def describe_ontology(graph: TripleIndex) -> Ontology:
    """From the triples of ontology_document.rq; terms of other vocabularies are left to their owners."""
    root = next(iter(graph.instances_of("owl:Ontology")), ROOT)
    return Ontology(
        title=graph.label_of(root)[0],
        description=graph.first_text(root, "dcterms:description"),
        version=graph.first_text(root, "owl:versionInfo"),
        classes=_list_own_terms(graph, ("owl:Class",)),
        properties=_list_own_terms(graph, _PROPERTIES),
        individuals=_list_own_terms(graph, ("owl:NamedIndividual",)),
        schemes=[describe_scheme(graph, iri) for iri in graph.instances_of("skos:ConceptScheme")],
    )


def describe_scheme(graph: TripleIndex, iri: str) -> Scheme:
    """One vocabulary, by the names of its terms."""
    terms = [read_document(Term, graph, term) for term in graph.iris(iri, "skos:inScheme", inverse=True)]
    terms.sort(key=lambda term: (term.name.casefold(), term.iri))
    return Scheme(about=read_document(Term, graph, iri), terms=terms)


def _list_own_terms(graph: TripleIndex, classes: tuple[str, ...]) -> list[Term]:
    iris = {iri for class_ in classes for iri in graph.instances_of(class_) if iri.startswith(CG)}
    return [
        read_document(Term, graph, iri)
        for iri in sorted(iris, key=lambda iri: (local_name(iri).casefold(), iri))
    ]
