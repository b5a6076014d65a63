"""Decides on a claim: reads what was measured against each proposition, and looks in the decision table."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from claimgraph.assessment.circumstances import (
    describe_circumstances,
    describe_unstructured,
    find_due_day,
    is_prediction,
)
from claimgraph.assessment.claim_contents import ClaimContent, Proposition, proposition_iri
from claimgraph.assessment.conclusions import (
    Lean,
    Reason,
    Strength,
    deciding_readings,
    find_lean,
    find_reason,
    find_strength,
)
from claimgraph.assessment.decision_table import (
    CLAIM_TABLE,
    PROPOSITION_TABLE,
    Circumstances,
    ClaimCircumstances,
    DecisionRow,
    Verdict,
    find_deciding_row,
)
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.measurements import Measurement
from claimgraph.assessment.own_formulas import FormulaCheck, check_formulas
from claimgraph.assessment.policy import Policy
from claimgraph.assessment.provenance import Origins
from claimgraph.assessment.readings import Reading, ReadingContext, read_measurements
from claimgraph.assessment.weighing import weigh_readings
from claimgraph.namespaces import thing_iri

RULES_VERSION = "5"  # of gates, rows, strength, and the terms they read; raise it when any of them changes


_FROM_WORST = (
    Verdict.CONTRADICTED,
    Verdict.MIXED,
    Verdict.DEPENDS,
    Verdict.PENDING,
    Verdict.UNRESOLVED,
    Verdict.NOT_CHECKABLE,
    Verdict.SUPPORTED,
)


@dataclass(frozen=True, slots=True)
class PropositionVerdict:
    """The verdict on one proposition: by which row of the table, on which readings, and what goes with it.

    Forecasts have a due day. `lean` is set where nothing decides and something points one way. `formulas`:
    those of the claim that compute this figure. `context`: what the readings were read against, for whoever
    reads them otherwise.
    """

    context: ReadingContext = field(compare=False, repr=False)
    row: DecisionRow[Circumstances]
    readings: tuple[Reading, ...]
    due_day: date | None = None
    strength: Strength | None = None
    lean: Lean | None = None
    reason: Reason | None = None
    formulas: tuple[FormulaCheck, ...] = ()

    @property
    def proposition(self) -> Proposition:
        return self.context.proposition

    @property
    def iri(self) -> str:
        return proposition_iri(self.proposition)

    @property
    def verdict(self) -> Verdict:
        return self.row.verdict

    @property
    def deciding(self) -> list[Reading]:
        """The readings on which the verdict rests."""
        return deciding_readings(self.row, self.readings)


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """The computed verdict on a claim under a policy, with all that led to it.

    `reason` is set for a claim of which nothing is structured; others have those of their propositions.
    """

    content: ClaimContent
    policy: Policy
    row: DecisionRow[ClaimCircumstances]
    propositions: tuple[PropositionVerdict, ...]
    reason: Reason | None = None

    @property
    def verdict(self) -> Verdict:
        return self.row.verdict

    @property
    def is_partial(self) -> bool:
        """True if something of the claim is left as text, so that the verdict is on a part of it."""
        return bool(self.content.propositions and self.content.claim.left_unstructured)

    @property
    def strength(self) -> Strength | None:
        """The least strength of the propositions that have the claim's verdict; None if nothing decides."""
        strengths = [part.strength for part in self.leading if part.strength]
        return min(strengths, key=list(Strength).index, default=None)

    @property
    def leading(self) -> list[PropositionVerdict]:
        """The propositions that have the claim's verdict; all of them where none has it."""
        same = [part for part in self.propositions if part.verdict is self.verdict]
        return same or list(self.propositions)

    @property
    def measurements(self) -> list[Measurement]:
        """What was measured and known by then, proposition by proposition."""
        return [reading.measurement for part in self.propositions for reading in part.readings]

    @property
    def evidence_queries(self) -> tuple[str, ...]:
        """The evidence queries that found something, by IRI."""
        return tuple(sorted({measurement.evidence_query for measurement in self.measurements}))

    @property
    def rests_on(self) -> tuple[str, ...]:
        """What the measurements rest on, by IRI."""
        return tuple(sorted({iri for measurement in self.measurements for iri in measurement.rests_on}))


def decide_claim(
    content: ClaimContent, policy: Policy, measurements: Iterable[Measurement], knowledge: Knowledge
) -> ClaimVerdict:
    """The verdict on a claim that follows from the measurements that were known by the policy's day."""
    measurements = list(measurements)
    knowledge.evidence_facts.load(iri for measurement in measurements for iri in measurement.rests_on)
    timely = [
        measurement
        for measurement in measurements
        if measurement.known_since is None or measurement.known_since <= policy.as_of
    ]
    parts = tuple(
        decide_part(context, read_measurements(context, _select(timely, context.proposition)))
        for context in reading_contexts(content, policy, knowledge)
    )
    return decide_on_parts(content, policy, parts)


