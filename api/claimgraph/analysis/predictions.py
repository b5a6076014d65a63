"""Predictions: who made them, when they fall due, and how they turned out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from claimgraph import namespaces
from claimgraph.assessment import (
    Assessor,
    ClaimContent,
    ClaimVerdict,
    Knowledge,
    Policy,
    Verdict,
    exclusions,
    is_described,
    load_record,
)
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Utterance

PREDICTION_TYPE = "prediction"  # the slug of the claim type


class UnknownSpeakerError(ClaimgraphError):
    """The graph does not describe the speaker whose predictions were asked for."""

    def __init__(self, speaker: str) -> None:
        super().__init__(
            f"speaker: the graph says nothing about {speaker}. Write kind and id, such as person/… ."
        )


class PredictionState(StrEnum):
    """How a prediction stands: open, decided, or the verdict as it is."""

    OPEN = "open"
    CAME_TRUE = "came-true"
    DID_NOT_COME_TRUE = "did-not"
    MIXED = "mixed"
    DEPENDS_ON_DEFINITION = "depends-on-definition"
    UNRESOLVED = "unresolved"
    NOT_CHECKABLE = "not-checkable"


_STATES = {
    Verdict.PENDING: PredictionState.OPEN,
    Verdict.SUPPORTED: PredictionState.CAME_TRUE,
    Verdict.CONTRADICTED: PredictionState.DID_NOT_COME_TRUE,
}


@dataclass(frozen=True, slots=True)
class Prediction:
    """A claim of the type prediction, with its verdict and the utterances on record by the day of that."""

    verdict: ClaimVerdict
    utterances: tuple[Utterance, ...]

    @property
    def content(self) -> ClaimContent:
        return self.verdict.content

    @property
    def due(self) -> date | None:
        """The day on which its last part falls due; None if no part states one.

        A part that was due when the prediction was made predicts nothing: it describes the situation then.
        """
        first_day = self.content.first_said or date.min
        due_days = (part.due_day for part in self.verdict.propositions if part.due_day)
        return max((day for day in due_days if day > first_day), default=None)

    @property
    def state(self) -> PredictionState:
        verdict = self.verdict.verdict
        return _STATES.get(verdict) or PredictionState(verdict)

    @property
    def came_true(self) -> bool | None:
        """Whether it came true; None while that is open, and if it cannot be told."""
        return {PredictionState.CAME_TRUE: True, PredictionState.DID_NOT_COME_TRUE: False}.get(self.state)

    def has_speaker(self, name: str) -> bool:
        """True if the speaker with this kind and id, such as person/…, made it."""
        return any(utterance.speaker == name for utterance in self.utterances)


def find_predictions(
    knowledge: Knowledge,
    as_of: date,
    *,
    speaker: str | None = None,
    state: PredictionState | None = None,
    assessor: Assessor | None = None,
) -> list[Prediction]:
    """The predictions made by a day, as they stood then; those that fall due first come first.

    Args:
        knowledge: The generation.
        as_of: The day.
        speaker: The IRI of a speaker; None: all.
        state: Only predictions in this state; None: all.
        assessor: One of all claims, whose evidence is used again; None: the evidence is looked for anew.

    Raises:
        UnknownSpeakerError: The graph does not describe the speaker.
    """
    if speaker and not is_described(knowledge.store, speaker):
        raise UnknownSpeakerError(speaker)
    policy = Policy(as_of=as_of)
    predictions = _load_predictions(knowledge, policy, assessor or Assessor(knowledge, policy))
    return filter_predictions(predictions, speaker, state)


def filter_predictions(
    predictions: Iterable[Prediction], speaker: str | None = None, state: PredictionState | None = None
) -> list[Prediction]:
    """The predictions of a speaker, given by IRI, and in a state; those that fall due first come first."""
    name = speaker and speaker.removeprefix(namespaces.ID)
    matching = [
        prediction
        for prediction in predictions
        if state in (None, prediction.state) and (name is None or prediction.has_speaker(name))
    ]
    return sorted(matching, key=lambda prediction: (prediction.due or date.max, prediction.content.claim.id))


def _load_predictions(knowledge: Knowledge, policy: Policy, assessor: Assessor) -> Iterator[Prediction]:
    record = load_record(knowledge, policy.as_of, exclusions(knowledge, policy))
    for content in assessor.contents:
        if content.claim.claim_type == PREDICTION_TYPE and content.claim.id in record.claims_made:
            iris = set(record.utterances(content))
            yield Prediction(
                assessor.assess(content, policy.as_of),
                tuple(
                    utterance
                    for utterance in content.utterances
                    if namespaces.thing_iri(f"utterance/{utterance.id}") in iris
                ),
            )
