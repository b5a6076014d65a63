"""How well speakers predicted: Brier scores where they gave probabilities, counts for all.

Source: G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather
Review 78 (1950), 1-3, https://doi.org/10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2. His score adds up
both outcomes and runs from 0 to 2. Ours counts only that the event comes true, as is usual for events
with two outcomes: it is half of his and runs from 0, the best, to 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claimgraph.analysis.predictions import Prediction, PredictionState
from claimgraph.model import Utterance

_ONE = Decimal(1)
_UNKNOWN = "unknown"  # may be anybody, so it is not one speaker


@dataclass(frozen=True, slots=True)
class ScoreRange:
    """The least and the greatest that a score can be."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerScore:
    """How a speaker's predictions turned out. Each prediction counts once.

    `undecided` counts predictions that are neither open nor right nor wrong; `forecasts` counts
    utterances with a probability whose event is decided, and `brier` is their mean score.
    """

    speaker: str
    name: str
    open: int
    right: int
    wrong: int
    undecided: int
    forecasts: int
    brier: ScoreRange | None

    @property
    def predictions(self) -> int:
        return self.open + self.right + self.wrong + self.undecided


@dataclass(frozen=True, slots=True)
class Forecast:
    """A prediction, and the utterances in which one speaker made it; the earliest first."""

    prediction: Prediction
    utterances: list[Utterance]

    @property
    def is_right(self) -> bool | None:
        """Whether the speaker was right; None if undecided. Nobody tells here whether a condition was met."""
        came_true, modality = self.prediction.came_true, self.utterances[0].modality
        if came_true is None or modality == "conditional":
            return None
        return came_true != (modality == "denial")

    @property
    def brier_scores(self) -> Iterator[ScoreRange]:
        """The scores of the utterances with a probability, if the event is decided."""
        came_true = self.prediction.came_true
        if came_true is None:
            return
        for utterance in self.utterances:
            score = brier_score(utterance, came_true=came_true)
            if score and utterance.modality != "conditional":
                yield score


def brier_score(utterance: Utterance, *, came_true: bool) -> ScoreRange | None:
    """The score of one utterance: (p - 1)² if the event came true, p² if not; None without a probability.

    A range of probabilities scores as a range, from both of its ends: nobody gave the number in its
    middle. An open end is 0 or 1.
    """
    low, high = utterance.probability_low, utterance.probability_high
    if low is None and high is None:
        return None
    ends = low or Decimal(0), _ONE if high is None else high
    return ScoreRange(*sorted((_ONE - end if came_true else end) ** 2 for end in ends))


def score_speakers(predictions: Iterable[Prediction]) -> list[SpeakerScore]:
    """One score for each known speaker, sorted by kind and id of the speaker."""
    by_speaker: dict[str, list[Forecast]] = defaultdict(list)
    for prediction in predictions:
        for speaker, utterances in _utterances_by_speaker(prediction).items():
            by_speaker[speaker].append(Forecast(prediction, utterances))
    return [_score(speaker, by_speaker[speaker]) for speaker in sorted(by_speaker)]


def _utterances_by_speaker(prediction: Prediction) -> dict[str, list[Utterance]]:
    """The utterances with which speakers predicted on their own account, before the day came."""
    by_speaker: dict[str, list[Utterance]] = defaultdict(list)
    for utterance in sorted(
        prediction.utterances, key=lambda utterance: (_first_day(utterance), utterance.id)
    ):
        is_late = prediction.due is not None and date.max > _first_day(utterance) > prediction.due
        if utterance.speaker != _UNKNOWN and utterance.modality != "reported" and not is_late:
            by_speaker[utterance.speaker].append(utterance)
    return by_speaker


def _score(speaker: str, forecasts: list[Forecast]) -> SpeakerScore:
    outcomes = [forecast.is_right for forecast in forecasts]
    states = [forecast.prediction.state for forecast in forecasts]
    scores = [score for forecast in forecasts for score in forecast.brier_scores]
    open_count = states.count(PredictionState.OPEN)
    return SpeakerScore(
        speaker=speaker,
        name=forecasts[0].utterances[0].speaker_as_printed,
        open=open_count,
        right=outcomes.count(True),
        wrong=outcomes.count(False),
        undecided=outcomes.count(None) - open_count,
        forecasts=len(scores),
        brier=_mean(scores) if scores else None,
    )


def _mean(scores: list[ScoreRange]) -> ScoreRange:
    low = sum((score.low for score in scores), Decimal())
    high = sum((score.high for score in scores), Decimal())
    return ScoreRange(low / len(scores), high / len(scores))


def _first_day(utterance: Utterance) -> date:
    return (utterance.said and utterance.said.earliest) or date.max
