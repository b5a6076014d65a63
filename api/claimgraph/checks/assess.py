"""Assesses claims: runs their checks, compares what they find, and decides by the table."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from claimgraph import iris
from claimgraph.checks.contents import Content, Measures, Proposition, contents, measures
from claimgraph.checks.findings import Finding, finding
from claimgraph.checks.policy import Policy, left_out, passed_over
from claimgraph.checks.queries import Check, bound, checks
from claimgraph.checks.verdicts import CLAIM, PART, Known, Parts, Row, Verdict, decide
from claimgraph.model import QuantityProposition
from claimgraph.quantities import Claimed, Comparison, Definition, Figure, Measured, Outcome, compare
from claimgraph.stores import Store


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
        return iris.thing(f"proposition/{self.proposition.id}")

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


def assess(store: Store, claim: str, policy: Policy) -> Assessment | None:
    """The verdict on the claim with this IRI; None where the graph does not hold it."""
    return next(iter(assess_all(store, policy, claim)), None)


def assess_all(store: Store, policy: Policy, claim: str | None = None) -> list[Assessment]:
    """The verdict on every claim, or on one; sorted by id."""
    judge = Judge(store, policy, claim)
    return [judge.on(each, policy.as_of) for each in judge.contents]


def gather(
    store: Store,
    policy: Policy,
    claim: str | None = None,
    run: list[Check] | None = None,
    without: tuple[str, ...] | None = None,
) -> Found:
    """All that the checks find, by proposition.

    `run`: only these checks. `without`: what is left out, where it is not that of the policy's day.
    """
    by_part: dict[str, list[Finding]] = defaultdict(list)
    without = left_out(store, policy) if without is None else without
    for check in checks(store, claim) if run is None else run:
        for row in store.select(bound(check, claim, policy.as_of, without)):
            one = finding(row, check.iri)
            by_part[one.proposition].append(one)
    return {proposition: tuple(found) for proposition, found in by_part.items()}


class Judge:
    """Judges claims on any day up to that of a policy. What a check counted together is counted anew."""

    def __init__(self, store: Store, policy: Policy, claim: str | None = None) -> None:
        self._store, self._policy, self._claim, self._known = store, policy, claim, measures(store)
        self._counting = [check for check in checks(store, claim) if check.counts]
        self._left_out, self._found = passed_over(store, policy), dict[tuple[str, ...], Found]()
        self.contents = contents(store, claim)

    @property
    def retractions(self) -> list[date]:
        """The days up to that of the policy on which something was retracted."""
        return [day for day in self._left_out.days if day <= self._policy.as_of]

    def of(self, content: Content, day: date | None = None) -> Found:
        """What was found for the parts of a claim, without what was retracted by that day."""
        found = self._gathered(self._left_out.on(day or self._policy.as_of))
        return {part: found[part] for part in _parts(content) if part in found}

    def on(self, content: Content, day: date) -> Assessment:
        """The verdict with what was known by that day."""
        policy, found = self._policy.on(day), self.of(content, day)
        if day != self._policy.as_of and (anew := self._anew(found)):
            again = gather(self._store, policy, content.iri, anew)
            found = _together(_only(found, {check.iri for check in anew}), again)
        return judge(content.less(self._left_out.on(day)), policy, found, self._known)

    def _gathered(self, without: tuple[str, ...]) -> Found:
        if without not in self._found:
            self._found[without] = gather(self._store, self._policy, self._claim, without=without)
        return self._found[without]

    def _anew(self, found: Found) -> list[Check]:
        """By an earlier day a check knows less, so only what found something can find something."""
        used = {one.check for each in found.values() for one in each}
        return [check for check in self._counting if check.iri in used]


def _parts(content: Content) -> list[str]:
    return [iris.thing(f"proposition/{part.id}") for part in content.parts]


def _only(found: Found, without: set[str]) -> Found:
    return {part: tuple(one for one in each if one.check not in without) for part, each in found.items()}


def _together(one: Found, other: Found) -> Found:
    return {part: one.get(part, ()) + other.get(part, ()) for part in {*one, *other}}


def judge(content: Content, policy: Policy, found: Found, known: Measures) -> Assessment:
    """Decide on a claim from what the checks found."""
    parts = tuple(_part(each, content, policy, found, known) for each in content.parts)
    row = decide(CLAIM, Parts([part.verdict for part in parts], said=content.said_by(policy.as_of)))
    return Assessment(content, policy, row, parts)


def _part(proposition: Proposition, content: Content, policy: Policy, found: Found, known: Measures) -> Part:
    findings = found.get(iris.thing(f"proposition/{proposition.id}"), ())
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
            unit=known.unit(found.unit or iris.unit(proposition.unit)),
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
    metric = iris.concept("metric", proposition.metric)
    return Claimed(
        figure=Figure(
            value=proposition.value,
            low=proposition.low,
            high=proposition.high,
            date_value=proposition.date_value,
        ),
        comparator=proposition.comparator,
        unit=known.unit(iris.unit(proposition.unit)),
        period=proposition.period,
        adds_up=metric in known.adding,
        is_change=proposition.comparator == "change" or known.is_change(metric),
    )
