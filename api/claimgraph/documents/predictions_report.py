"""Predictions and scores as plain data: what the command line prints as JSON, and the API answers with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from claimgraph import namespaces
from claimgraph.analysis.brier_scores import SpeakerScore, score_speakers
from claimgraph.analysis.predictions import Prediction, PredictionState
from claimgraph.assessment.verdict_triples import list_observations_used
from claimgraph.documents.verdict_report import Document, row
from claimgraph.model import Utterance

_DIGITS = Decimal("0.0001")


def document(found: Sequence[Prediction], as_of: date, speaker: str | None = None) -> Document:
    """Predictions with the scores of their speakers, or of one. Scores have four decimal places."""
    counts = Counter(each.state for each in found)
    name = speaker and speaker.removeprefix(namespaces.ID)
    return {
        "as_of": as_of.isoformat(),
        "total": len(found),
        "states": {str(state): counts[state] for state in PredictionState},
        "predictions": [_prediction(each) for each in found],
        "scores": [_score(each) for each in score_speakers(found) if name in (None, each.speaker)],
    }


def _prediction(each: Prediction) -> Document:
    claim, assessment = each.content.claim, each.assessment
    return {
        "claim": each.content.iri,
        "identifier": claim.identifier,
        "text": claim.text,
        "due": _day(each.due),
        "state": str(each.state),
        "verdict": str(assessment.verdict),
        "decided_by": row(assessment.row),
        "parts": [
            {
                "proposition": part.iri,
                "due": _day(part.due_day),
                "verdict": str(part.verdict),
                "decided_by": row(part.row),
            }
            for part in assessment.propositions
        ],
        "checks": list(assessment.evidence_queries),
        "observations": list_observations_used(assessment),
        "utterances": [_utterance(one) for one in each.utterances],
    }


def _utterance(each: Utterance) -> Document:
    return {
        "utterance": namespaces.thing_iri(f"utterance/{each.id}"),
        "speaker": _speaker(each.speaker),
        "name": each.speaker_as_printed,
        "said": each.said.text if each.said else None,
        "modality": each.modality,
        "probability_low": _number(each.probability_low),
        "probability_high": _number(each.probability_high),
    }


def _score(each: SpeakerScore) -> Document:
    return {
        "speaker": _speaker(each.speaker),
        "name": each.name,
        "predictions": each.predictions,
        "open": each.open,
        "right": each.right,
        "wrong": each.wrong,
        "undecided": each.undecided,
        "forecasts": each.forecasts,
        "brier_low": _rounded(each.brier.low) if each.brier else None,
        "brier_high": _rounded(each.brier.high) if each.brier else None,
    }


def _speaker(name: str) -> str | None:
    return None if name == "unknown" else namespaces.thing_iri(name)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def _rounded(number: Decimal) -> str:
    return f"{number.quantize(_DIGITS).normalize():f}"
