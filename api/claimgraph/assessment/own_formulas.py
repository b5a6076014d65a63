"""Whether the figures of a claim fit together as the claim itself says they do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from claimgraph.assessment.claim_contents import ClaimContent, proposition_figure
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.model import Formula, QuantityProposition
from claimgraph.namespaces import unit_iri
from claimgraph.quantities import (
    TOLERANCE,
    Interval,
    Operator,
    compute_formula,
    conversion_factors,
    interval_of_claim,
    is_currency,
)

_CONTEXT = Context(prec=28)  # rates are ratios, and a ratio has no last digit
_DOLLAR, _PERCENT = "unit:CCY_USD", "unit:PERCENT"
_FREE = (Operator.RATIO, Operator.CHANGE)  # what comes out has another unit than what goes in


@dataclass(frozen=True, slots=True)
class FormulaCheck:
    """A formula of a claim, what the claim says comes out of it, and what does.

    Both intervals are in the base unit of the answer, money in its currency. `computed` is None if nothing
    can be computed, or it could be any number, or the claim does not state the answer.
    """

    formula: Formula
    claimed: Interval | None = None
    computed: Interval | None = None

    @property
    def holds(self) -> bool | None:
        """False if no number fits both; None if that cannot be told."""
        if self.claimed is None or self.computed is None:
            return None
        return not self.claimed.is_disjoint_from(self.computed)


def check_formulas(content: ClaimContent, proposition: str, knowledge: Knowledge) -> Iterator[FormulaCheck]:
    """The formulas of a claim that compute one of its propositions (by id), against the figures it gives."""
    for formula in content.formulas:
        if formula.answer == proposition:
            yield _FormulaChecker(content, formula, knowledge).check()


@dataclass(frozen=True, slots=True)
class _FormulaChecker:
    content: ClaimContent
    formula: Formula
    knowledge: Knowledge

    @property
    def figures(self) -> Mapping[str, QuantityProposition]:
        """The figures of the claim, by id."""
        return self.content.figures

    def check(self) -> FormulaCheck:
        operator, answer = Operator(self.formula.operator), self.formula.answer
        if answer is None:
            return FormulaCheck(self.formula)
        claimed = self._read(answer, None)
        reference = self._reference(operator, self.figures[answer])
        operands = [self._read(operand, reference) for operand in self.formula.operands]
        base = self._read(self.formula.base, reference) if self.formula.base else None
        intervals = [operand for operand in operands if operand is not None]
        is_complete = len(intervals) == len(operands) and (base is None) == (self.formula.base is None)
        computed = compute_formula(operator, intervals, base) if is_complete else None
        return FormulaCheck(
            self.formula, claimed, computed if computed and _says_something(computed) else None
        )

    def _reference(self, operator: Operator, answer: QuantityProposition) -> QuantityProposition | None:
        """The figure with whose unit the operands are compared: the answer, or in a quotient the first."""
        if operator is Operator.PRODUCT:
            return None
        return self.figures[self.formula.operands[0]] if operator in _FREE else answer

    def _read(self, proposition: str, reference: QuantityProposition | None) -> Interval | None:
        """What a figure allows, in the base unit of the reference; None if it does not convert into that."""
        figure = self.figures[proposition]
        stated = replace(proposition_figure(figure), in_percent=figure.unit == _PERCENT)
        interval = interval_of_claim(figure.comparator, stated)
        if interval is None or stated.date_value:
            return None
        unit = self.knowledge.unit(unit_iri(figure.unit))
        if reference is None or reference.unit == figure.unit:
            return interval.scale(unit.multiplier or Decimal(1))
        if is_currency(figure.unit) and is_currency(reference.unit):
            return self._exchange(interval, figure.unit, reference.unit)
        if conversion_factors(self.knowledge.unit(unit_iri(reference.unit)), unit) is None:
            return None
        return interval.scale(unit.multiplier or Decimal(1))

    def _exchange(self, interval: Interval, currency: str, other: str) -> Interval | None:
        """An amount in another currency, give or take a tenth: nobody says at which day's rate."""
        rate, other_rate = (self._dollars_per_unit(unit) for unit in (currency, other))
        if rate is None or other_rate is None:
            return None
        factor = _CONTEXT.divide(rate, other_rate)
        least, most = (
            interval.scale(_CONTEXT.multiply(factor, 1 + slack)) for slack in (-TOLERANCE, TOLERANCE)
        )
        return Interval(least.low, most.high)

    def _dollars_per_unit(self, currency: str) -> Decimal | None:
        day = self.content.first_said
        if currency == _DOLLAR:
            return Decimal(1)
        return self.knowledge.price_levels.dollars_per_unit(unit_iri(currency), day.year) if day else None


def _says_something(interval: Interval) -> bool:
    """True if there is a number that it excludes."""
    return interval.low[0].is_finite() or interval.high[0].is_finite()
