"""Runs SHACL rules over a graph with pySHACL."""

from __future__ import annotations

from rdflib import Graph

from claimgraph.errors import ClaimgraphError
from claimgraph.validation.findings import Finding, findings


class ShapesError(ClaimgraphError):
    """The rules themselves cannot be run."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"The shapes cannot be run: {problem} Mend the file in shapes/ that says so.")


def validate(data: Graph, shapes: Graph, *, vocabulary: Graph) -> list[Finding]:
    """Check `data` against `shapes`, sorted by thing and rule; an empty list means that all rules hold.

    `vocabulary` (the ontology and its vocabularies) is there to be looked things up in: things that it
    alone describes are not reported. To check the vocabularies, pass them as `data`. Nothing is inferred,
    save that `sh:class` and `sh:targetClass` follow rdfs:subClassOf.

    Raises:
        ShapesError: A shape is not one pySHACL can run.
    """
    report = _report(data + vocabulary, shapes)
    return [
        finding
        for focus, finding in findings(report, shapes)
        if (focus, None, None) in data or (focus, None, None) not in vocabulary
    ]


def _report(graph: Graph, shapes: Graph) -> Graph:
    # pySHACL takes half a second to import, so only commands that validate pay for it
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError

    try:
        copy = shapes + Graph()  # pySHACL adds triples of its own to the shapes it is given
        _, report, text = pyshacl.validate(graph, shacl_graph=copy, inference="none", inplace=True)
    except ReportableRuntimeError as error:
        raise ShapesError(str(error)) from error
    if not isinstance(report, Graph):  # pySHACL returns a failure instead of raising it
        raise ShapesError(text)
    return report
