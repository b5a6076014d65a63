"""Whether the claim made at an origin carries a figure: docs/reference/model.md, "Lineage"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph import namespaces
from claimgraph.model import QuantityProposition
from claimgraph.quantities import TOLERANCE, Unit, conversion_factors, date_interval, exact_product

Propositions = Sequence[QuantityProposition]

_EXACT = ("equal", "rank")  # every other comparator leaves room around its number
_KINDS = ("rank", "multiple", "change")  # figures of these kinds are set against their like only
_UNKNOWN = "unknown"


class FigureStatus(StrEnum):
    """What became of a figure of the claim, seen from an origin."""

    CARRIED = "carried"
    OF_SOMETHING_ELSE = "of-something-else"  # the number is there, and counts something else
    MISSING = "missing"
    NOT_SEEN = "not-seen"  # said to be there by those who repeat it; nobody here saw the document


@dataclass(frozen=True, slots=True)
class MeasurementVocabulary:
    """What the graph says on units and metrics, by IRI. `comparable`: pairs, both ways round."""

    units: Mapping[str, Unit]
    comparable: frozenset[tuple[str, str]] = frozenset()


def read_vocabulary(graph: Collection[Triple]) -> MeasurementVocabulary:
    """Read from triples: conversions of units, and which metrics measure the same."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for thing, kind in _values(graph, "cg:quantityKind"):
        kinds[thing].add(kind)
    multipliers = _values(graph, "qudt:conversionMultiplier")
    units = {iri: Unit(iri, Decimal(text), frozenset(kinds[iri])) for iri, text in multipliers}
    pairs = _values(graph, "cg:comparableWith")
    return MeasurementVocabulary(units, frozenset(both for pair in pairs for both in (pair, pair[::-1])))


def figure_status(
    figure: QuantityProposition, origin_figures: Propositions, vocabulary: MeasurementVocabulary
) -> FigureStatus:
    """What has become of a figure, by the figures of the claim it is looked for at."""
    same = [each for each in origin_figures if is_same_number(each, figure, vocabulary)]
    if any(is_same_measure(each, figure, vocabulary) for each in same):
        return FigureStatus.CARRIED
    return FigureStatus.OF_SOMETHING_ELSE if same else FigureStatus.MISSING


def matching_figures(
    earlier: Propositions, later: Propositions, vocabulary: MeasurementVocabulary
) -> list[tuple[QuantityProposition, QuantityProposition]]:
    """The pairs with the same number; those that count the same alone where there are any."""
    pairs = [(one, other) for one in earlier for other in later if is_same_number(one, other, vocabulary)]
    return [pair for pair in pairs if is_same_measure(*pair, vocabulary)] or pairs


def is_same_measure(
    first: QuantityProposition, second: QuantityProposition, vocabulary: MeasurementVocabulary
) -> bool:
    """Whether two figures are of the same or a comparable metric, and have a subject in common."""
    metrics = namespaces.concept_iri("metric", first.metric), namespaces.concept_iri("metric", second.metric)
    is_comparable = first.metric == second.metric or metrics in vocabulary.comparable
    return is_comparable and bool(({*first.subjects} & {*second.subjects}) - {_UNKNOWN})


def is_same_number(
    one: QuantityProposition,
    other: QuantityProposition,
    vocabulary: MeasurementVocabulary,
    *,
    exactly: bool = False,
) -> bool:
    """Whether a value or bound of one is, in whatever unit, a value or bound of the other; or their dates.

    Unless `exactly`, a figure that leaves room for others is met by what lies within its room.
    """
    if _kind(one) != _kind(other):
        return False
    if one.date_value and other.date_value:
        return date_interval(one.date_value) == date_interval(other.date_value)
    factors = conversion_factors(_unit(one, vocabulary), _unit(other, vocabulary))
    if factors is None:
        return False
    room = Decimal(0) if exactly or _exact(one, other) else TOLERANCE
    return any(
        _near(exact_product(a, factors[0]), exact_product(b, factors[1]), room)
        for a in _numbers(one)
        for b in _numbers(other)
    )


def _near(one: Decimal, other: Decimal, room: Decimal) -> bool:
    return abs(one - other) <= exact_product(max(abs(one), abs(other)), room)


def _exact(*figures: QuantityProposition) -> bool:
    return all(each.comparator in _EXACT for each in figures)


def _kind(figure: QuantityProposition) -> str:
    return figure.comparator if figure.comparator in _KINDS else ""


def _numbers(figure: QuantityProposition) -> list[Decimal]:
    return [each for each in (figure.value, figure.low, figure.high) if each is not None]


def _unit(figure: QuantityProposition, known: MeasurementVocabulary) -> Unit:
    iri = namespaces.unit_iri(figure.unit)
    return known.units.get(iri, Unit(iri))


def _values(graph: Collection[Triple], name: str) -> list[tuple[str, str]]:
    """Subjects and values of a property."""
    wanted = namespaces.expand_iri(name)
    return [
        (each.subject.value, each.object.value)
        for each in graph
        if each.predicate.value == wanted
        and isinstance(each.subject, NamedNode)
        and isinstance(each.object, NamedNode | Literal)
    ]
