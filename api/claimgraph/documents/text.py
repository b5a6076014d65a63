"""Verdicts in words, for the terminal: what was claimed, what was measured, and which rows decided."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.assessment import ClaimContent, Proposition, proposition_figure
from claimgraph.documents.comparisons import Comparison, DecidedBy
from claimgraph.documents.figures import FigureFields, figure_fields, figure_text, reading_text
from claimgraph.documents.verdicts import HumanVerdict, PropositionVerdict, VerdictChange, VerdictDocument
from claimgraph.model import QuantityProposition
from claimgraph.namespaces import compact_iri, thing_iri

_LISTED = 3  # things that a measurement rests on; a share may rest on dozens


def explain_verdict(verdict: VerdictDocument, content: ClaimContent) -> str:
    """Lines that say how a verdict came about. `content` is that of its claim."""
    lines = [f"{verdict.identifier}  {verdict.text}", f"  {headline(verdict)}"]
    if verdict.said:
        lines.append(f"  when said, {verdict.said.as_of}: {verdict.said.verdict}")
    lines.append(f"  as of {verdict.as_of}: {verdict.verdict}  ({row_text(verdict.decided_by)})")
    propositions = {
        thing_iri(f"proposition/{proposition.id}"): proposition for proposition in content.propositions
    }
    for part in verdict.parts:
        lines += _part_lines(part, verdict, propositions[part.proposition])
    lines += [_change_line(change) for change in verdict.changes[1:]]
    lines += [
        f"  {'!' if opinion.differs else ' '} people: {opinion_text(opinion)}" for opinion in verdict.people
    ]
    return "\n".join(lines)


def headline(verdict: VerdictDocument) -> str:
    """The verdict with its strength or lean, and the sentence."""
    partial = ", in part" if verdict.part else ""
    strength = f" ({verdict.strength})" if verdict.strength else ""
    lean = f", leaning {verdict.lean.side}" if verdict.lean else ""
    return f"{verdict.verdict}{partial}{strength}{lean}. {verdict.sentence}"


def row_text(decided_by: DecidedBy) -> str:
    """The row of the decision table that decided, with its condition."""
    return f"{decided_by.row}: {decided_by.condition}"


def proposition_text(proposition: Proposition) -> str:
    """What a proposition asserts, in one line."""
    period = f", {proposition.period.text}" if proposition.period else ""
    if isinstance(proposition, QuantityProposition):
        subject = f"{proposition.metric} of {' and '.join(proposition.subjects)}"
        figure = figure_text(figure_fields(proposition_figure(proposition)))
        return f"{subject}: {proposition.comparator} {figure} {proposition.unit}{period}"
    negation = "not " if proposition.negated else ""
    return f"{proposition.subject} {negation}{proposition.predicate} {proposition.object}{period}"


def opinion_text(opinion: HumanVerdict) -> str:
    """What a person judged, who that was, and when."""
    judgement = opinion.verdict or (
        f"evidence that {opinion.direction}" if opinion.direction else f"“{opinion.rating}”"
    )
    return f"{judgement} ({opinion.judge}{f', {opinion.judged}' if opinion.judged else ''})"


def _part_lines(
    part: PropositionVerdict, verdict: VerdictDocument, proposition: Proposition
) -> Iterator[str]:
    due = f", due {part.due}" if part.due else ""
    yield f"  claimed: {proposition_text(proposition)}"
    yield f"    {part.verdict}  ({row_text(part.decided_by)}){due}"
    comparisons = verdict.comparisons_with(part)
    for comparison in comparisons:
        yield f"    - {_comparison_text(comparison)}"
    if not comparisons:
        yield "    - no measurement was found"


def _comparison_text(comparison: Comparison) -> str:
    has_intervals = comparison.allowed and comparison.found
    intervals = f"; {comparison.allowed} against {comparison.found}" if has_intervals else ""
    known = f"; known since {comparison.known}" if comparison.known else ""
    used = " ".join(map(compact_iri, comparison.used[:_LISTED])) + (" …" if comparison.used[_LISTED:] else "")
    measured_by = f"{_measured_text(comparison)} [{comparison.definition} definition]"
    failed = [f"{gate.gate} {gate.mark}" for gate in comparison.gates if not gate.passed]
    standing = f"{comparison.standing}{f': {chr(44).join(failed)}' if failed else ''}"
    return f"{comparison.outcome} ({standing}): {measured_by}{intervals}{known}; {used}"


def _measured_text(comparison: Comparison) -> str:
    figure = FigureFields(
        value=comparison.value, low=comparison.low, high=comparison.high, date=comparison.date
    )
    name = comparison.reading or comparison.metric
    return reading_text(name, figure_text(figure), comparison.period, holds=comparison.holds)


def _change_line(change: VerdictChange) -> str:
    causes = [cause.finding for cause in change.because]
    causes += [f"the retraction of what {cause.finding} rests on" for cause in change.retracted]
    causes = causes or ["a day that was waited for had passed"]
    return f"  since {change.day}: {change.verdict}, because of {'; '.join(causes)}"
