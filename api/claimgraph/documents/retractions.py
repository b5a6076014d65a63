"""What was withdrawn: why, when and by whom, and the views of things that can be."""

from __future__ import annotations

from claimgraph import model
from claimgraph.documents.document import Ref, Resource, Span
from claimgraph.documents.from_rdf import read_document
from claimgraph.documents.rdf_fields import inverse_field, retraction_field
from claimgraph.documents.triple_index import TripleIndex


class Retraction(Resource):
    """The withdrawal of one thing. Where `removed` is true, the thing's own address answers 410."""

    thing: Ref | None = retraction_field("thing", "What was withdrawn")
    reason: str | None = retraction_field(
        "reason", "Why", examples=["The publisher found rows counted twice."]
    )
    retracted: Span | None = retraction_field("retracted", "When it was withdrawn")
    retracted_by: Ref | None = retraction_field("retracted_by", "Who withdrew it")
    source: Ref | None = retraction_field("source", "The notice")
    removed: bool | None = retraction_field(
        "removed", "True: taken out of the graph. False: it stays, marked"
    )
    replaced_by: Ref | None = retraction_field("replaced_by", "What stands in its place")
    note: str | None = retraction_field("note", "Remark of the curator")


class Retractable(Resource):
    """A thing that may have been withdrawn and yet is shown."""

    retractions: list[Retraction] = inverse_field(
        model.Retraction, "thing", "Its withdrawals; empty while it stands"
    )


def read_retractions(graph: TripleIndex, iri: str) -> list[Retraction]:
    """Those of one thing, from triples that describe them."""
    return read_document(Retractable, graph, iri).retractions
