"""Reads from the vocabulary which metrics measure the same, and what their figures imply over time."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph import namespaces
from claimgraph.analysis.contradictions.pair_rule import MetricRelations
from claimgraph.assessment import Knowledge
from claimgraph.quantities import DefinitionRelation
from claimgraph.queries import bind_query

_METRIC = namespaces.concept_iri("metric", "")
_BRIDGE_KIND = namespaces.concept_iri("bridge-kind", "")
_DATE = namespaces.concept_iri("quantity-kind", "date")


def load_metric_relations(knowledge: Knowledge) -> MetricRelations:
    """How the metrics of the vocabulary are related to each other.

    A figure that is a date itself, such as that of a release, is the same on every day.
    """
    comparable: set[tuple[str, str]] = set()
    related: set[tuple[str, str]] = set()
    for row in knowledge.store.select(bind_query("metric_relations")):
        first, second = sorted(row[side].value.removeprefix(_METRIC) for side in ("claimed", "measured"))
        relation = DefinitionRelation(row["kind"].value.removeprefix(_BRIDGE_KIND))
        if not relation.is_unrelated:
            (comparable if relation is DefinitionRelation.COMPARABLE else related).add((first, second))
    dates = {metric for metric, kinds in knowledge.quantity_kinds.items() if _DATE in kinds}
    return MetricRelations(
        canonical=choose_representatives(comparable),
        related=frozenset(related),
        additive=_slugs(knowledge.additive_metrics),
        timeless=_slugs(knowledge.timeless_metrics | dates),
    )


def choose_representatives(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each linked name the first of all that are linked with it, directly or through others.

    >>> choose_representatives([("a", "b"), ("c", "b"), ("x", "y")])
    {'a': 'a', 'b': 'a', 'c': 'a', 'x': 'x', 'y': 'x'}
    """
    clusters: dict[str, set[str]] = {}
    for link in links:
        cluster = set(link).union(*(clusters.get(name, ()) for name in link))
        clusters |= dict.fromkeys(cluster, cluster)
    return {name: min(cluster) for name, cluster in sorted(clusters.items())}


def _slugs(metrics: Iterable[str]) -> frozenset[str]:
    return frozenset(metric.removeprefix(_METRIC) for metric in metrics)
