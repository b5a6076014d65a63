"""What a verdict hangs on: every way to read the claim, the smallest loss, and the turning figures."""

from __future__ import annotations

from pydantic import Field

from claimgraph.assessment import Axis, Bound, Knowledge, Side, Verdict, find_publisher
from claimgraph.assessment import Sensitivity as ComputedSensitivity
from claimgraph.assessment import SmallestLoss as ComputedLoss
from claimgraph.assessment import Specification as ComputedSpecification
from claimgraph.assessment import TurningFigure as ComputedTurningFigure
from claimgraph.assessment import Variant as ComputedVariant
from claimgraph.documents.document import AboutClaim, Document
from claimgraph.documents.verdicts import Policy, describe_policy
from claimgraph.model import QuantityProposition
from claimgraph.namespaces import unit_iri
from claimgraph.quantities import DefinitionRelation, Interval

_HOLDS = {Side.FOR: True, Side.AGAINST: False, None: None}


class Specification(Document):
    """One way to read a part of the claim: one definition, period, price year and set of sources."""

    proposition: str = Field(description="IRI of the part")
    definition: DefinitionRelation = Field(description="How the measured metric relates to the claimed one")
    metric: str | None = Field(description="IRI of the measured metric")
    name: str = Field(description="What was measured or counted, in words")
    period: str | None = Field(
        description="Measured period, in EDTF, or that figures for parts of the period, or for longer ones, "
        "bound it; null: it makes no difference"
    )
    prices: str | None = Field(description="How money was converted, in words; null: it is as stated")
    is_own: bool = Field(description="True if it comes from where the claim comes from")
    sources: list[str] = Field(description="Who publishes it, by name")
    found: list[str] = Field(description="Intervals that were found, as compared")
    unit: str | None = Field(description="IRI of their unit; null: the base unit of both figures")
    holds: bool | None = Field(description="True if the claim holds when read so; null: that stays open")
    counts: bool = Field(description="True if it counts in the verdict by the rules")
    used: list[str] = Field(description="IRIs of what it rests on")


class Variant(Document):
    """The verdict if one thing were read otherwise."""

    axis: Axis = Field(description="What is varied")
    name: str = Field(description="IRI of the metric taken as the claim's own; else what is done, in words")
    verdict: Verdict = Field(description="The verdict then")


class SmallestLoss(Document):
    """The fewest pieces of evidence without which the verdict would be another."""

    pieces: list[list[str]] = Field(
        description="IRIs of what is lost, piece by piece; empty: no loss was found that changes the verdict"
    )
    verdict: Verdict | None = Field(description="The verdict without them")
    is_exact: bool = Field(description="True if no smaller loss changes it; false: this is an upper bound")
    searched: int = Field(description="Every loss of up to that many pieces was tried")
    piece_count: int = Field(description="How many pieces of evidence count in the verdict")


class TurningFigure(Document):
    """A claimed figure beyond which a part would have another verdict."""

    proposition: str = Field(description="IRI of the part")
    bound: Bound = Field(description="Which number of the claim is varied")
    figure: str = Field(
        description="The figure, in the claim's unit, to the last digit", examples=["13630.5"]
    )
    unit: str = Field(description="Unit of the claim", examples=["unit:PERCENT"])
    is_above: bool = Field(description="True if the other verdict holds above the figure, false: below it")
    is_included: bool = Field(description="True if it holds at the figure itself, too")
    verdict: Verdict = Field(description="The verdict on the part beyond the figure")


class Sensitivity(AboutClaim):
    """What the verdict on a claim hangs on, computed for this answer."""

    verdict: Verdict = Field(description="The verdict by the rules")
    policy: Policy = Field(description="What it may rest on")
    true_in: int = Field(description="In how many readings the claim is true")
    false_in: int = Field(description="In how many it is false")
    open_in: int = Field(description="In how many what was measured leaves it open")
    readings: list[Specification] = Field(description="Every way to read it of which something was measured")
    variants: list[Variant] = Field(description="The verdict if one thing were read otherwise")
    loss: SmallestLoss = Field(description="The smallest loss of evidence that changes the verdict")
    turning_figures: list[TurningFigure] = Field(description="The nearest figures at which a verdict turns")

    @property
    def summary(self) -> str:
        """In how many of its readings the claim is true, in words."""
        if not self.readings:
            return "nothing was measured that it can be read as"
        readings = f"true in {self.true_in} of {len(self.readings)} readings"
        return f"{readings}, false in {self.false_in}, open in {self.open_in}"


def describe_sensitivity(sensitivity: ComputedSensitivity, knowledge: Knowledge) -> Sensitivity:
    """What a verdict hangs on, field by field."""
    verdict, counts = sensitivity.verdict, sensitivity.side_counts
    claim = verdict.content.claim
    units = {
        part.iri: part.proposition.unit
        for part in verdict.propositions
        if isinstance(part.proposition, QuantityProposition)
    }
    return Sensitivity(
        claim=verdict.content.iri,
        identifier=claim.identifier,
        text=claim.text,
        verdict=verdict.verdict,
        policy=describe_policy(verdict.policy),
        true_in=counts[Side.FOR],
        false_in=counts[Side.AGAINST],
        open_in=counts[None],
        readings=[
            _describe_specification(specification, units.get(specification.key.proposition), knowledge)
            for specification in sensitivity.specifications
        ],
        variants=[_describe_variant(variant) for variant in sensitivity.variants],
        loss=_describe_loss(sensitivity.loss),
        turning_figures=[
            _describe_turning_figure(turning, units[turning.proposition])
            for turning in sensitivity.turning_figures
        ],
    )


def _describe_specification(
    specification: ComputedSpecification, claimed_unit: str | None, knowledge: Knowledge
) -> Specification:
    key, readings = specification.key, specification.readings
    unit = readings[0].measured.unit.name if readings[0].measured else None
    is_claimed = claimed_unit is not None and unit == unit_iri(claimed_unit)
    publishers = {find_publisher(reading.measurement, knowledge) for reading in readings}
    return Specification(
        proposition=key.proposition,
        definition=readings[0].definition,
        metric=key.metric,
        name=key.counted or knowledge.names.get(key.metric or "") or "what was measured",
        period=key.period,
        prices=key.prices,
        is_own=key.is_own,
        sources=sorted(publisher for publisher in publishers if publisher),
        found=sorted({str(interval) for reading in readings if (interval := reading.comparison.measured)}),
        unit=unit if is_claimed else None,
        holds=_HOLDS[specification.side],
        counts=specification.counts,
        used=sorted({iri for reading in readings for iri in reading.measurement.rests_on}),
    )


def _describe_variant(variant: ComputedVariant) -> Variant:
    return Variant(axis=variant.axis, name=variant.name, verdict=variant.verdict)


def _describe_loss(loss: ComputedLoss) -> SmallestLoss:
    return SmallestLoss(
        pieces=[sorted(piece) for piece in loss.pieces],
        verdict=loss.verdict,
        is_exact=loss.is_exact,
        searched=loss.searched,
        piece_count=loss.piece_count,
    )


def _describe_turning_figure(turning: ComputedTurningFigure, unit: str) -> TurningFigure:
    return TurningFigure(
        proposition=turning.proposition,
        bound=turning.bound,
        figure=str(Interval.point(turning.figure)),
        unit=unit,
        is_above=turning.is_above,
        is_included=turning.is_included,
        verdict=turning.verdict,
    )
