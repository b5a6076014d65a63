"""What a loaded generation says that never changes: each fact is read once, when it is first needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from claimgraph import namespaces
from claimgraph.assessment.claim_contents import ClaimContent, Proposition
from claimgraph.assessment.evidence_facts import EvidenceFactsByThing
from claimgraph.assessment.evidence_queries import EvidenceQuery, load_evidence_queries
from claimgraph.assessment.kept_answers import KeptAnswers
from claimgraph.assessment.origins import OriginsByThing, load_origins
from claimgraph.assessment.price_levels import compute_price_levels
from claimgraph.assessment.provenance import Provenance
from claimgraph.assessment.scopes import Scopes, ScopeSet, load_scopes
from claimgraph.assessment.stated_terms import TermsByThing, load_stated_terms
from claimgraph.model import QuantityProposition
from claimgraph.quantities import PriceLevels, Unit
from claimgraph.queries import bind_query
from claimgraph.stores import Solution, Store

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Knowledge:
    """A generation, loaded. Threads may share it: two that need a fact at once both read the same."""

    store: Store
    _kept: KeptAnswers = field(default_factory=KeptAnswers, compare=False, repr=False)

    @classmethod
    def load(cls, store: Store) -> Knowledge:
        """What the store's generation says."""
        return cls(store)

    def once(self, compute: Callable[..., Answer], *arguments: object) -> Answer:
        """What a function of this generation answers: computed once and kept, so nobody may change it."""
        return self._kept.get(compute, *arguments)

    def forget_answers(self) -> None:
        """Let go of what `once` keeps; some of it refers back to this object."""
        self._kept.clear()

    @cached_property
    def quantity_kinds(self) -> Mapping[str, frozenset[str]]:
        """The kinds of quantity that each metric measures, by IRI."""
        kinds: dict[str, set[str]] = defaultdict(set)
        for row in self._metrics:
            kinds[row["metric"]] |= {row["kind"]} if "kind" in row else set()
        return {metric: frozenset(kinds[metric]) for metric in kinds}

    @cached_property
    def additive_metrics(self) -> frozenset[str]:
        """The metrics whose values for two periods add up to that of both, by IRI."""
        return self._metrics_with("adds")

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """The units of the vocabulary, by IRI."""
        multipliers: dict[str, Decimal | None] = {}
        kinds: dict[str, set[str]] = defaultdict(set)
        for row in self.store.select(bind_query("unit_conversions")):
            unit = row["unit"].value
            multipliers.setdefault(unit, Decimal(row["multiplier"].value) if "multiplier" in row else None)
            kinds[unit].add(row["kind"].value)
        return {iri: Unit(iri, multiplier, frozenset(kinds[iri])) for iri, multiplier in multipliers.items()}

    @cached_property
    def evidence_queries(self) -> tuple[EvidenceQuery, ...]:
        """Every evidence query of the generation, sorted by IRI."""
        return tuple(load_evidence_queries(self.store))

    @cached_property
    def aggregated_queries(self) -> frozenset[str]:
        """The evidence queries whose figures are computed from many things, by IRI."""
        return frozenset(query.iri for query in self.evidence_queries if query.is_aggregated)

    @cached_property
    def retractions(self) -> tuple[tuple[date, str], ...]:
        """What was retracted, and since when: the last day it can mean; of an unknown day, always."""
        return tuple(
            (date.fromisoformat(row["since"].value) if "since" in row else date.min, row["thing"].value)
            for row in self.store.select(bind_query("retractions"))
        )

    @cached_property
    def fallen_since(self) -> Mapping[str, date]:
        """From when what was retracted, and what comes from it, counts no longer, by IRI."""
        fallen: dict[str, date] = {}
        for row in self.store.select(bind_query("retraction_dependents")):
            since = date.fromisoformat(row["since"].value) if "since" in row else date.min
            iri = row["thing"].value
            fallen[iri] = min(since, fallen.get(iri, since))
        return fallen

    @cached_property
    def superseded(self) -> Mapping[str, tuple[date, str]]:
        """When and by which release (IRI) a figure was replaced, by the observation's IRI."""
        return {
            row["observation"].value: (date.fromisoformat(row["day"].value), row["release"].value)
            for row in self._superseded_rows
        }

    @cached_property
    def release_days(self) -> Mapping[str, frozenset[date]]:
        """The days on which releases replaced figures of a metric, by its slug."""
        days: dict[str, set[date]] = defaultdict(set)
        for row in self._superseded_rows:
            slug = row["metric"].value.removeprefix(namespaces.concept_iri("metric", ""))
            days[slug].add(date.fromisoformat(row["day"].value))
        return {slug: frozenset(days[slug]) for slug in days}

    @cached_property
    def _superseded_rows(self) -> list[Solution]:
        return list(self.store.select(bind_query("superseded_observations")))

    @cached_property
    def origins(self) -> OriginsByThing:
        """What utterances, lines of evidence and judged relations come from."""
        return load_origins(self.store)

    @cached_property
    def provenance(self) -> Provenance:
        """Who stands behind sources, utterances and data sets."""
        return Provenance(self.store)

    @cached_property
    def evidence_facts(self) -> EvidenceFactsByThing:
        """What is said of the things that measurements rest on."""
        return EvidenceFactsByThing(self.store)

    @cached_property
    def stated_terms(self) -> TermsByThing:
        """The terms of use that data sets, rows and documents state of themselves."""
        return load_stated_terms(self.store)

    @cached_property
    def scopes(self) -> Scopes:
        """The vocabulary of scopes."""
        return load_scopes(self.store)

    @cached_property
    def price_levels(self) -> PriceLevels:
        """Consumer prices and exchange rates."""
        return compute_price_levels(self._prices)

    @cached_property
    def price_observations(self) -> Mapping[int, tuple[str, ...]]:
        """The observations of prices and exchange rates of each year, by IRI."""
        years: dict[int, list[str]] = defaultdict(list)
        for row in self._prices:
            years[int(row["period"].value[:4])].append(row["observation"].value)
        return {year: tuple(observations) for year, observations in years.items()}

    @cached_property
    def _prices(self) -> list[Solution]:
        return list(self.store.select(bind_query("price_levels")))

    @cached_property
    def timeless_metrics(self) -> frozenset[str]:
        """The metrics of what happens once, as training a model, by IRI."""
        return self._metrics_with("timeless")

    @cached_property
    def aim_metrics(self) -> frozenset[str]:
        """The metrics of what should be, as a target, by IRI."""
        return self._metrics_with("aim")

    @cached_property
    def open_metrics(self) -> frozenset[str]:
        """The metrics of which only a scope tells what a figure is of, by IRI."""
        return self._metrics_with("needs")

    @cached_property
    def _metrics(self) -> tuple[dict[str, str], ...]:
        rows = self.store.select(bind_query("metrics"))
        return tuple({name: term.value for name, term in row.items()} for row in rows)

    def is_change(self, metric: str) -> bool:
        """True if the metric measures how much something changed."""
        return namespaces.concept_iri("quantity-kind", "change") in self.quantity_kinds.get(
            metric, frozenset()
        )

    def unit(self, iri: str) -> Unit:
        """The unit with this IRI. One that the vocabulary lacks converts into no other."""
        return self.units.get(iri, Unit(iri))

    def evidence_queries_for(self, content: ClaimContent) -> list[EvidenceQuery]:
        """The evidence queries that may find something for the claim."""
        return [query for query in self.evidence_queries if query.scope.covers(content)]

    @cached_property
    def publishers_by_metric(self) -> Mapping[str, frozenset[str]]:
        """Who publishes figures by each metric that is measured at all, by IRI."""
        publishers: dict[str, set[str]] = defaultdict(set)
        for row in self.store.select(bind_query("measured_metrics")):
            publishers[row["metric"].value].add(row["publisher"].value)
        return {metric: frozenset(publishers[metric]) for metric in publishers}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What people call metrics, publishers, those whom these relay, and what claims are about, by IRI."""
        rows = self.store.select(bind_query("names"))
        return {row["thing"].value: row["name"].value for row in reversed(list(rows))}

    def is_measured(self, proposition: Proposition) -> bool:
        """True if somebody publishes figures by the metric of a proposition, of whatever subject."""
        if not isinstance(proposition, QuantityProposition):
            return True
        return namespaces.concept_iri("metric", proposition.metric) in self.publishers_by_metric

    def scope_of_texts(self, metric: str, scope: str | None, definition: str | None) -> ScopeSet:
        """What a figure with these texts is of; without any, what the metric is of by default."""
        concepts = self.scopes.read_text(scope) | self.scopes.read_text(definition, is_scope=False)
        return concepts or self._default_scopes.get(namespaces.concept_iri("metric", metric), frozenset())

    def _metrics_with(self, flag: str) -> frozenset[str]:
        return frozenset(row["metric"] for row in self._metrics if row.get(flag) in ("true", "1"))

    @cached_property
    def _default_scopes(self) -> Mapping[str, ScopeSet]:
        return {
            row["metric"]: frozenset({row["scope"].rpartition("/")[2]})
            for row in self._metrics
            if "scope" in row
        }

    @cached_property
    def price_years(self) -> Mapping[str, int]:
        """The year of whose prices the figures of a metric are, unless they state another, by IRI."""
        return {row["metric"]: int(row["year"]) for row in self._metrics if "year" in row}
