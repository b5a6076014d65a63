"""Violations: which thing breaks which rule by which value, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import RDF, SH, Graph
from rdflib.term import BNode, Node

from claimgraph.namespaces import compact_iri

BLANK = "[]"  # blank nodes have no lasting names, so none is shown


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that one thing breaks.

    `rule` is a compact IRI, such as "cgs:Claim-utterance"; `severity` is Violation, Warning or Info;
    `focus` is the full IRI of the thing; `path` is a SPARQL path, or None if the rule is about the
    thing as a whole; `value` is the offending value, or None if one is missing.
    """

    rule: str
    severity: str
    focus: str
    path: str | None
    value: str | None
    message: str

    @property
    def display_cells(self) -> tuple[str, str, str, str]:
        """The cells of a table of violations: severity, rule, value, message."""
        return self.severity, self.rule, self.value or "", self.message

    @property
    def sort_key(self) -> tuple[str, ...]:
        return self.focus, self.rule, self.path or "", self.value or "", self.message, self.severity


def read_violations(report: Graph, shapes: Graph) -> list[tuple[Node, Violation]]:
    """Return the results of a SHACL validation report with their focus nodes, sorted, each once."""
    return sorted(set(_read_results(report, shapes)), key=lambda result: result[1].sort_key)


def _read_results(report: Graph, shapes: Graph) -> Iterator[tuple[Node, Violation]]:
    for result in report.objects(None, SH.result):
        properties = dict(report.predicate_objects(result))
        rule, focus, value = properties[SH.sourceShape], properties[SH.focusNode], properties.get(SH.value)
        path = shapes.value(rule, SH.path)
        violation = Violation(
            rule=compact_iri(str(rule)),
            severity=str(properties[SH.resultSeverity]).removeprefix(str(SH)),
            focus=_node_text(focus),
            path=None if path is None else sparql_path(shapes, path),
            value=None if value is None or value == focus else compact_iri(_node_text(value)),
            message=str(properties[SH.resultMessage]),
        )
        yield focus, violation


def sparql_path(shapes: Graph, path: Node) -> str:
    """Return a SHACL path in the syntax of SPARQL: "^cg:expresses", "cg:metric/cg:minimum"."""
    if not isinstance(path, BNode):
        return compact_iri(str(path))
    if (path, RDF.first, None) in shapes:
        return "/".join(sparql_path(shapes, step) for step in shapes.items(path))
    if inverse := shapes.value(path, SH.inversePath):
        return f"^{sparql_path(shapes, inverse)}"
    if choices := shapes.value(path, SH.alternativePath):
        return "(" + "|".join(sparql_path(shapes, choice) for choice in shapes.items(choices)) + ")"
    if repeated := shapes.value(path, SH.oneOrMorePath):
        return f"({sparql_path(shapes, repeated)})+"
    return BLANK


def _node_text(node: Node) -> str:
    return BLANK if isinstance(node, BNode) else str(node)
