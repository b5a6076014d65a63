"""What other data sets say of the things a data set mentions; with it, each can be validated alone."""

from __future__ import annotations

from collections.abc import Iterable, Set
from itertools import groupby

from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.rdf import (
    line_subject,
    lines_with_predicate,
    object_tokens,
    sort_lines,
    split_lines,
    thing_tokens,
)


def validation_context(graph: DatasetGraph, all_graphs: Iterable[DatasetGraph]) -> bytes:
    """What the rules look up beyond a graph, as sorted N-Triples.

    That is what other graphs say of the things that this one describes; the classes of the things it
    mentions; and what rules reach from its other end: who else has an identifier, and how a match was
    verified. What the graph says itself, such as a date that two data sets name, is left out: another data
    set that says no more than this is no reason to validate the graph again.
    """
    others = [other for other in all_graphs if other is not graph]
    # Rules on a thing that two data sets describe see what the other says, and so what that mentions.
    described_too = _describe(others, graph.subject_spans.keys())
    mentioned = graph.mentioned_entities | thing_tokens(described_too)
    context = described_too + _typing_lines(_describe(others, mentioned))
    matches = object_tokens(graph.text, "skos:exactMatch") | object_tokens(context, "skos:exactMatch")
    same_identifiers = _lines_with_objects(others, "dcterms:identifier", graph.identifiers)
    verifications = _lines_with_objects(others, "cg:matchedIdentifier", matches)
    return _lines_beyond(graph, context + same_identifiers + verifications)


def _describe(graphs: list[DatasetGraph], subjects: Set[bytes]) -> bytes:
    return b"".join(
        graph.describe(subject)
        for graph in graphs
        for subject in sorted(subjects & graph.subject_spans.keys())
    )


def _typing_lines(text: bytes) -> bytes:
    return b"".join(line for line, _ in lines_with_predicate(text, "rdf:type"))


def _lines_with_objects(graphs: list[DatasetGraph], predicate: str, objects: Set[bytes]) -> bytes:
    return b"".join(
        line
        for graph in graphs
        for value in sorted(objects)
        for line in graph.lines_by_object(predicate).get(value, ())
    )


def _lines_beyond(graph: DatasetGraph, text: bytes) -> bytes:
    """The lines of a text that the graph does not have, each once, sorted."""
    by_subject = groupby(split_lines(sort_lines(text)), line_subject)
    return b"".join(
        line
        for subject, lines in by_subject
        for line in sorted({*lines} - {*split_lines(graph.describe(subject))})
    )
