"""What a loaded generation says that never changes: each fact is read once, when it is first needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from claimgraph import namespaces
from claimgraph.assessment.claim_contents import ClaimContent
from claimgraph.assessment.evidence_queries import EvidenceQuery, load_evidence_queries
from claimgraph.assessment.origins import Origins, load_origins
from claimgraph.quantities import Unit
from claimgraph.queries import bind_query
from claimgraph.stores import Store


@dataclass(frozen=True)
class Knowledge:
    """A generation, loaded. Threads may share it: two that need a fact at once both read the same."""

    store: Store

    @classmethod
    def load(cls, store: Store) -> Knowledge:
        """What the store's generation says."""
        return cls(store)

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
        return frozenset(row["metric"] for row in self._metrics if row.get("adds") in ("true", "1"))

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
    def source_tiers(self) -> Mapping[str, str]:
        """How near each source stands to what it reports, by IRI; "" where nobody says."""
        rows = self.store.select(bind_query("source_tiers"))
        return {
            row["source"].value: row["tier"].value.rpartition("/")[2] if "tier" in row else "" for row in rows
        }

    @cached_property
    def origins(self) -> Origins:
        """What utterances, lines of evidence and judged relations come from."""
        return load_origins(self.store)

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
