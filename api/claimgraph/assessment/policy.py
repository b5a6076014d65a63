"""What an assessment may rest on: known by which day, without what, by which definition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from pyoxigraph import NamedNode

from claimgraph import namespaces
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.errors import ClaimgraphError, nearest_names
from claimgraph.queries import bind_query
from claimgraph.stores import Store

TIERS = ("primary", "official", "secondary", "tertiary")
_METRIC = namespaces.concept_iri("metric", "")


class PolicyError(ClaimgraphError):
    """A policy names a tier, a thing or a metric that there is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What was known by `as_of`, without some observations, sources, publishers or data sets (IRIs).

    What passes on something that is left out is no evidence either. `only_tiers` restricts sources; () is
    all tiers. `definition` is the metric that is taken as the claim's own, so that every other counts as
    another definition.
    """

    as_of: date
    without: tuple[str, ...] = ()
    only_tiers: tuple[str, ...] = ()
    definition: str | None = None

    def on(self, day: date) -> Policy:
        """The same policy on another day."""
        return replace(self, as_of=day)

    def describe(self) -> str:
        """The policy in words, for people."""
        parts = [f"known by {self.as_of.isoformat()}"]
        parts += [f"without {', '.join(map(namespaces.compact_iri, self.without))}"] if self.without else []
        parts += [f"only {' and '.join(self.only_tiers)} sources"] if self.only_tiers else []
        parts += [f"by the definition {namespaces.compact_iri(self.definition)}"] if self.definition else []
        return ", ".join(parts)


def read_policy(
    store: Store,
    as_of: date,
    *,
    without: tuple[str, ...] = (),
    only: tuple[str, ...] = (),
    definition: str | None = None,
) -> Policy:
    """A policy from what a person writes: "observation/…", "source/…", "graph:fabs", a metric's slug.

    Raises:
        PolicyError: There is no such tier, or the graph describes no such thing or metric.
    """
    if unknown := [tier for tier in only if tier not in TIERS]:
        raise PolicyError(f"only: no source tier {', '.join(unknown)}. There are {', '.join(TIERS)}.")
    metric = definition and (definition if ":" in definition else _METRIC + definition)
    if metric:
        _refuse_unknown_metric(store, metric)
    excluded = tuple(sorted({namespaces.expand_iri(name) for name in without}))
    for iri in excluded:
        if not is_described(store, iri):
            raise PolicyError(
                f"without: the graph says nothing about {iri}. Write kind and id, as source/… ."
            )
    return Policy(as_of=as_of, without=excluded, only_tiers=tuple(sorted(set(only))), definition=metric)


def _refuse_unknown_metric(store: Store, metric: str) -> None:
    known = {row["metric"].value.removeprefix(_METRIC) for row in store.select(bind_query("metrics"))}
    name = metric.removeprefix(_METRIC)
    if name not in known:
        nearest = ", ".join(nearest_names(name, known)) or "/ontology lists them"
        raise PolicyError(f"definition: there is no metric {name!r}. Nearest: {nearest}.")


def is_described(store: Store, iri: str) -> bool:
    """True if the graph describes the thing; text that is no IRI names nothing."""
    try:
        return store.ask(bind_query("is_described", thing=NamedNode(iri)))
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Exclusions:
    """What evidence queries leave out: always, or from the day on which it was retracted."""

    always: frozenset[str]
    retracted: tuple[tuple[date, str], ...]

    def on(self, day: date) -> tuple[str, ...]:
        """What is left out on a day, by IRI."""
        return tuple(sorted(self.always | {thing for since, thing in self.retracted if since <= day}))

    @property
    def retraction_days(self) -> list[date]:
        """The days on which something was retracted."""
        return sorted({since for since, _ in self.retracted if since > date.min})


def exclusions(knowledge: Knowledge, policy: Policy) -> tuple[str, ...]:
    """What is off the record on the day of the policy, by IRI. What passes it on was said nevertheless."""
    return _exclude(knowledge, policy, policy.without).on(policy.as_of)


def evidence_exclusions(knowledge: Knowledge, policy: Policy) -> tuple[str, ...]:
    """What evidence queries leave out on the day of the policy, by IRI."""
    return evidence_exclusions_over_time(knowledge, policy).on(policy.as_of)


def evidence_exclusions_over_time(knowledge: Knowledge, policy: Policy) -> Exclusions:
    """What the policy leaves out, and what passes it on; sources of other tiers; all ever retracted."""
    without = frozenset(policy.without)
    passed_on = knowledge.provenance.find_passed_on(without) if without else frozenset()
    return _exclude(knowledge, policy, without | passed_on)


def _exclude(knowledge: Knowledge, policy: Policy, without: Iterable[str]) -> Exclusions:
    tiers = knowledge.provenance.source_tiers if policy.only_tiers else {}
    other_tiers = {source for source, tier in tiers.items() if tier not in policy.only_tiers}
    return Exclusions(frozenset({*without, *other_tiers}), knowledge.retractions)
