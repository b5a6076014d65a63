"""What was withdrawn: why, when and by whom, and the views of things that can be."""

from __future__ import annotations

from claimgraph.documents.description import Description
from claimgraph.documents.from_rdf import Ref, Span, Thing, at, read


class Retraction(Thing):
    """The withdrawal of one thing. Where `removed` is true, the thing's own address answers 410."""

    thing: Ref | None = at("cg:retracts", "What was withdrawn")
    reason: str | None = at("cg:reason", "Why", examples=["The publisher found rows counted twice."])
    retracted: Span | None = at("cg:retractedDuring", "When it was withdrawn")
    retracted_by: Ref | None = at("prov:wasAttributedTo", "Who withdrew it")
    source: Ref | None = at("prov:hadPrimarySource", "The notice")
    removed: bool | None = at("cg:removed", "True: taken out of the graph. False: it stays, marked")
    replaced_by: Ref | None = at("dcterms:isReplacedBy", "What stands in its place")
    note: str | None = at("skos:note", "Remark of the curator")


class Retractable(Thing):
    """A thing that may have been withdrawn and yet is shown."""

    retractions: list[Retraction] = at("^cg:retracts", "Its withdrawals; empty while it stands")


def retractions(graph: Description, iri: str) -> list[Retraction]:
    """Those of one thing, from triples that describe them."""
    return read(Retractable, graph, iri).retractions
