"""Decides on a claim from what its checks found: compares each finding, and reads the decision table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claimgraph import namespaces
from claimgraph.assessment.claim_contents import Content, Measures, Proposition, figure_of
from claimgraph.assessment.decision_table import CLAIM, PART, Known, Parts, Row, Verdict, decide
from claimgraph.assessment.measurements import Finding
from claimgraph.assessment.policy import Policy
from claimgraph.model import QuantityProposition
from claimgraph.quantities import Claimed, Comparison, Definition, Measured, Outcome, compare


@dataclass(frozen=True, slots=True)
class Compared:
    """A finding, and what the comparison with the claim came to."""

    finding: Finding
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Part:
    """The verdict on one proposition: by which row of the table, on what."""

    proposition: Proposition
    row: Row[Known]
    compared: tuple[Compared, ...]
    due: date | None = None

    @property
    def iri(self) -> str:
        return namespaces.thing(f"proposition/{self.proposition.id}")

    @property
    def verdict(self) -> Verdict:
        return self.row.verdict


@dataclass(frozen=True, slots=True)
class Assessment:
    """The computed verdict on a claim under a policy, with all that led to it."""

    content: Content
    policy: Policy
    row: Row[Parts]
    parts: tuple[Part, ...]

    @property
    def verdict(self) -> Verdict:
        return self.row.verdict

    @property
    def checks(self) -> tuple[str, ...]:
        """The checks that found something, by IRI."""
        return tuple(sorted({one.finding.check for part in self.parts for one in part.compared}))

    @property
    def used(self) -> tuple[str, ...]:
        """What the findings rest on, by IRI."""
        found = {each for part in self.parts for one in part.compared for each in one.finding.used}
        return tuple(sorted(found))


Found = dict[str, tuple[Finding, ...]]  # by the IRI of the proposition


def judge(content: Content, policy: Policy, found: Found, known: Measures) -> Assessment:
    """Decide on a claim from what the checks found."""
    parts = tuple(_part(each, content, policy, found, known) for each in content.parts)
    row = decide(CLAIM, Parts([part.verdict for part in parts], said=content.said_by(policy.as_of)))
    return Assessment(content, policy, row, parts)


def _part(proposition: Proposition, content: Content, policy: Policy, found: Found, known: Measures) -> Part:
    findings = found.get(namespaces.thing(f"proposition/{proposition.id}"), ())
    timely = [each for each in findings if each.known is None or each.known <= policy.as_of]
    compared = tuple(Compared(each, _compare(proposition, each, policy, known)) for each in timely)
    forecast, due = content.claim.claim_type == "prediction", due_day(proposition)
    row = decide(
        PART,
        Known(
            normative=content.claim.claim_type == "normative",
            open_forecast=forecast and due is None,
            before_due=forecast and due is not None and policy.as_of <= due,
            comparisons=tuple(each.comparison for each in compared),
        ),
    )
    return Part(proposition, row, compared, due if forecast else None)


def due_days(content: Content) -> set[date]:
    """The last days on which a forecast can come true; none for other claims."""
    days = {due_day(each) for each in content.parts} if content.claim.claim_type == "prediction" else set()
    return {day for day in days if day}


def due_day(proposition: Proposition) -> date | None:
    """The last day on which a forecast can come true: of its date, else of its period."""
    dated = proposition.date_value if isinstance(proposition, QuantityProposition) else None
    period = dated or proposition.period
    return period.latest if period else None


def _compare(proposition: Proposition, found: Finding, policy: Policy, known: Measures) -> Comparison:
    definition = _definition(found, policy)
    if isinstance(proposition, QuantityProposition) and found.holds is None:
        measured = Measured(
            figure=found.figure,
            unit=known.unit(found.unit or namespaces.unit(proposition.unit)),
            period=found.period,
            definition=definition,
        )
        return compare(_claimed(proposition, known), measured)
    result = Outcome.AGREES if found.holds else Outcome.CONFLICTS
    if found.holds is None:
        return Comparison(Outcome.NOT_COMPARABLE)
    return (
        Comparison(Outcome.OTHER_DEFINITION, result)
        if definition is Definition.RELATED
        else Comparison(result)
    )


def _definition(found: Finding, policy: Policy) -> Definition:
    if policy.definition is None or found.metric is None:
        return found.definition
    return Definition.SAME if found.metric == policy.definition else Definition.RELATED


def _claimed(proposition: QuantityProposition, known: Measures) -> Claimed:
    metric = namespaces.concept("metric", proposition.metric)
    return Claimed(
        figure=figure_of(proposition),
        comparator=proposition.comparator,
        unit=known.unit(namespaces.unit(proposition.unit)),
        period=proposition.period,
        adds_up=metric in known.adding,
        is_change=proposition.comparator == "change" or known.is_change(metric),
    )
