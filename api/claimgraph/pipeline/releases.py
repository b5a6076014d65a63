"""Links the releases of a series: what a release repeats, what it revises, and what it drops.

A value that a release repeats is stated once, by the release that gave it first. One that it revises or
drops names that release, and the day from which it is not current any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from pyoxigraph import NamedNode, Triple

from claimgraph.datasets import Dataset, DatasetError
from claimgraph.edtf import Period
from claimgraph.pipeline.code_digest import digest_code
from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.pipeline.note_cache import NoteCache, compute_digest
from claimgraph.pipeline.series_values import SeriesValue, ValueKey, read_values
from claimgraph.rdf import encode_period, named_node, serialize_ntriples, sort_lines, unwrap_token

_Current = dict[ValueKey, list[SeriesValue]]


def link_releases(graphs: list[DatasetGraph], notes: NoteCache) -> list[DatasetGraph]:
    """The graphs, with each release of a series linked to those before it.

    Raises:
        DatasetError: Two releases of a series have one day, or say different things of the series.
    """
    linked: dict[str, DatasetGraph] = {}
    for releases in _releases_by_series(graphs):
        _check_releases([graph.dataset for graph in releases])
        for later in range(1, len(releases)):
            earlier = [linked.get(graph.dataset.slug, graph) for graph in releases[:later]]
            graph = releases[later]
            linked[graph.dataset.slug] = replace(graph, text=_note_text(earlier, graph, notes))
    return [linked.get(graph.dataset.slug, graph) for graph in graphs]


def _releases_by_series(graphs: list[DatasetGraph]) -> list[list[DatasetGraph]]:
    """The releases of each series, in the order in which they were issued."""
    members = [(graph.dataset.series.id, graph) for graph in graphs if graph.dataset.series]
    members.sort(key=lambda member: (member[0], member[1].dataset.issued))
    return [[graph for _, graph in group] for _, group in groupby(members, key=lambda member: member[0])]


def _check_releases(datasets: list[Dataset]) -> None:
    for former, later in pairwise(datasets):
        if former.series != later.series:
            raise DatasetError(
                f"{later.slug}/dataset.toml: series: it differs from that of {former.slug}. "
                f"Write the same table [series] in both."
            )
        if former.issued == later.issued:
            raise DatasetError(
                f"{later.slug}/dataset.toml: issued: {former.slug} is a release of the same day. "
                f"Releases of a series follow each other: look which day is wrong."
            )


def _note_text(earlier: list[DatasetGraph], graph: DatasetGraph, notes: NoteCache) -> bytes:
    """The text of a release, linked; that of an earlier build if nothing has changed."""
    texts = [release.text for release in (*earlier, graph)]
    description = graph.dataset.model_dump_json(include={"series", "issued"})
    key = compute_digest(digest_code(link_releases), description, *texts)
    if note := notes.read("release", graph.dataset.slug, key):
        return note[1]
    text = _link(earlier, graph)
    notes.write("release", graph.dataset.slug, key, {}, text)
    return text


def _link(earlier: list[DatasetGraph], graph: DatasetGraph) -> bytes:
    series = graph.dataset.series
    assert series
    values = read_values(graph, series)
    listed = None if series.complete else {name for value in values for name in value.subjects}
    current = _read_current(earlier, listed)
    repeated, triples = set[bytes](), list[Triple]()
    for value in values:
        if before := _take(current, value, prefer_same=not series.complete):
            if not series.complete and value.repeats(before):
                repeated.add(value.node)
            else:
                triples += _replace(before, graph.dataset)
                triples.append(Triple(_node(value), named_node("prov:wasRevisionOf"), _node(before)))
    metrics = {value.metric for value in values}
    for value in _remaining(current):
        if series.complete or value.metric in metrics:
            triples += _replace(value, graph.dataset)
    return sort_lines(_without(graph, repeated) + serialize_ntriples(triples))


def _read_current(earlier: list[DatasetGraph], listed: set[bytes] | None) -> _Current:
    """The values of earlier releases that no other one of them replaced, by key."""
    current: _Current = defaultdict(list)
    replaced = {
        line.split(b" ", 1)[0]
        for graph in earlier
        for lines in graph.lines_by_object("cg:supersededIn").values()
        for line in lines
    }
    for graph in earlier:
        assert graph.dataset.series
        for value in read_values(graph, graph.dataset.series, listed):
            if value.node not in replaced:
                current[value.key].append(value)
    return current


def _take(current: _Current, value: SeriesValue, *, prefer_same: bool) -> SeriesValue | None:
    """Take out the value that this one repeats or revises; of several, one that it repeats."""
    candidates = current.get(value.key, [])
    same = [before for before in candidates if prefer_same and value.repeats(before)]
    if taken := next(iter([*same, *candidates]), None):
        candidates.remove(taken)
    return taken


def _remaining(current: _Current) -> Iterator[SeriesValue]:
    return (value for key in sorted(current) for value in current[key])


def _replace(value: SeriesValue, release: Dataset) -> Iterable[Triple]:
    day = Period.parse(release.issued.isoformat())
    yield Triple(_node(value), named_node("cg:supersededIn"), NamedNode(release.graph_iri))
    period, *_ = triples = list(encode_period(day))
    yield Triple(_node(value), named_node("cg:currentUntil"), period.subject)
    yield from triples


def _node(value: SeriesValue) -> NamedNode:
    return NamedNode(unwrap_token(value.node).decode())


def _without(graph: DatasetGraph, subjects: set[bytes]) -> bytes:
    spans = sorted(span for subject, span in graph.subject_spans.items() if subject not in subjects)
    return b"".join(graph.text[start:end] for start, end in spans)
