"""Which knowledge an assessment may rest on: up to which day, without whom, by which definition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pyoxigraph import NamedNode

from claimgraph import namespaces
from claimgraph.errors import ClaimgraphError
from claimgraph.queries import bind_query
from claimgraph.stores import Solution, Store

TIERS = ("primary", "official", "secondary", "tertiary")
_METRIC = namespaces.concept("metric", "")


class PolicyError(ClaimgraphError):
    """A policy names something that the graph does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """`without`: IRIs of observations, sources, publishers, data sets. `only`: tiers of sources.

    `definition`: the metric taken as the claim's own; every other counts as another definition.
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
        parts += [f"without {', '.join(map(namespaces.compact, self.without))}"] if self.without else []
        parts += [f"only {' and '.join(self.only_tiers)} sources"] if self.only_tiers else []
        parts += [f"by the definition {namespaces.compact(self.definition)}"] if self.definition else []
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
        PolicyError: A tier that is none, or a thing or metric the graph does not describe.
    """
    if strange := [each for each in only if each not in TIERS]:
        raise PolicyError(f"only: no source tier {', '.join(strange)}. There are {', '.join(TIERS)}.")
    metric = definition and (definition if ":" in definition else _METRIC + definition)
    left_out = tuple(sorted({namespaces.expand(each) for each in without}))
    for name, iri in [
        *(("without", each) for each in left_out),
        *([("definition", metric)] if metric else []),
    ]:
        if not is_described(store, iri):
            raise PolicyError(f"{name}: the graph says nothing about {iri}. Write kind and id, as source/… .")
    return Policy(as_of=as_of, without=left_out, only_tiers=tuple(sorted(set(only))), definition=metric)


def is_described(store: Store, iri: str) -> bool:
    """Whether the graph describes a thing; text that is no IRI names nothing."""
    try:
        return store.ask(bind_query("is_described", thing=NamedNode(iri)))
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Exclusions:
    """What a check has to pass over: always, or from the day on which it was retracted."""

    always: frozenset[str]
    retracted: tuple[tuple[date, str], ...]

    def on(self, day: date) -> tuple[str, ...]:
        """What is left out on a day, by IRI."""
        return tuple(sorted(self.always | {thing for since, thing in self.retracted if since <= day}))

    @property
    def retraction_days(self) -> list[date]:
        """The days on which something was retracted."""
        return sorted({since for since, _ in self.retracted if since > date.min})


def exclusions(store: Store, policy: Policy) -> tuple[str, ...]:
    """What a check has to pass over on the day of a policy."""
    return exclusions_over_time(store, policy).on(policy.as_of)


def exclusions_over_time(store: Store, policy: Policy) -> Exclusions:
    """What was asked to be left out, sources of other tiers, and what is retracted, whenever that is.

    A retraction counts from the last day it can mean on; one of an unknown day always does.
    """
    others = store.select(bind_query("source_tiers")) if policy.only_tiers else []
    wrong = {row["source"].value for row in others if _tier(row) not in policy.only_tiers}
    gone = [
        (date.fromisoformat(row["since"].value) if "since" in row else date.min, row["thing"].value)
        for row in store.select(bind_query("retractions"))
    ]
    return Exclusions(frozenset({*policy.without, *wrong}), tuple(gone))


def _tier(row: Solution) -> str:
    return row["tier"].value.rpartition("/")[2] if "tier" in row else ""
