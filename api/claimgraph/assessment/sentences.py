"""The answer in one sentence: a template for each row of the decision table, in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claimgraph.assessment.claim_contents import proposition_figure
from claimgraph.assessment.conclusions import LeanGround, Reason
from claimgraph.assessment.decision_table import Verdict
from claimgraph.assessment.formula_words import say_formula
from claimgraph.assessment.gates import Standing
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.plain_figures import say_figure
from claimgraph.assessment.reading_words import contrast_readings, list_readings, name_measured
from claimgraph.assessment.verdicts import ClaimVerdict, PropositionVerdict
from claimgraph.assessment.weighing import Side, overlaps, side_of
from claimgraph.model import QuantityProposition

_REASONS = {
    Reason.VALUE_JUDGEMENT: "It says what should be, which no measurement decides.",
    Reason.COUNTERFACTUAL: "It says what would happen under a condition that is not met.",
    Reason.OPEN_FORECAST: "It is a forecast without a day by which it could be checked.",
    Reason.NO_METRIC: "It is not broken down into figures or relations that could be compared.",
    Reason.REVISED: "Only later editions of the series it reports are known; what they count was revised.",
}
_OPEN = (Verdict.UNRESOLVED, Verdict.PENDING)
_DECIDED = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.MIXED)
_NOTHING_SAID = "Nobody is known to have said it by then."


@dataclass(frozen=True, slots=True)
class SentenceWriter:
    """Writes the sentence of a verdict, with the names that a generation gives to things."""

    knowledge: Knowledge

    def write(self, verdict: ClaimVerdict) -> str:
        """The verdict in words that a reader can repeat: whose evidence says what."""
        if verdict.row.number == "C1":
            return _NOTHING_SAID
        if verdict.reason:
            return _REASONS[verdict.reason]
        sentences = dict.fromkeys(self._write_leading(verdict, part) for part in verdict.leading)
        partial = "In part: " if verdict.is_partial and verdict.verdict is Verdict.SUPPORTED else ""
        return partial + " ".join([*_merge_openings(list(sentences)[:2]), *self._write_decided(verdict)])

    def _write_decided(self, verdict: ClaimVerdict) -> list[str]:
        """What the evidence says of the first part that it decides, beside parts that it leaves open."""
        if verdict.verdict not in _OPEN:
            return []
        decided = [part for part in verdict.propositions if part.verdict in _DECIDED]
        return [
            f"{_name_part(verdict, part)} is {part.verdict}: {self._write_part(verdict, part)}"
            for part in decided[:1]
        ]

    def _write_leading(self, verdict: ClaimVerdict, part: PropositionVerdict) -> str:
        """The sentence of a part; of what was before a change, it says so where evidence decides."""
        is_before = part.verdict in _DECIDED and verdict.content.is_before_change(part.proposition)
        return ("Before the change: " if is_before else "") + self._write_part(verdict, part)

    def _write_part(self, verdict: ClaimVerdict, part: PropositionVerdict) -> str:
        if part.row.number == "D2":
            return self._write_inconsistent(verdict, part)
        return _TEMPLATES[part.row.number](self, part)

    def _write_inconsistent(self, verdict: ClaimVerdict, part: PropositionVerdict) -> str:
        broken = [check for check in part.formulas if check.holds is False]
        formulas = ". ".join(say_formula(check, verdict.content, self.knowledge) for check in broken)
        return f"Its own figures do not agree with each other: {formulas}."

    def write_undecidable(self, part: PropositionVerdict) -> str:
        return _REASONS[part.reason] if part.reason else ""

    def write_open(self, part: PropositionVerdict) -> str:
        """What was measured and decides nothing, or what was not measured."""
        if part.reason is Reason.WITHIN_UNCERTAINTY:
            measured = list_readings(part, filter(overlaps, part.readings), self.knowledge)
            return f"What was measured leaves it open: {measured}."
        missing = name_measured(part.proposition, self.knowledge)
        if part.reason is Reason.NO_SOURCE:
            return f"No source in the graph publishes such figures: {missing}."
        if part.reason is Reason.NO_MEASUREMENT:
            return f"No measurement in the graph says it: {missing}."
        return self.write_undecidable(part)

    def write_mixed(self, part: PropositionVerdict) -> str:
        return f"The evidence is divided: {contrast_readings(part, part.deciding, self.knowledge)}."

    def write_contradicted(self, part: PropositionVerdict) -> str:
        measured = list_readings(part, part.deciding, self.knowledge)
        return f"{measured}; {self._name_claimed(part)} does not fit that."

    def write_supported(self, part: PropositionVerdict) -> str:
        return f"{list_readings(part, part.deciding, self.knowledge)}, which fits {self._name_claimed(part)}."

    def write_pending(self, part: PropositionVerdict) -> str:
        due = f"It can only be told after {part.due_day:%-d %B %Y}." if part.due_day else ""
        return f"{due} {self._lean_words(part)}".strip()

    def write_dependent(self, part: PropositionVerdict) -> str:
        return f"It depends on what is counted: {contrast_readings(part, part.deciding, self.knowledge)}."

    def write_leaning(self, part: PropositionVerdict) -> str:
        return f"Nobody independent has measured it by its own definition. {self._lean_words(part)}"

    def write_self_reported(self, part: PropositionVerdict) -> str:
        own = [reading for reading in part.readings if reading.standing is Standing.SELF and side_of(reading)]
        measured = list_readings(part, own, self.knowledge)
        return f"Only its own source speaks to it: {measured}. Independent evidence is missing."

    def _lean_words(self, part: PropositionVerdict) -> str:
        if part.lean is None:
            return ""
        side = [
            reading
            for reading in part.readings
            if side_of(reading) is part.lean.side and reading.standing in (Standing.READS, Standing.LEANS)
        ]
        direction = "supports" if part.lean.side is Side.FOR else "contradicts"
        ground = (
            "Every other definition" if part.lean.ground is LeanGround.OTHER_DEFINITIONS else "What there is"
        )
        return f"{ground} {direction} it: {list_readings(part, side, self.knowledge)}."

    def _name_claimed(self, part: PropositionVerdict) -> str:
        proposition = part.proposition
        if not isinstance(proposition, QuantityProposition):
            return "what it says"
        figure = say_figure(proposition_figure(proposition), proposition.unit)
        return f"“{_COMPARATORS.get(proposition.comparator, '')}{figure}”"


_COMPARATORS = {
    "greater": "more than ",
    "greater-or-equal": "at least ",
    "less": "less than ",
    "less-or-equal": "at most ",
    "about": "about ",
}
_TEMPLATES: dict[str, Callable[[SentenceWriter, PropositionVerdict], str]] = {
    "D1": SentenceWriter.write_undecidable,
    "D3": SentenceWriter.write_mixed,
    "D4": SentenceWriter.write_contradicted,
    "D5": SentenceWriter.write_supported,
    "D6": SentenceWriter.write_pending,
    "D7": SentenceWriter.write_dependent,
    "D8": SentenceWriter.write_leaning,
    "D9": SentenceWriter.write_leaning,
    "D10": SentenceWriter.write_self_reported,
    "D11": SentenceWriter.write_open,
}


def _name_part(verdict: ClaimVerdict, part: PropositionVerdict) -> str:
    if verdict.content.is_before_change(part.proposition):
        return "The figure before the change"
    return "The figure after the change" if part.proposition.id in verdict.content.changes else "A part"


def _merge_openings(sentences: list[str]) -> list[str]:
    """Two short sentences that begin alike up to a colon become one."""
    opening, _, rest = sentences[0].partition(": ")
    if sentences[1:] and sentences[1].startswith(f"{opening}: ") and ". " not in rest:
        return [f"{sentences[0][:-1]}; {sentences[1].removeprefix(f'{opening}: ')}"]
    return sentences
