"""Verdicts in words, for the terminal: what was claimed, what was measured, and which rows decided."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.assessment import ClaimContent, Proposition, attach_unit, proposition_figure
from claimgraph.documents.comparisons import Comparison, DecidedBy, measured_figure_text
from claimgraph.documents.display import comparator_sign
from claimgraph.documents.figures import (
    figure_fields,
    figure_text,
    group_digits,
    reading_text,
    shorten_decimals,
    shorten_numbers,
)
from claimgraph.documents.verdicts import HumanVerdict, PropositionVerdict, VerdictChange, VerdictDocument
from claimgraph.model import QuantityProposition
from claimgraph.namespaces import compact_iri, thing_iri

_LISTED = 3  # things that a measurement rests on; a share may rest on dozens


def explain_verdict(verdict: VerdictDocument, content: ClaimContent) -> str:
    """Lines that say how a verdict came about. `content` is that of its claim."""
    text = mark_unreviewed(verdict.text, reviewed=verdict.reviewed)
    lines = [f"{verdict.identifier}  {text}", f"  {headline(verdict)}"]
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


def mark_unreviewed(text: str, *, reviewed: bool) -> str:
    """The text of a claim, marked if nobody but its compiler has checked it."""
    return text if reviewed else f"{text} (not reviewed)"


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
        return f"{subject}: {_claimed_figure_text(proposition)}{period}"
    negation = "not " if proposition.negated else ""
    return f"{proposition.subject} {negation}{proposition.predicate} {proposition.object}{period}"


def _claimed_figure_text(proposition: QuantityProposition) -> str:
    """The claimed figure to its last digit, with its unit as people write it."""
    text = figure_text(figure_fields(proposition_figure(proposition)))
    sign = comparator_sign(proposition.comparator)
    return f"{sign}{text if proposition.date_value else attach_unit(group_digits(text), proposition.unit)}"


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
    for formula in part.formulas:
        yield f"    - its own formula: {formula.text}"
    comparisons = verdict.comparisons_with(part)
    for comparison in comparisons:
        yield f"    - {_comparison_text(comparison)}"
    if not comparisons:
        yield "    - no measurement was found"


def _comparison_text(comparison: Comparison) -> str:
    ends = [shorten_numbers(interval) for interval in (comparison.allowed, comparison.found) if interval]
    intervals = f"; {' against '.join(ends)}" if ends[1:] else ""
    known = f"; known since {comparison.known}" if comparison.known else ""
    used = " ".join(map(compact_iri, comparison.used[:_LISTED])) + (" …" if comparison.used[_LISTED:] else "")
    measured_by = f"{_measured_text(comparison)} [{comparison.definition} definition]"
    failed = [f"{gate.gate} {gate.mark}" for gate in comparison.gates if not gate.passed]
    standing = f"{comparison.standing}{f': {chr(44).join(failed)}' if failed else ''}"
    return f"{comparison.outcome} ({standing}): {measured_by}{intervals}{known}; {used}"


def _measured_text(comparison: Comparison) -> str:
    name = comparison.reading or comparison.metric
    return reading_text(name, measured_figure_text(comparison), comparison.period, holds=comparison.holds)


def _change_line(change: VerdictChange) -> str:
    causes = [cause.finding for cause in change.because]
    causes += [f"the retraction of what {cause.finding} rests on" for cause in change.retracted]
    causes = causes or ["a day that was waited for had passed"]
    return f"  since {change.day}: {change.verdict}, because of {shorten_decimals('; '.join(causes))}"
