"""Which of our verdicts a rating is: by the words and figures listed here, and by no others.

What is not listed has no verdict, and is kept as printed: nobody's judgement is guessed at.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph import namespaces
from claimgraph.sources.claimreview.nodes import SchemaNode

# Our own labels stand for themselves. The others are in English, whole, in any case of letters.
VERDICTS_BY_WORD = {
    "supported": "supported",
    "true": "supported",
    "correct": "supported",
    "accurate": "supported",
    "contradicted": "contradicted",
    "false": "contradicted",
    "incorrect": "contradicted",
    "inaccurate": "contradicted",
    "mixed": "mixed",
    "mixture": "mixed",
    "depends on definition": "depends-on-definition",
    "unresolved": "unresolved",
    "unproven": "unresolved",
    "not checkable": "not-checkable",
    "pending": "pending",
}
_SCALE = ("ratingValue", "bestRating", "worstRating")
_VERDICT = namespaces.concept_iri("verdict", "")


@dataclass(frozen=True, slots=True)
class Rating:
    """`verdict`: the slug of ours, or nothing. `text`: as printed; figures as "1 (1 to 5)", behind words."""

    verdict: str
    text: str


def read_rating(review: SchemaNode) -> Rating:
    """Read a review's rating, of several all; one without words and figures is a problem."""
    nodes = review.read_nodes("reviewRating", "alternateName")
    if not nodes:
        fix = "A review has a rating, in words or in figures."
        review.report_problem("reviewRating", "it is missing", fix)
        return Rating("", "")
    texts = [_read_words(node) or _render_figures(node) for node in nodes]
    for node, text in zip(nodes, texts, strict=True):
        if not text:
            problem = "there is neither a text nor a ratingValue"
            node.report_problem("alternateName", problem, "Give the rating in words.")
    verdicts = {_find_verdict(node, text) for node, text in zip(nodes, texts, strict=True)}
    printed = [part for node, text in zip(nodes, texts, strict=True) for part in (text, _scale(node))]
    return Rating(
        verdicts.pop() if len(verdicts) == 1 else "", "; ".join(dict.fromkeys(filter(None, printed)))
    )


def _read_words(node: SchemaNode) -> str:
    return node.read_text("alternateName", "name")


def _scale(node: SchemaNode) -> str:
    """Return figures with their scale; not those that our own export derives from a verdict of ours."""
    is_ours = node.read_iri("sameAs", _VERDICT) and _verdict_of_scale_end(node)
    figures = _render_figures(node)
    return figures if " (" in figures and not is_ours else ""


def _find_verdict(node: SchemaNode, text: str) -> str:
    """Return a term of ours that the review names; else what words and figures agree on."""
    if term := node.read_iri("sameAs", _VERDICT):
        return term.removeprefix(_VERDICT)
    by_words = VERDICTS_BY_WORD.get(text.casefold().strip(" .!\"'"))
    verdicts = {verdict for verdict in (by_words, _verdict_of_scale_end(node)) if verdict}
    return verdicts.pop() if len(verdicts) == 1 else ""


def _verdict_of_scale_end(node: SchemaNode) -> str | None:
    """The best value of a scale is true and the worst is false; what lies between has no name of ours."""
    value, best, worst = map(node.read_number, _SCALE)
    if None in (value, best, worst) or best == worst:
        return None
    return "supported" if value == best else "contradicted" if value == worst else None


def _render_figures(node: SchemaNode) -> str:
    value, best, worst = map(node.read_number, _SCALE)
    if value is None:
        return ""
    return f"{value} ({worst} to {best})" if None not in (best, worst) else str(value)
