"""claimgraph ontology check."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from claimgraph import namespaces
from claimgraph.cli.options import TableOrJson, parse_format
from claimgraph.cli.output import fail, print_json, print_table, say, show_progress
from claimgraph.pipeline import merge_ontology
from claimgraph.reasoning import ConsistencyReport, check_consistency
from claimgraph.source_tree import default_source_tree


def ontology_check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE", help="Turtle files with axioms of your own, checked with the ontology."
        ),
    ] = None,
    format_: TableOrJson = "table",
) -> None:
    """Check with HermiT that the ontology is consistent, and list the class hierarchy that follows from it.

    HermiT needs Java; without it, nothing is checked and a message says so. Exit status 1: the ontology is
    inconsistent, or a class can have no instance.

    Example: claimgraph ontology check
    """
    format_ = parse_format(format_)
    all_files = [*default_source_tree().ontology_files, *(files or [])]
    with show_progress("reasoning"):
        merge_ontology(all_files)  # HermiT's own messages about a file name neither it nor the line
        report = check_consistency(all_files)
    if format_ == "json":
        print_json(asdict(report))
    elif report.hierarchy:
        rows = [
            (_compact(row.class_), _compact(row.superclass), "stated" if row.stated else "inferred")
            for row in report.hierarchy
        ]
        print_table(("class", "superclass", "how it is known"), rows)
    _say_result(report)


def _compact(iri: str) -> str:
    return namespaces.compact_iri(iri)


def _say_result(report: ConsistencyReport) -> None:
    if report.skipped_because:
        say(
            "Skipped: consistency, unsatisfiable classes and the inferred hierarchy "
            f"({report.skipped_because})."
        )
        return
    if report.inconsistent:
        fail(
            "The ontology is inconsistent: its axioms contradict each other. "
            "Take out the latest ones until they do not."
        )
    if report.unsatisfiable:
        classes = ", ".join(map(_compact, report.unsatisfiable))
        fail(f"No instance is possible of {classes}. Look for two superclasses that are disjoint.")
    inferred = sum(not row.stated for row in report.hierarchy)
    say(
        f"Consistent, and every class can have instances. {len(report.hierarchy)} superclasses, "
        f"{inferred} of them inferred."
    )
