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
    """`verdict`: the slug of ours, or nothing. `text`: as printed; figures as "1 (1 to 5)"."""

    verdict: str
    text: str


def read_rating(review: SchemaNode) -> Rating:
    """Read a review's rating; one without words and figures is a problem."""
    node = review.read_node("reviewRating", "alternateName")
    if node is None:
        fix = "A review has a rating, in words or in figures."
        review.report_problem("reviewRating", "it is missing", fix)
        return Rating("", "")
    text = node.read_text("alternateName", "name") or _render_figures(node)
    if not text:
        problem = "there is neither a text nor a ratingValue"
        node.report_problem("alternateName", problem, "Give the rating in words.")
    return Rating(_find_verdict(node, text), text)


def _find_verdict(node: SchemaNode, text: str) -> str:
    """Return a term of ours that the review names; else what words and figures agree on."""
    if (term := node.read_text("sameAs")).startswith(_VERDICT):
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
