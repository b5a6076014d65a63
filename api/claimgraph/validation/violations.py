"""What a broken rule is told as: rule, thing, place, value, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import RDF, SH, Graph
from rdflib.term import BNode, Node

from claimgraph.namespaces import compact_iri

BLANK = "[]"  # blank nodes have no name that lasts, so none is shown


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule broken by one thing.

    `rule` is compact, such as "cgs:Claim-utterance"; `severity` is Violation, Warning or Info;
    `focus` is the full IRI of the thing; `path` is a SPARQL path, None where the rule is about the
    thing as a whole; `value` is the offending value, None where one is missing.
    """

    rule: str
    severity: str
    focus: str
    path: str | None
    value: str | None
    message: str

    @property
    def display_cells(self) -> tuple[str, str, str, str]:
        """What a person is shown beside the place: severity, rule, value, message."""
        return self.severity, self.rule, self.value or "", self.message

    @property
    def sort_key(self) -> tuple[str, ...]:
        return self.focus, self.rule, self.path or "", self.value or "", self.message, self.severity


def read_violations(report: Graph, shapes: Graph) -> list[tuple[Node, Violation]]:
    """The results of a SHACL validation report, each with its focus node, sorted and without repetition."""
    return sorted(set(_results(report, shapes)), key=lambda each: each[1].sort_key)


def _results(report: Graph, shapes: Graph) -> Iterator[tuple[Node, Violation]]:
    for result in report.objects(None, SH.result):
        told = dict(report.predicate_objects(result))
        rule, focus, value = told[SH.sourceShape], told[SH.focusNode], told.get(SH.value)
        path = shapes.value(rule, SH.path)
        finding = Violation(
            rule=compact_iri(str(rule)),
            severity=str(told[SH.resultSeverity]).removeprefix(str(SH)),
            focus=_text(focus),
            path=None if path is None else sparql_path(shapes, path),
            value=None if value is None or value == focus else compact_iri(_text(value)),
            message=str(told[SH.resultMessage]),
        )
        yield focus, finding


def sparql_path(shapes: Graph, path: Node) -> str:
    """A SHACL path as SPARQL writes it: "^cg:expresses", "cg:metric/cg:minimum"."""
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


def _text(node: Node) -> str:
    return BLANK if isinstance(node, BNode) else str(node)
