"""What would settle an undecided proposition: the missing measurement, and who publishes such figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claimgraph import namespaces
from claimgraph.assessment.decision_table import Verdict
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.propositions import build_claimed_figure
from claimgraph.assessment.verdicts import ClaimVerdict, PropositionVerdict
from claimgraph.model import QuantityProposition
from claimgraph.quantities import interval_of_claim

_NOBODY = ("unknown", "none")  # stand for a participant and are terms of the ontology


@dataclass(frozen=True, slots=True)
class Need:
    """A measurement that would decide: of what, when, of which scope, and where it would have to lie.

    `interval`: the figures with which the claim would hold, in its unit. `publishers`: who publishes
    figures by this metric, by IRI.
    """

    metric: str
    subjects: tuple[str, ...]
    partners: tuple[str, ...] = ()
    period: str | None = None
    scope: str | None = None
    interval: str | None = None
    unit: str | None = None
    publishers: tuple[str, ...] = ()


def find_need(verdict: ClaimVerdict, part: PropositionVerdict, knowledge: Knowledge) -> Need | None:
    """What would decide on a part of a claim; None if it is decided, or nothing could."""
    if part.verdict is not Verdict.UNRESOLVED:
        return None
    proposition = part.proposition
    if not isinstance(proposition, QuantityProposition):
        return Need(
            metric=namespaces.concept_iri("relation", proposition.predicate),
            subjects=_participant_iris([proposition.subject]),
            partners=_participant_iris([proposition.object]),
            period=proposition.period.text if proposition.period else None,
        )
    metric = namespaces.concept_iri("metric", proposition.metric)
    claimed = build_claimed_figure(verdict.content, proposition, knowledge)
    interval = interval_of_claim(claimed.comparator, claimed.figure)
    is_number = interval is not None and claimed.figure.date_value is None
    return Need(
        metric=metric,
        subjects=_participant_iris(proposition.subjects),
        partners=_participant_iris(proposition.partners),
        period=claimed.period.text if claimed.period else None,
        scope=proposition.scope,
        interval=str(interval) if is_number else None,
        unit=proposition.unit,
        publishers=tuple(sorted(knowledge.publishers_by_metric.get(metric, ()))),
    )


def _participant_iris(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(namespaces.CG + name if name in _NOBODY else namespaces.thing_iri(name) for name in names)
