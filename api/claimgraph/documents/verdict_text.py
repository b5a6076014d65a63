"""A verdict in words: what was claimed, what was found, which row of the table decided, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimgraph.assessment.claim_contents import asserted_figure
from claimgraph.assessment.history import VerdictChange, VerdictHistory
from claimgraph.assessment.human_verdicts import HumanVerdict
from claimgraph.assessment.verdicts import MeasuredComparison, PropositionVerdict
from claimgraph.documents.verdict_report import figure_text, said
from claimgraph.model import QuantityProposition
from claimgraph.namespaces import compact_iri

_NAMED = 3  # things that a finding rests on; a share may rest on dozens


def explain_verdict(told: VerdictHistory, people: Iterable[HumanVerdict]) -> str:
    """Lines of text for a person to read."""
    now = told.current
    lines = [f"{now.content.claim.identifier}  {now.content.claim.text}"]
    if told.when_said:
        lines.append(f"  when said, {told.when_said.policy.as_of}: {told.when_said.verdict}")
    lines.append(f"  as of {now.policy.as_of}: {now.verdict}  ({now.row.number}: {now.row.condition})")
    for part in now.propositions:
        lines += _part(part)
    lines += [line for change in told.changes[1:] for line in _change(change)]
    lines += [f"  {'!' if one.differs_from(now.verdict) else ' '} people: {one.describe()}" for one in people]
    return "\n".join(lines)


def claim_text(part: PropositionVerdict) -> str:
    """What a part says, in one line."""
    asserted = part.proposition
    period = f", {asserted.period.text}" if asserted.period else ""
    if isinstance(asserted, QuantityProposition):
        what = f"{asserted.metric} of {' and '.join(asserted.subjects)}"
        return (
            f"{what}: {asserted.comparator} {figure_text(asserted_figure(asserted))} {asserted.unit}{period}"
        )
    negated = "not " if asserted.negated else ""
    return f"{asserted.subject} {negated}{asserted.predicate} {asserted.object}{period}"


def _part(part: PropositionVerdict) -> Iterator[str]:
    due = f", due {part.due_day}" if part.due_day else ""
    yield f"  claimed: {claim_text(part)}"
    yield f"    {part.verdict}  ({part.row.number}: {part.row.condition}){due}"
    for one in part.comparisons:
        yield f"    - {_compared(one)}"
    if not part.comparisons:
        yield "    - no measurement was found"


def _compared(one: MeasuredComparison) -> str:
    result, found = one.comparison, one.measurement
    would = f" (would: {result.outcome_of_figures})" if result.outcome_of_figures else ""
    intervals = f"; {result.claimed} against {result.measured}" if result.claimed and result.measured else ""
    known = f"; known since {found.known_since}" if found.known_since else ""
    used = " ".join(map(compact_iri, found.rests_on[:_NAMED])) + (" …" if found.rests_on[_NAMED:] else "")
    return f"{result.outcome}{would}: {said(found)} [{found.definition} definition]{intervals}{known}; {used}"


def _change(change: VerdictChange) -> Iterator[str]:
    causes = [said(each) for each in change.newly_known]
    causes += [f"the retraction of what {said(each)} rests on" for each in change.retracted]
    causes = causes or ["a day that was waited for had passed"]
    yield f"  since {change.day}: {change.verdict}, because of {'; '.join(causes)}"
