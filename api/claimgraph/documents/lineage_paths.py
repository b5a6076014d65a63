"""The ways back in a lineage: steps, chains to origins, and loops, with what changed on the way."""

from __future__ import annotations

from pydantic import Field

from claimgraph.analysis import lineage as analysis
from claimgraph.analysis.lineage import Aspect, FigureStatus, StepKind, StrengthChange
from claimgraph.documents.document import Document


class WordingShift(Document):
    """One thing that changed between two utterances, with both sides."""

    aspect: Aspect = Field(description="What changed", examples=["modality"])
    before: str | None = Field(description="In the earlier utterance; null: nothing", examples=["hedged"])
    after: str | None = Field(description="In the later one; null: nothing", examples=["asserted"])
    change: StrengthChange = Field(description="What that does to the claim")


class Wording(Document):
    """What a later utterance made of what an earlier one said."""

    change: StrengthChange = Field(
        description="All shifts in one word; unknown: one of the two was not seen, and nothing else differs"
    )
    aspects: list[Aspect] = Field(description="What changed, in the order of the shifts")
    shifts: list[WordingShift] = Field(description="Each change with both sides; empty where nothing changed")

    @property
    def hardens(self) -> bool:
        return any(shift.change is StrengthChange.HARDENED for shift in self.shifts)

    @property
    def is_change(self) -> bool:
        """True if more than the words changed."""
        return self.change not in _NO_CHANGE

    @property
    def summary(self) -> str:
        """The word for all shifts and what made it so, such as "altered: figure, period"."""
        decisive = [shift for shift in self.shifts if shift.change not in _NO_CHANGE]
        names = dict.fromkeys(shift.aspect.value for shift in decisive or self.shifts)
        return f"{self.change.value}: {', '.join(names)}" if names else self.change.value


_NO_CHANGE = (StrengthChange.UNCHANGED, StrengthChange.REWORDED, StrengthChange.UNKNOWN)


class LineageStep(Document):
    """From an utterance back to one that it repeats or quotes."""

    later: str = Field(description="IRI of the utterance that repeats or quotes")
    earlier: str = Field(description="IRI of the one that is repeated or quoted")
    how: StepKind = Field(description="derived: in other words; quoted: in its words")
    wording: Wording = Field(description="What changed from the earlier to the later")


class FigureAtOrigin(Document):
    """What became of a figure of the claim, seen from an origin."""

    proposition: str = Field(description="IRI of the claim's proposition")
    at_origin: FigureStatus = Field(description="Whether the claim made at the origin carries the figure")


class LineageChain(Document):
    """The shortest way from an utterance of the claim back to an origin."""

    utterances: list[str] = Field(description="IRIs, from the utterance of the claim to the origin")
    figures: list[FigureAtOrigin] = Field(description="The claim's figures; empty where it has none")
    without_figure: bool = Field(description="True: the origin lacks a figure of the claim")
    wording: Wording | None = Field(
        description="What changed from the origin to the utterance; null: they are the same"
    )

    @property
    def origin(self) -> str:
        return self.utterances[-1]

    @property
    def counts_something_else(self) -> bool:
        """True if a number is there at the origin, and counts something else."""
        return any(figure.at_origin is FigureStatus.OF_SOMETHING_ELSE for figure in self.figures)

    @property
    def has_another_number(self) -> bool:
        """True if the same thing is there at the origin with another number."""
        return any(figure.at_origin is FigureStatus.CHANGED for figure in self.figures)


class Loop(Document):
    """Utterances that each came from all the others."""

    utterances: list[str] = Field(description="IRIs")
    closed: bool = Field(description="True: nothing leads out of it, so that it hides any origin")


def describe_step(step: analysis.LineageStep) -> LineageStep:
    return LineageStep(
        later=step.later, earlier=step.earlier, how=step.how, wording=_describe_wording(step.wording)
    )


def describe_chain(chain: analysis.LineageChain) -> LineageChain:
    return LineageChain(
        utterances=list(chain.utterances),
        figures=[
            FigureAtOrigin(proposition=figure.proposition, at_origin=figure.at_origin)
            for figure in chain.figures
        ],
        without_figure=chain.without_figure,
        wording=_describe_wording(chain.wording) if chain.wording else None,
    )


def describe_loop(loop: analysis.Loop) -> Loop:
    return Loop(utterances=list(loop.utterances), closed=loop.closed)


def _describe_wording(wording: analysis.WordingChange) -> Wording:
    return Wording(
        change=wording.change,
        aspects=list(wording.aspects),
        shifts=[
            WordingShift(aspect=shift.aspect, before=shift.before, after=shift.after, change=shift.change)
            for shift in wording.shifts
        ],
    )
