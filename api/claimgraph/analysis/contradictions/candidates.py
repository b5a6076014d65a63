"""What a generation holds that can contradict: read once, then narrowed to what is on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from claimgraph import namespaces
from claimgraph.analysis.contradictions.judgements import ClaimPair, JudgedContradiction, load_judgements
from claimgraph.analysis.contradictions.listing import Contradictions
from claimgraph.analysis.contradictions.metric_relations import load_metric_relations
from claimgraph.analysis.contradictions.normalized_figures import NormalizedFigure
from claimgraph.analysis.contradictions.normalizer import load_figures
from claimgraph.analysis.contradictions.pair_rule import MetricRelations
from claimgraph.assessment import Knowledge, Policy, RecordAsOf, exclusions, load_record
from claimgraph.queries import bind_query


@dataclass(frozen=True, slots=True)
class ContradictionCandidates:
    """The figures that claims assert, the pairs that people judged contradictory, and unreviewed claims."""

    figures: list[NormalizedFigure]
    metrics: MetricRelations
    judgements: Mapping[ClaimPair, tuple[JudgedContradiction, ...]]
    unreviewed: frozenset[str] = frozenset()

    def on_record(self, record: RecordAsOf) -> ContradictionCandidates:
        """The candidates of claims that somebody had made, without those that are left out themselves."""
        figures = [
            figure
            for figure in self.figures
            if figure.claim in record.claims_made
            and record.is_on_record(namespaces.thing_iri(f"proposition/{figure.id}"))
        ]
        judgements = {
            claims: tuple(judgement for judgement in judged if record.is_on_record(judgement.iri))
            for claims, judged in self.judgements.items()
            if record.claims_made.issuperset(claims)
        }
        remaining = {claims: judged for claims, judged in judgements.items() if judged}
        return replace(self, figures=figures, judgements=remaining)

    def contradictions(self) -> Contradictions:
        """The contradictions among these candidates."""
        return Contradictions(self.figures, self.metrics, self.judgements, self.unreviewed)


def find_contradictions(knowledge: Knowledge) -> Contradictions:
    """The contradictions of a generation, without what is retracted."""
    candidates = load_candidates(knowledge)
    excluded = exclusions(knowledge, Policy(as_of=date.max))
    if excluded:
        candidates = candidates.on_record(load_record(knowledge, date.max, excluded))
    return candidates.contradictions()


def load_candidates(knowledge: Knowledge) -> ContradictionCandidates:
    """What claims assert and people judge, retracted or not."""
    return ContradictionCandidates(
        figures=load_figures(knowledge),
        metrics=load_metric_relations(knowledge),
        judgements=load_judgements(knowledge.store),
        unreviewed=_load_unreviewed(knowledge),
    )


def _load_unreviewed(knowledge: Knowledge) -> frozenset[str]:
    """The claims that nobody but their compiler has checked, by slug."""
    rows = knowledge.store.select(bind_query("unreviewed_claims"))
    return frozenset(row["claim"].value.removeprefix(namespaces.thing_iri("claim/")) for row in rows)
