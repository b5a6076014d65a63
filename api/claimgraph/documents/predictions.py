"""Predictions, how they stand, and how well their speakers foretold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pydantic import Field

from claimgraph import analysis, model, namespaces
from claimgraph.analysis import PredictionState
from claimgraph.assessment import PropositionVerdict, list_observations_used
from claimgraph.documents.comparisons import DecidedBy, describe_row
from claimgraph.documents.document import AboutClaim, Document
from claimgraph.documents.paths import page_path
from claimgraph.documents.rdf_fields import NOT_REVIEWED

_DECIMAL = "Decimals are JSON strings"
_DIGITS = Decimal("0.0001")
_UNKNOWN = "unknown"  # a speaker of whom nothing is known has no IRI


class PredictionUtterance(Document):
    """One occasion on which somebody made a prediction."""

    utterance: str = Field(description="IRI of the utterance")
    speaker: str | None = Field(description="IRI of the speaker; null: unknown")
    name: str = Field(description="The speaker as the source names them", examples=["Lin Junyang"])
    said: str | None = Field(description="When, in EDTF; null: unknown", examples=["2026-01-10"])
    modality: str = Field(description="Slug of the way it was put", examples=["probability"])
    probability_low: str | None = Field(description=f"Lowest probability given. {_DECIMAL}")
    probability_high: str | None = Field(description=f"Highest probability given. {_DECIMAL}")

    @property
    def path(self) -> str | None:
        """The page of the speaker."""
        return page_path(self.speaker) if self.speaker else None

    @property
    def probability(self) -> str:
        """As a page shows it; "" where none is given."""
        if self.probability_low is None and self.probability_high is None:
            return ""
        return range_text(self.probability_low or "0", self.probability_high or "1")


class PropositionDue(Document):
    """One part of a prediction."""

    proposition: str = Field(description="IRI of the part")
    due: date | None = Field(description="Its last day; null: none is stated")
    verdict: str = Field(description="Slug of the verdict", examples=["pending"])
    decided_by: DecidedBy = Field(description="The row that decided")


class Prediction(AboutClaim):
    """A claim about what was to come, and how it stands."""

    reviewed: bool = Field(description=NOT_REVIEWED)
    due: date | None = Field(
        description="Last day of the last part that lies ahead of the saying; null: none"
    )
    state: str = Field(description="open, came-true, did-not, or the verdict as it is", examples=["open"])
    verdict: str = Field(description="Slug of the verdict", examples=["pending"])
    decided_by: DecidedBy = Field(description="The row that decided on the whole")
    parts: list[PropositionDue] = Field(description="Its parts")
    checks: list[str] = Field(description="IRIs of the checks that found something")
    observations: list[str] = Field(description="IRIs of the observations that the verdict rests on")
    utterances: list[PredictionUtterance] = Field(description="Who said it when, by the day asked for")

    @property
    def path(self) -> str | None:
        return page_path(self.claim)


class SpeakerScore(Document):
    """How well a speaker predicted. Each prediction counts once."""

    speaker: str = Field(description="IRI of the speaker")
    name: str = Field(description="The speaker as a source names them")
    predictions: int = Field(description="Predictions made")
    open: int = Field(description="Not due yet")
    right: int = Field(description="Came true, or did not and had been denied")
    wrong: int = Field(description="The other way round")
    undecided: int = Field(description="Due or not, and nobody can tell; conditional ones among them")
    forecasts: int = Field(description="Utterances with a probability whose event was decided")
    brier_low: str | None = Field(
        description=f"Least mean Brier score, 0 best to 1 worst; null: no forecast. {_DECIMAL}"
    )
    brier_high: str | None = Field(
        description="Greatest mean Brier score: the same, unless a range of probabilities was given"
    )

    @property
    def path(self) -> str | None:
        return page_path(self.speaker)

    @property
    def brier(self) -> str:
        """As a page shows it; "" where there is none."""
        return range_text(self.brier_low, self.brier_high) if self.brier_low and self.brier_high else ""


class Predictions(Document):
    """The predictions that fit what was asked, soonest due first, with the scores they come to."""

    as_of: date = Field(description="Day whose knowledge all this rests on")
    total: int = Field(description="How many predictions there are", examples=[21])
    states: dict[str, int] = Field(description="How many stand how")
    predictions: list[Prediction] = Field(description="The predictions")
    scores: list[SpeakerScore] = Field(description="Of these predictions, by speaker")


def describe_predictions(
    predictions: Sequence[analysis.Prediction], as_of: date, speaker: str | None = None
) -> Predictions:
    """Predictions with the scores of their speakers, or of one, given by IRI."""
    counts = Counter(prediction.state for prediction in predictions)
    name = speaker and speaker.removeprefix(namespaces.ID)
    scores = analysis.score_speakers(predictions)
    return Predictions(
        as_of=as_of,
        total=len(predictions),
        states={str(state): counts[state] for state in PredictionState},
        predictions=[_describe_prediction(prediction) for prediction in predictions],
        scores=[_describe_score(score) for score in scores if name in (None, score.speaker)],
    )


def _describe_prediction(prediction: analysis.Prediction) -> Prediction:
    claim, verdict = prediction.content.claim, prediction.verdict
    return Prediction(
        claim=prediction.content.iri,
        identifier=claim.identifier,
        text=claim.text,
        reviewed=prediction.content.is_reviewed,
        due=prediction.due,
        state=prediction.state,
        verdict=verdict.verdict,
        decided_by=describe_row(verdict.row),
        parts=[_describe_part(part) for part in verdict.propositions],
        checks=list(verdict.evidence_queries),
        observations=list_observations_used(verdict),
        utterances=[_describe_utterance(utterance) for utterance in prediction.utterances],
    )


def _describe_part(part: PropositionVerdict) -> PropositionDue:
    return PropositionDue(
        proposition=part.iri, due=part.due_day, verdict=part.verdict, decided_by=describe_row(part.row)
    )


def _describe_utterance(utterance: model.Utterance) -> PredictionUtterance:
    return PredictionUtterance(
        utterance=namespaces.thing_iri(f"utterance/{utterance.id}"),
        speaker=None if utterance.speaker == _UNKNOWN else namespaces.thing_iri(utterance.speaker),
        name=utterance.speaker_as_printed,
        said=utterance.said.text if utterance.said else None,
        modality=utterance.modality,
        probability_low=_decimal_text(utterance.probability_low),
        probability_high=_decimal_text(utterance.probability_high),
    )


def _describe_score(score: analysis.SpeakerScore) -> SpeakerScore:
    """Scores have four decimal places."""
    return SpeakerScore(
        speaker=namespaces.thing_iri(score.speaker),
        name=score.name,
        predictions=score.predictions,
        open=score.open,
        right=score.right,
        wrong=score.wrong,
        undecided=score.undecided,
        forecasts=score.forecasts,
        brier_low=_decimal_text(score.brier.low.quantize(_DIGITS)) if score.brier else None,
        brier_high=_decimal_text(score.brier.high.quantize(_DIGITS)) if score.brier else None,
    )


def _decimal_text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def range_text(low: str, high: str) -> str:
    """A range, or the one figure that it is.

    >>> range_text("0", "0.04")
    '0 to 0.04'
    """
    return low if low == high else f"{low} to {high}"
