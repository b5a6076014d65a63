"""Says in a sentence why a pair of claims is of its kind."""

from __future__ import annotations

from claimgraph.analysis.contradictions.normalized_figures import NormalizedFigure, Stance
from claimgraph.analysis.contradictions.pair_rule import ContradictingPair, ContradictionKind

_SENTENCES = {
    ContradictionKind.CONFLICTS: "Both figures are of the same thing and time, and cannot both hold.",
    ContradictionKind.JUDGED: "Somebody judges that the two claims cannot both hold.",
    ContradictionKind.DEFINITION: "The figures follow two definitions.",
    ContradictionKind.ORIGIN: "Both come from one occasion, or the speaker replaced one by the other.",
    ContradictionKind.REPEAT: "One speaker says the same again.",
    ContradictionKind.RESTATEMENT: "Another speaker says the same.",
}
_STANCES = {
    Stance.FACT: "what is",
    Stance.FORECAST: "what is expected",
    Stance.AIM: "what is aimed at",
    Stance.WISH: "what should be",
    Stance.CONDITION: "what would be under a condition",
}


def explain_kind(kind: ContradictionKind, pair: ContradictingPair | None) -> str:
    """Why a pair is of its kind; without figures, why people are quoted on it."""
    if pair is None:
        return _SENTENCES[ContradictionKind.JUDGED]
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    if kind is ContradictionKind.STANCE:
        return _explain_stances(pair.lower, pair.upper)
    if kind is ContradictionKind.SCOPE:
        return f"One figure is of {describe_scope(pair.lower)}, the other of {describe_scope(pair.upper)}."
    if kind is ContradictionKind.UNKNOWN_PERIOD:
        return "For one of the figures nobody says when it holds."
    return _explain_periods(pair.lower, pair.upper)


def describe_scope(figure: NormalizedFigure) -> str:
    """What a figure is of, as a list of scopes."""
    scope = figure.circumstances.scope
    if scope is None:
        return "something that is not stated"
    return ", ".join(name_scopes(scope)) or "all that its metric covers"


def name_scopes(scope: frozenset[str]) -> list[str]:
    """The slugs of the concepts, or the texts that no concept is known for; sorted."""
    return sorted(name.removeprefix("text:") for name in scope)


def _explain_stances(lower: NormalizedFigure, upper: NormalizedFigure) -> str:
    first, second = (_STANCES[figure.circumstances.stance] for figure in (lower, upper))
    if first == second:
        return f"Both say {first}, which no figure excludes."
    return f"One says {first}, the other {second}."


def _explain_periods(lower: NormalizedFigure, upper: NormalizedFigure) -> str:
    first, second = (figure.circumstances.outlook for figure in (lower, upper))
    if first != second or first is None:
        return (
            f"One was expected in {first or 'an unknown year'}, the other in {second or 'an unknown year'}."
        )
    return f"One figure holds in {lower.period}, the other in {upper.period}."
