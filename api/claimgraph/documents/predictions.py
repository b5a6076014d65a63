"""Predictions, how they stand, and how well their speakers foretold, as the API tells it."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from claimgraph.documents.comparisons import DecidedBy
from claimgraph.documents.from_rdf import Document
from claimgraph.documents.paths import page_path

_DECIMAL = "Decimals are JSON strings"


class Foretold(Document):
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


class PartDue(Document):
    """One part of a prediction."""

    proposition: str = Field(description="IRI of the part")
    due: date | None = Field(description="Its last day; null: none is stated")
    verdict: str = Field(description="Slug of the verdict", examples=["pending"])
    decided_by: DecidedBy = Field(description="The row that decided")


class Prediction(Document):
    """A claim about what was to come, and how it stands."""

    claim: str = Field(description="IRI of the claim")
    identifier: str = Field(description="Identifier in the source tables", examples=["C147"])
    text: str = Field(description="Our paraphrase")
    due: date | None = Field(
        description="Last day of the last part that lies ahead of the saying; null: none"
    )
    state: str = Field(description="open, came-true, did-not, or the verdict as it is", examples=["open"])
    verdict: str = Field(description="Slug of the verdict", examples=["pending"])
    decided_by: DecidedBy = Field(description="The row that decided on the whole")
    parts: list[PartDue] = Field(description="Its parts")
    checks: list[str] = Field(description="IRIs of the checks that found something")
    observations: list[str] = Field(description="IRIs of the observations that the verdict rests on")
    utterances: list[Foretold] = Field(description="Who said it when, by the day asked for")

    @property
    def path(self) -> str | None:
        return page_path(self.claim)


class SpeakerScore(Document):
    """How well a speaker foretold. Each prediction counts once."""

    speaker: str = Field(description="IRI of the speaker")
    name: str = Field(description="The speaker as a source names them")
    predictions: int = Field(description="Predictions made, all told")
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


def range_text(low: str, high: str) -> str:
    """A range, or the one figure that it is.

    >>> between("0", "0.04")
    '0 to 0.04'
    """
    return low if low == high else f"{low} to {high}"
