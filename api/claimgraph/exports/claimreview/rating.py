"""A rating: in words, as a term, and as a number where one was printed or the verdict ends a scale."""

from __future__ import annotations

import re
from decimal import Decimal

from claimgraph import namespaces
from claimgraph.exports.claimreview.schema_org import Json, optional_text
from claimgraph.stores import Solution

_WORST, _BEST = 1, 5  # of the scale that most fact checkers use
# The other verdicts are no degrees of truth, so that a number would say what they do not.
_ENDS = {
    namespaces.concept_iri("verdict", "supported"): _BEST,
    namespaces.concept_iri("verdict", "contradicted"): _WORST,
}
_NUMBER = r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?"
_PRINTED = re.compile(
    rf"(?:(?P<words>.+); )?(?P<value>{_NUMBER}) \((?P<worst>{_NUMBER}) to (?P<best>{_NUMBER})\)"
)  # as the import of ClaimReviews writes it


def rating_document(row: Solution) -> Json:
    """The rating as printed, else our label of the verdict with its place on the scale, if it has one."""
    printed, verdict = optional_text(row, "rating"), optional_text(row, "verdict")
    scale = _printed_scale(printed) if printed else _scale_of_verdict(verdict)
    words = printed or optional_text(row, "label")
    return {"@type": "Rating", "alternateName": words, "sameAs": verdict} | scale


def _printed_scale(printed: str) -> Json:
    match = _PRINTED.fullmatch(printed)
    if not match:
        return {}
    scale: Json = {f"{name}Rating": _number(match[name]) for name in ("best", "worst")}
    return {"ratingValue": _number(match["value"]), **scale} | (
        {"alternateName": match["words"]} if match["words"] else {}
    )


def _scale_of_verdict(verdict: str | None) -> Json:
    if verdict not in _ENDS:
        return {}
    return {"ratingValue": _ENDS[verdict], "bestRating": _BEST, "worstRating": _WORST}


def _number(text: str) -> int | float:
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)
