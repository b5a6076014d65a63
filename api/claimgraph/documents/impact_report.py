"""An impact as plain data: what the command line prints as JSON, and what the API answers with."""

from __future__ import annotations

from claimgraph import namespaces
from claimgraph.analysis.contradictions.pair_rule import ContradictionKind
from claimgraph.analysis.contradictions.search import Contradiction
from claimgraph.analysis.impact import AssessmentChange, Impact, LostEvidence, LostUtterances
from claimgraph.assessment.claim_contents import ClaimContent
from claimgraph.assessment.verdicts import ClaimVerdict
from claimgraph.documents.verdict_report import Document, comparison, row


def document(found: Impact) -> Document:
    """Everything that would change; things are IRIs, and comparisons are those of an assessment."""
    return {
        "thing": found.thing,
        "as_of": found.as_of.isoformat(),
        "retracted": found.already_retracted,
        "verdicts": [_moved(each) for each in found.verdict_changes],
        "comparisons": [_moved(each) for each in found.comparison_changes],
        "utterances": [_unsaid(each) for each in found.lost_utterances],
        "evidence": [_unargued(each) for each in found.lost_evidence],
        "contradictions": [_contradiction(each) for each in found.contradictions],
        "contradictions_total": {str(kind): found.contradiction_counts[kind] for kind in ContradictionKind},
    }


def rows(assessment: ClaimVerdict) -> str:
    """The rows of the decision table that decided: on the claim, and on its parts."""
    return " ".join(
        dict.fromkeys([assessment.row.number, *(part.row.number for part in assessment.propositions)])
    )


def _moved(each: AssessmentChange) -> Document:
    return _claim(each.before.content) | {
        "before": _verdict(each.before),
        "after": _verdict(each.after),
        "lost": [comparison(*one) for one in each.lost_comparisons],
        "gained": [comparison(*one) for one in each.gained_comparisons],
    }


def _verdict(assessment: ClaimVerdict) -> Document:
    parts = [
        {"proposition": part.iri, "verdict": str(part.verdict), "decided_by": row(part.row)}
        for part in assessment.propositions
    ]
    return {"verdict": str(assessment.verdict), "decided_by": row(assessment.row), "parts": parts}


def _unsaid(each: LostUtterances) -> Document:
    return _claim(each.content) | {"lost": list(each.lost), "left": each.remaining}


def _unargued(each: LostEvidence) -> Document:
    line = each.line
    return {"claim": line.claim, "line": line.iri, "lost": list(each.lost), "falls": each.is_whole_line}


def _contradiction(each: Contradiction) -> Document:
    figures = (each.pair.lower.id, each.pair.upper.id) if each.pair else ()
    return {
        "kind": str(each.kind),
        "claims": [namespaces.thing_iri(f"claim/{slug}") for slug in each.claims],
        "figures": [namespaces.thing_iri(f"proposition/{slug}") for slug in figures],
        "judgements": [one.iri for one in each.judgements],
    }


def _claim(content: ClaimContent) -> Document:
    claim = content.claim
    return {"claim": content.iri, "identifier": claim.identifier, "text": claim.text}
