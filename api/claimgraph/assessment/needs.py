"""What would settle an undecided proposition: the missing measurement, and who publishes such figures."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.assessment.decision_table import Verdict
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.propositions import build_claimed_figure, list_measured
from claimgraph.assessment.verdicts import ClaimVerdict, PropositionVerdict
from claimgraph.model import QuantityProposition
from claimgraph.quantities import interval_of_claim


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
    measured = list_measured(proposition)
    if not isinstance(proposition, QuantityProposition):
        return Need(*measured, period=proposition.period.text if proposition.period else None)
    claimed = build_claimed_figure(verdict.content, proposition, knowledge)
    interval = interval_of_claim(claimed.comparator, claimed.figure)
    is_number = interval is not None and claimed.figure.date_value is None
    return Need(
        *measured,
        period=claimed.period.text if claimed.period else None,
        scope=proposition.scope,
        interval=str(interval) if is_number else None,
        unit=proposition.unit,
        publishers=tuple(sorted(knowledge.publishers_by_metric.get(measured.metric, ()))),
    )
