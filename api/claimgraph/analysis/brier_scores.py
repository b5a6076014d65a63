"""How well speakers foretold: Brier scores where they gave probabilities, counts for all.

Source: G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather
Review 78 (1950), 1-3, https://doi.org/10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2. His score adds
up what comes true and what does not, so that it runs from 0 to 2; ours, as is usual for events that
either come or do not, counts the one side and is half of his: from 0, the best, to 1.
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
_UNKNOWN = "unknown"  # whoever that was: not one speaker


@dataclass(frozen=True, slots=True)
class ScoreRange:
    """The least and the greatest a score can be."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerScore:
    """Of one speaker. Each prediction counts once; `undecided` are those that are neither open nor decided.

    `forecasts`: utterances with a probability whose event was decided. `brier`: their mean score.
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


def brier_score(utterance: Utterance, *, came_true: bool) -> ScoreRange | None:
    """The score of one forecast: (p - 1)² if the event came, p² if not. None where no probability is given.

    A probability given as a range has a score that is a range, from both of its ends: its middle
    would be a figure that nobody gave. An end that is left open is 0 or 1.
    """
    low, high = utterance.probability_low, utterance.probability_high
    if low is None and high is None:
        return None
    ends = (low or Decimal(0)), (_ONE if high is None else high)
    found = sorted((_ONE - each if came_true else each) ** 2 for each in ends)
    return ScoreRange(*found)


def score_speakers(predictions: Iterable[Prediction]) -> list[SpeakerScore]:
    """One score per speaker, by kind and id of the speaker."""
    by_speaker: dict[str, list[tuple[Prediction, list[Utterance]]]] = defaultdict(list)
    for prediction in predictions:
        for speaker, said in _forecasts(prediction).items():
            by_speaker[speaker].append((prediction, said))
    return [_score(speaker, made) for speaker, made in sorted(by_speaker.items())]


def _forecasts(prediction: Prediction) -> dict[str, list[Utterance]]:
    """What each speaker foretold on their own account, before the day came; earliest first."""
    found: dict[str, list[Utterance]] = defaultdict(list)
    for each in sorted(prediction.utterances, key=lambda each: (_first_day(each), each.id)):
        late = prediction.due is not None and date.max > _first_day(each) > prediction.due
        if each.speaker != _UNKNOWN and each.modality != "reported" and not late:
            found[each.speaker].append(each)
    return found


def _score(speaker: str, made: list[tuple[Prediction, list[Utterance]]]) -> SpeakerScore:
    outcomes = [_outcome(prediction, said[0]) for prediction, said in made]
    states = [prediction.state for prediction, _ in made]
    is_open = states.count(PredictionState.OPEN)
    each = list(_scored(made))
    return SpeakerScore(
        speaker=speaker,
        name=made[0][1][0].speaker_as_printed,
        open=is_open,
        right=outcomes.count(True),
        wrong=outcomes.count(False),
        undecided=outcomes.count(None) - is_open,
        forecasts=len(each),
        brier=_mean(each) if each else None,
    )


def _outcome(prediction: Prediction, said: Utterance) -> bool | None:
    """Whether the speaker was right. Nobody tells here whether the condition of a conditional was met."""
    if prediction.came_true is None or said.modality == "conditional":
        return None
    return prediction.came_true != (said.modality == "denial")


def _scored(made: list[tuple[Prediction, list[Utterance]]]) -> Iterator[ScoreRange]:
    for prediction, said in made:
        for each in said:
            if prediction.came_true is not None and each.modality != "conditional":
                score = brier_score(each, came_true=prediction.came_true)
                yield from [score] if score else []


def _mean(found: list[ScoreRange]) -> ScoreRange:
    ends = zip(*((each.low, each.high) for each in found), strict=True)
    return ScoreRange(*(sum(some, Decimal()) / len(found) for some in ends))


def _first_day(said: Utterance) -> date:
    return (said.said and said.said.earliest) or date.max
