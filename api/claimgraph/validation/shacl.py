"""Runs SHACL rules over a graph: by Shifty, which is fast, or by pySHACL, the reference.

Tests hold both to the same findings, on the shipped data and on every counter-example.
"""

from __future__ import annotations

from collections.abc import Callable

from rdflib import Graph

from claimgraph.errors import ClaimgraphError
from claimgraph.validation.violations import Violation, read_violations

ShaclEngine = Callable[[Graph, Graph], Graph]  # data and shapes give a SHACL validation report


class ShapesError(ClaimgraphError):
    """The rules themselves cannot be run."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"The shapes cannot be run: {problem} Fix the file in shapes/ that says so.")


def run_shifty(data: Graph, shapes: Graph) -> Graph:
    """The report of Shifty, a SHACL engine in Rust.

    Raises:
        ShapesError: A shape is not one it can run.
    """
    # as text, because crossing over term by term takes longer than validating
    return run_shifty_on_ntriples(data.serialize(format="nt"), shapes.serialize(format="nt"))


def run_shifty_on_ntriples(data: str, shapes: str) -> Graph:
    """The same, for N-Triples: what a million triples are checked with.

    Raises:
        ShapesError: A shape is not one it can run.
    """
    import shifty as engine

    try:
        # "data": the rules are not part of what is checked; merging them in would copy a million triples
        _, report, _ = engine.validate(
            data, shapes, graph_mode="data", infer=False, on_unsupported="error", sort_results=False
        )
    except ValueError as error:
        raise ShapesError(f"{error}.") from error
    return report


def run_pyshacl(data: Graph, shapes: Graph) -> Graph:
    """The report of pySHACL, the reference in Python: about a minute for 100,000 triples.

    Raises:
        ShapesError: A shape is not one it can run.
    """
    import pyshacl as engine
    from pyshacl.errors import ReportableRuntimeError

    try:
        _, report, text = engine.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    except ReportableRuntimeError as error:
        raise ShapesError(str(error)) from error
    if not isinstance(report, Graph):  # pySHACL returns a failure instead of raising it
        raise ShapesError(text)
    return report


def validate_graph(
    data: Graph, shapes: Graph, *, vocabulary: Graph, engine: ShaclEngine = run_shifty
) -> list[Violation]:
    """Check `data` against `shapes`, sorted by thing and rule; an empty list means that all rules hold.

    `vocabulary` (the ontology and its vocabularies) is there to be looked things up in: things that it
    alone describes are not reported. To check the vocabularies, pass them as `data`. Nothing is inferred,
    save that `sh:class` and `sh:targetClass` follow rdfs:subClassOf.

    Raises:
        ShapesError: A shape is not one the engine can run.
    """
    report = engine(data + vocabulary, shapes)
    return [
        finding
        for focus, finding in read_violations(report, shapes)
        if (focus, None, None) in data or (focus, None, None) not in vocabulary
    ]
