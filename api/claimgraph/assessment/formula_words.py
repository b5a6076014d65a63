"""A formula of a claim in words: what is computed from what, and what comes out of it."""

from __future__ import annotations

from decimal import Context, Decimal

from claimgraph.assessment.claim_contents import ClaimContent, proposition_figure
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.own_formulas import FormulaCheck
from claimgraph.assessment.plain_figures import say_figure
from claimgraph.model import QuantityProposition
from claimgraph.namespaces import unit_iri
from claimgraph.quantities import Figure, Interval, Operator

_SIGNS = {Operator.SUM: " + ", Operator.PART: " + ", Operator.PRODUCT: " × "}
_CONTEXT = Context(prec=28)  # what is said is rounded to three digits


def say_formula(check: FormulaCheck, content: ClaimContent, knowledge: Knowledge) -> str:
    """What is computed from what; and if it can be told, what that comes to, and whether the claim fits."""
    formula, figures = check.formula, content.figures
    operands = [_say(figures[operand]) for operand in formula.operands]
    base = _say(figures[formula.base]) if formula.base else ""
    if formula.operator == Operator.CHANGE:
        computation = f"from {base} to {operands[0]}"
    elif formula.operator == Operator.RATIO:
        computation = f"{operands[0]} divided by {base}"
    else:
        computation = _SIGNS.get(Operator(formula.operator), "").join(operands)
    if formula.answer is None or check.computed is None:
        return computation
    answer = figures[formula.answer]
    verb = "fits" if check.holds else "does not fit"
    result = _say_computed(check.computed, answer, knowledge)
    return f"{computation} comes to {result}; {_say(answer)} {verb} that"


def _say(proposition: QuantityProposition) -> str:
    return say_figure(proposition_figure(proposition), proposition.unit)


def _say_computed(computed: Interval, answer: QuantityProposition, knowledge: Knowledge) -> str:
    """What a formula comes to, in the unit of its answer."""
    multiplier = knowledge.unit(unit_iri(answer.unit)).multiplier or Decimal(1)
    low, high = (
        _CONTEXT.divide(end, multiplier) if end.is_finite() else None
        for end in (computed.low[0], computed.high[0])
    )
    is_exact = low == high
    figure = Figure(value=low) if is_exact else Figure(low=low, high=high)
    return say_figure(figure, answer.unit)