def reading_contexts(content: ClaimContent, policy: Policy, knowledge: Knowledge) -> list[ReadingContext]:
    """What measurements are read against, for each proposition of a claim in their order."""
    origins = find_claim_origins(content, knowledge)
    return [
        ReadingContext(content, proposition, policy, knowledge, origins)
        for proposition in content.propositions
    ]


def find_claim_origins(content: ClaimContent, knowledge: Knowledge) -> Origins:
    """The documents and agents of everybody who made the claim, and of whom they had it from."""
    return frozenset(
        origin
        for utterance in content.utterances
        for origin in knowledge.provenance.origins_of_utterance(thing_iri(f"utterance/{utterance.id}"))
    )


def decide_on_parts(
    content: ClaimContent, policy: Policy, propositions: tuple[PropositionVerdict, ...]
) -> ClaimVerdict:
    """The verdict on a claim that follows from those on its propositions."""
    verdicts, reason = [part.verdict for part in propositions], None
    if not propositions:
        case = describe_unstructured(content)
        row = find_deciding_row(PROPOSITION_TABLE, case)
        verdicts = [row.verdict]
        reason = find_reason(row, case, has_metric=False, has_source=False)
    row_of_claim = find_claim_row(content, policy, verdicts)
    return ClaimVerdict(content, policy, row_of_claim, propositions, reason)


def find_claim_row(
    content: ClaimContent, policy: Policy, verdicts: Collection[Verdict]
) -> DecisionRow[ClaimCircumstances]:
    """The row that decides on a claim with these verdicts on its propositions, in their order."""
    verdicts = join_changes(content, verdicts)
    is_made = content.can_have_been_made_by(policy.as_of)
    return find_deciding_row(CLAIM_TABLE, ClaimCircumstances(verdicts, is_made=is_made))


def join_changes(content: ClaimContent, verdicts: Collection[Verdict]) -> Collection[Verdict]:
    """The verdicts on the parts of a claim: the two figures of a change are one, as bad as the worse of them.

    What was before does not stand by itself: a change is not supported because its beginning is.
    """
    if not content.changes:
        return verdicts
    of_figures = dict(zip((proposition.id for proposition in content.propositions), verdicts, strict=True))
    return [
        min((of_figures[name] for name in _list_course(content, figure)), key=_FROM_WORST.index)
        for figure in of_figures
        if figure not in content.changes.values()
    ]


def _list_course(content: ClaimContent, figure: str) -> list[str]:
    """A figure, what it was before a change, what that was before another, and so on."""
    course = [figure]
    while (before := content.changes.get(course[-1])) and before not in course:
        course.append(before)
    return course


def decide_part(context: ReadingContext, readings: tuple[Reading, ...]) -> PropositionVerdict:
    """The verdict on a proposition that follows from readings of what was measured."""
    proposition, knowledge = context.proposition, context.knowledge
    formulas = tuple(check_formulas(context.content, proposition.id, knowledge))
    case = _describe_case(context, readings, formulas)
    row = find_deciding_row(PROPOSITION_TABLE, case)
    is_forecast = is_prediction(context.content, proposition)
    return PropositionVerdict(
        context,
        row,
        readings,
        find_due_day(proposition) if is_forecast else None,
        find_strength(deciding_readings(row, readings)),
        find_lean(row, case.weight),
        find_reason(row, case, has_metric=True, has_source=knowledge.is_measured(proposition)),
        formulas,
    )


def find_part_row(
    context: ReadingContext, readings: Iterable[Reading], formulas: Iterable[FormulaCheck]
) -> DecisionRow[Circumstances]:
    """The row that decides on a proposition with these readings, and formulas that compute it."""
    return find_deciding_row(PROPOSITION_TABLE, _describe_case(context, readings, formulas))


def _describe_case(
    context: ReadingContext, readings: Iterable[Reading], formulas: Iterable[FormulaCheck]
) -> Circumstances:
    case = describe_circumstances(
        context.content,
        context.proposition,
        context.policy.as_of,
        weigh_readings(readings),
        context.knowledge,
    )
    return replace(case, is_self_inconsistent=any(check.holds is False for check in formulas))


def _select(measurements: Iterable[Measurement], proposition: Proposition) -> list[Measurement]:
    iri = proposition_iri(proposition)
    return [measurement for measurement in measurements if measurement.proposition == iri]
