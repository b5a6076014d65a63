"""The values that a release of a series states, and what tells each from the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from claimgraph.datasets import Series
from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.rdf import iri_token, line_subject, split_lines, split_triple, unwrap_token

_METRIC, _SUBJECT = iri_token("cg:metric"), iri_token("cg:subject")
_KEY_PROPERTIES = {
    "partners": iri_token("cg:partner"),
    "period": iri_token("sosa:phenomenonTime"),
    "scope": iri_token("cg:scope"),
    "method": iri_token("cg:method"),
}
_VALUE, _LOW, _HIGH = map(iri_token, ("qudt:numericValue", "cg:low", "cg:high"))
_WORDS = tuple(map(iri_token, ("qudt:hasUnit", "cg:dateValue", "cg:observationStatus")))
# Figures that differ by less are one figure, written with more or fewer digits; so are those of which one is
# the other rounded to as many digits as this, such as dollars without cents.
_PRINTED, _LEAST_DIGITS = Decimal("1e-9"), 3
ValueKey = tuple[tuple[bytes, ...], ...]
_Objects = dict[bytes, list[bytes]]


@dataclass(frozen=True, slots=True)
class SeriesValue:
    """An observation of a release, by the tokens of its lines. `key` finds it in the next release."""

    node: bytes
    metric: bytes
    subjects: tuple[bytes, ...]
    key: ValueKey
    figures: tuple[Decimal | None, ...]
    words: ValueKey

    def repeats(self, before: SeriesValue) -> bool:
        """True if the figure is the same; a release without bounds repeats a figure that had some."""
        value, *bounds = self.figures
        value_before, *bounds_before = before.figures
        if self.words != before.words or not _is_same(value, value_before):
            return False
        has_bounds = any(bound is not None for bound in bounds)
        return not has_bounds or all(map(_is_same, bounds, bounds_before))


def read_values(graph: DatasetGraph, series: Series, subjects: set[bytes] | None = None) -> list[SeriesValue]:
    """The observations of a graph, sorted by IRI; if `subjects` (tokens) are given, only those of them."""
    nodes = sorted(set(_observation_nodes(graph, subjects)))
    properties = [_KEY_PROPERTIES[name] for name in series.key]
    return [_read(node, _objects(graph.describe(node)), properties) for node in nodes]


def _observation_nodes(graph: DatasetGraph, subjects: set[bytes] | None) -> Iterator[bytes]:
    if subjects is None:
        lines = graph.lines_by_object("rdf:type").get(iri_token("cg:Observation"), [])
        yield from map(line_subject, lines)
        return
    by_subject, observations = graph.lines_by_object("cg:subject"), set(_observation_nodes(graph, None))
    for subject in subjects:
        yield from (
            node for line in by_subject.get(subject, ()) if (node := line_subject(line)) in observations
        )


def _objects(lines: bytes) -> _Objects:
    objects: _Objects = defaultdict(list)
    for line in split_lines(lines):
        _, predicate, value = split_triple(line)
        objects[predicate].append(value)
    return objects


def _read(node: bytes, objects: _Objects, key_properties: list[bytes]) -> SeriesValue:
    subjects = tuple(objects[_SUBJECT])
    key = ((metric := tuple(objects[_METRIC])), subjects)
    return SeriesValue(
        node=node,
        metric=metric[0],
        subjects=subjects,
        key=(*key, *(tuple(objects.get(name, ())) for name in key_properties)),
        figures=tuple(_number(objects.get(name, [])) for name in (_VALUE, _LOW, _HIGH)),
        words=tuple(tuple(objects.get(name, ())) for name in _WORDS),
    )


def _number(tokens: list[bytes]) -> Decimal | None:
    try:
        return Decimal(unwrap_token(tokens[0]).decode()) if tokens else None
    except InvalidOperation:  # such as NaN of a double; nothing equals it
        return None


def _is_same(left: Decimal | None, right: Decimal | None) -> bool:
    if left is None or right is None:
        return left is right
    return abs(left - right) <= _PRINTED * max(abs(left), abs(right)) or _is_rounded(left, right)


def _is_rounded(left: Decimal, right: Decimal) -> bool:
    """True if one is the other rounded: to whole units, or to as many decimals as it is printed with."""
    exponents = [figure.as_tuple().exponent for figure in (left, right)]
    places = min(-exponent for exponent in exponents if isinstance(exponent, int))
    rounded = [round(figure, places) for figure in (left, right)]
    has_digits = abs(rounded[0]).scaleb(places) >= 10 ** (_LEAST_DIGITS - 1)
    return places >= 0 and has_digits and rounded[0] == rounded[1]
