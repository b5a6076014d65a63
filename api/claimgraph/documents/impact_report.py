"""An impact as plain data: what the command line prints as JSON, and what the API answers with."""

from __future__ import annotations

from claimgraph import namespaces
from claimgraph.analysis.contradictions.rule import Kind
from claimgraph.analysis.contradictions.search import Contradiction
from claimgraph.analysis.impact import Impact, Moved, Unargued, Unsaid
from claimgraph.assessment.claim_contents import ClaimContent
from claimgraph.assessment.verdicts import ClaimVerdict
from claimgraph.documents.verdict_report import Document, comparison, row


def document(found: Impact) -> Document:
    """Everything that would change; things are IRIs, and comparisons are those of an assessment."""
    return {
        "thing": found.thing,
        "as_of": found.as_of.isoformat(),
        "retracted": found.retracted,
        "verdicts": [_moved(each) for each in found.verdicts],
        "comparisons": [_moved(each) for each in found.comparisons],
        "utterances": [_unsaid(each) for each in found.unsaid],
        "evidence": [_unargued(each) for each in found.unargued],
        "contradictions": [_contradiction(each) for each in found.contradictions],
        "contradictions_total": {str(kind): found.counts[kind] for kind in Kind},
    }


def rows(assessment: ClaimVerdict) -> str:
    """The rows of the decision table that decided: on the claim, and on its parts."""
    return " ".join(
        dict.fromkeys([assessment.row.number, *(part.row.number for part in assessment.propositions)])
    )


def _moved(each: Moved) -> Document:
    return _claim(each.before.content) | {
        "before": _verdict(each.before),
        "after": _verdict(each.after),
        "lost": [comparison(*one) for one in each.lost],
        "gained": [comparison(*one) for one in each.gained],
    }


def _verdict(assessment: ClaimVerdict) -> Document:
    parts = [
        {"proposition": part.iri, "verdict": str(part.verdict), "decided_by": row(part.row)}
        for part in assessment.propositions
    ]
    return {"verdict": str(assessment.verdict), "decided_by": row(assessment.row), "parts": parts}


def _unsaid(each: Unsaid) -> Document:
    return _claim(each.content) | {"lost": list(each.lost), "left": each.left}


def _unargued(each: Unargued) -> Document:
    line = each.line
    return {"claim": line.claim, "line": line.iri, "lost": list(each.lost), "falls": each.whole}


def _contradiction(each: Contradiction) -> Document:
    figures = (each.found.lower.id, each.found.upper.id) if each.found else ()
    return {
        "kind": str(each.kind),
        "claims": [namespaces.thing_iri(f"claim/{slug}") for slug in each.claims],
        "figures": [namespaces.thing_iri(f"proposition/{slug}") for slug in figures],
        "judgements": [one.iri for one in each.judged],
    }


def _claim(content: ClaimContent) -> Document:
    claim = content.claim
    return {"claim": content.iri, "identifier": claim.identifier, "text": claim.text}
