"""Validates graphs one by one, and keeps what SHACL reports: as violations, and as RDF."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import RDF, SH, Graph, Literal
from rdflib.term import BNode, Node

from claimgraph.validation.shape_rules import ShapeRules, report_on_ntriples
from claimgraph.validation.violations import Violation, read_violations


@dataclass(frozen=True, slots=True)
class ReportedViolation:
    """A violation, and the graph that it is in."""

    graph: str
    violation: Violation


def report_violations(
    graphs: Iterable[tuple[str, str, str]], rules: ShapeRules
) -> tuple[list[ReportedViolation], str]:
    """Return the violations in graphs, and the SHACL report of them as N-Triples.

    A graph is its IRI, its data and their context, as for `validate_ntriples`.

    Raises:
        ShapesError: The engine cannot run a shape.
    """
    violations, whole, node = list[ReportedViolation](), Graph(bind_namespaces="none"), BNode()
    for iri, data, context in graphs:
        report = report_on_ntriples(data, rules, context=context)
        if (None, SH.result, None) not in report:
            continue
        for result in report.objects(None, SH.result):
            whole.add((node, SH.result, result))
            _copy(report, result, whole)
        violations += [
            ReportedViolation(iri, violation) for _, violation in read_violations(report, rules.shapes)
        ]
    conforms = not any(reported.violation.severity == "Violation" for reported in violations)
    whole.add((node, RDF.type, SH.ValidationReport))
    whole.add((node, SH.conforms, Literal(conforms)))
    return violations, whole.serialize(format="nt")


def _copy(source: Graph, node: Node, target: Graph) -> None:
    """Copy what a report says of a result, and of the blank nodes in that, such as paths."""
    for triple in source.triples((node, None, None)):
        if triple not in target:
            target.add(triple)
            if isinstance(triple[2], BNode):
                _copy(source, triple[2], target)
