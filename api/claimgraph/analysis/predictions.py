"""Predictions: who foretold what, when it falls due, and how it turned out, by which check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from claimgraph import namespaces
from claimgraph.assessment import (
    ClaimContent,
    ClaimVerdict,
    Knowledge,
    Policy,
    Verdict,
    assess_claims,
    exclusions,
    is_described,
    load_record,
)
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Utterance

PREDICTION_TYPE = "prediction"  # the claim type


class UnknownSpeakerError(ClaimgraphError):
    """Predictions were asked for of somebody whom the graph does not know."""

    def __init__(self, speaker: str) -> None:
        super().__init__(f"speaker: the graph says nothing about {speaker}. Write kind and id, as person/… .")


class PredictionState(StrEnum):
    """How a prediction stands: what its verdict means for it."""

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
    """A claim of the type prediction, its verdict, and the utterances that stand and were made by then."""

    assessment: ClaimVerdict
    utterances: tuple[Utterance, ...]

    @property
    def content(self) -> ClaimContent:
        return self.assessment.content

    @property
    def due(self) -> date | None:
        """The day on which the last of its parts falls due; None where none says when.

        A part due by the day of the saying is no forecast: it says where things stood.
        """
        start = self.content.first_said or date.min
        days = (part.due_day for part in self.assessment.propositions if part.due_day)
        return max((day for day in days if day > start), default=None)

    @property
    def state(self) -> PredictionState:
        verdict = self.assessment.verdict
        return _STATES.get(verdict) or PredictionState(verdict)

    @property
    def came_true(self) -> bool | None:
        """Whether it came true; None while that is open, and where it cannot be told."""
        return {PredictionState.CAME_TRUE: True, PredictionState.DID_NOT_COME_TRUE: False}.get(self.state)

    def has_speaker(self, speaker: str) -> bool:
        return any(each.speaker == speaker for each in self.utterances)


def find_predictions(
    knowledge: Knowledge, as_of: date, *, speaker: str | None = None, state: PredictionState | None = None
) -> list[Prediction]:
    """Predictions made by a day, as they stood then; those that fall due first come first.

    Args:
        knowledge: The graph.
        as_of: The day.
        speaker: The IRI of one; left out: whoever made them.
        state: Only those that stand so.

    Raises:
        UnknownSpeakerError: The graph does not know the speaker.
    """
    if speaker and not is_described(knowledge.store, speaker):
        raise UnknownSpeakerError(speaker)
    return filter_predictions(_all(knowledge, as_of), speaker, state)


def filter_predictions(
    predictions: Iterable[Prediction], speaker: str | None = None, state: PredictionState | None = None
) -> list[Prediction]:
    """Those by a speaker, those that stand so; those that fall due first come first."""
    name = speaker and speaker.removeprefix(namespaces.ID)
    kept = (each for each in predictions if state in (None, each.state))
    said = [each for each in kept if name is None or each.has_speaker(name)]
    return sorted(said, key=lambda each: (each.due or date.max, each.content.claim.id))


def _all(knowledge: Knowledge, as_of: date) -> Iterable[Prediction]:
    policy = Policy(as_of=as_of)
    on_record = load_record(knowledge, as_of, exclusions(knowledge, policy))
    for each in assess_claims(knowledge, policy):
        content = each.content
        if content.claim.claim_type == PREDICTION_TYPE and content.claim.id in on_record.claims_made:
            stand = set(on_record.utterances(content))
            said = (one for one in content.utterances if namespaces.thing_iri(f"utterance/{one.id}") in stand)
            yield Prediction(each, tuple(said))
