"""What was withdrawn: why, when and by whom, and the views of things that can be."""

from __future__ import annotations

from claimgraph.documents.from_rdf import Ref, Resource, Span, rdf_field, read_document
from claimgraph.documents.triple_index import TripleIndex


class Retraction(Resource):
    """The withdrawal of one thing. Where `removed` is true, the thing's own address answers 410."""

    thing: Ref | None = rdf_field("cg:retracts", "What was withdrawn")
    reason: str | None = rdf_field("cg:reason", "Why", examples=["The publisher found rows counted twice."])
    retracted: Span | None = rdf_field("cg:retractedDuring", "When it was withdrawn")
    retracted_by: Ref | None = rdf_field("prov:wasAttributedTo", "Who withdrew it")
    source: Ref | None = rdf_field("prov:hadPrimarySource", "The notice")
    removed: bool | None = rdf_field("cg:removed", "True: taken out of the graph. False: it stays, marked")
    replaced_by: Ref | None = rdf_field("dcterms:isReplacedBy", "What stands in its place")
    note: str | None = rdf_field("skos:note", "Remark of the curator")


class Retractable(Resource):
    """A thing that may have been withdrawn and yet is shown."""

    retractions: list[Retraction] = rdf_field("^cg:retracts", "Its withdrawals; empty while it stands")


def read_retractions(graph: TripleIndex, iri: str) -> list[Retraction]:
    """Those of one thing, from triples that describe them."""
    return read_document(Retractable, graph, iri).retractions
