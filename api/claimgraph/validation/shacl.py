"""Validates graphs against SHACL shapes with Shifty, which is fast, or pySHACL, the reference.

Tests hold both engines to the same violations, on the shipped data and on every counter-example.
"""

from __future__ import annotations

from collections.abc import Callable

from rdflib import Graph

from claimgraph.errors import ClaimgraphError
from claimgraph.validation.violations import Violation, read_violations

ShaclEngine = Callable[[Graph, Graph], Graph]  # from data and shapes to a SHACL validation report


class ShapesError(ClaimgraphError):
    """The shapes themselves cannot be run."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"The shapes cannot be run: {problem} Fix the shape in shapes/ that it names.")


def run_shifty(data: Graph, shapes: Graph) -> Graph:
    """Return the validation report of Shifty, a SHACL engine in Rust.

    Raises:
        ShapesError: The engine cannot run a shape.
    """
    # as text: handing over term by term takes longer than validating
    return run_shifty_on_ntriples(data.serialize(format="nt"), shapes.serialize(format="nt"))


def run_shifty_on_ntriples(data: str, shapes: str) -> Graph:
    """Return the validation report of Shifty for N-Triples, which suits a million triples.

    Raises:
        ShapesError: The engine cannot run a shape.
    """
    import shifty as engine

    try:
        # "data": validate the data alone; merging the shapes in would copy a million triples
        _, report, _ = engine.validate(
            data, shapes, graph_mode="data", infer=False, on_unsupported="error", sort_results=False
        )
    except ValueError as error:
        raise ShapesError(f"{error}.") from error
    return report


def run_pyshacl(data: Graph, shapes: Graph) -> Graph:
    """Return the validation report of pySHACL, the reference: about a minute for 100,000 triples.

    Raises:
        ShapesError: The engine cannot run a shape.
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
    """Return the violations of `shapes` in `data`, sorted by thing and rule; an empty list: it conforms.

    Shapes look up terms in `vocabulary`, the ontology and its vocabularies; violations by things that it
    alone describes are not reported. To validate the vocabularies, pass them as `data`. Nothing is
    inferred, except that `sh:class` and `sh:targetClass` follow rdfs:subClassOf.

    Raises:
        ShapesError: The engine cannot run a shape.
    """
    report = engine(data + vocabulary, shapes)
    return [
        violation
        for focus, violation in read_violations(report, shapes)
        if (focus, None, None) in data or (focus, None, None) not in vocabulary
    ]
