"""What goes with a verdict: how strong the evidence is, which way it leans, and why it is no other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from claimgraph.assessment.decision_table import Circumstances, DecisionRow
from claimgraph.assessment.gates import Standing
from claimgraph.assessment.provenance import count_independent
from claimgraph.assessment.readings import Reading
from claimgraph.assessment.weighing import EvidenceWeight, Side, side_of


class Strength(StrEnum):
    """How many independent origins a verdict rests on, and how near they stand to what they report."""

    LIMITED_INDIRECT = "limited, indirect"
    LIMITED = "limited"
    MEDIUM = "medium"
    ROBUST = "robust"


class LeanGround(StrEnum):
    """On what a lean rests."""

    OTHER_DEFINITIONS = "every other definition"
    WEAK = "one origin or proxies"
    SELF = "its own source"


class Reason(StrEnum):
    """Why a verdict is no other; the values are the terms of the vocabulary `reason`."""

    VALUE_JUDGEMENT = "value-judgement"
    COUNTERFACTUAL = "counterfactual"
    OPEN_FORECAST = "open-forecast"
    SELF_INCONSISTENT = "self-inconsistent"
    SELF_REPORTED = "self-reported"
    REVISED = "revised"
    WITHIN_UNCERTAINTY = "within-uncertainty"
    NO_MEASUREMENT = "no-measurement"
    NO_METRIC = "no-metric"
    NO_SOURCE = "no-source"


@dataclass(frozen=True, slots=True)
class Lean:
    """The side to which an undecided proposition leans, and on what ground."""

    side: Side
    ground: LeanGround


_DECIDING = {"D3": Standing.DECIDES, "D4": Standing.DECIDES, "D5": Standing.DECIDES, "D7": Standing.READS}
_SIDES = {"D4": Side.AGAINST, "D5": Side.FOR}
_STRENGTHS = tuple(Strength)
_ROBUST, _MEDIUM = 3, 2  # independent origins


def deciding_readings(row: DecisionRow[Circumstances], readings: Iterable[Reading]) -> list[Reading]:
    """The readings on which a verdict by this row rests; none if the row rests on no reading."""
    standing, wanted = _DECIDING.get(row.number), _SIDES.get(row.number)
    return [
        reading
        for reading in readings
        if reading.standing is standing and (side := side_of(reading)) and wanted in (None, side)
    ]


def find_strength(deciding: list[Reading]) -> Strength | None:
    """How strong the evidence is; None if nothing decides. One step less where all of it is second-hand."""
    if not deciding:
        return None
    origins = count_independent(reading.origins for reading in deciding)
    level = 3 if origins >= _ROBUST else 2 if origins >= _MEDIUM else 1
    is_second_hand = all(_is_second_hand(reading) for reading in deciding)
    return _STRENGTHS[level - is_second_hand]


def find_lean(row: DecisionRow[Circumstances], weight: EvidenceWeight) -> Lean | None:
    """Where an undecided or pending proposition leans; None if nowhere."""
    if row.number == "D8" and weight.reading_side:
        return Lean(weight.reading_side, LeanGround.OTHER_DEFINITIONS)
    if row.number in ("D6", "D9"):
        side = weight.reading_side or weight.proxy_side
        return Lean(side, LeanGround.WEAK) if side else None
    if row.number == "D10" and weight.own_side:
        return Lean(weight.own_side, LeanGround.SELF)
    return None


def find_reason(
    row: DecisionRow[Circumstances], case: Circumstances, *, has_metric: bool, has_source: bool
) -> Reason | None:
    """Why the verdict is no other; None where the readings themselves are the reason.

    `has_metric`: something of it is structured. `has_source`: somebody publishes such figures at all.
    """
    if row.number == "D11":
        return _find_reason_for_nothing(case.weight, has_metric=has_metric, has_source=has_source)
    if row.number == "D1":
        return _find_reason_not_to_check(case)
    return {"D2": Reason.SELF_INCONSISTENT, "D10": Reason.SELF_REPORTED}.get(row.number)


def _find_reason_not_to_check(case: Circumstances) -> Reason:
    if case.is_value_judgement:
        return Reason.VALUE_JUDGEMENT
    return Reason.COUNTERFACTUAL if case.is_counterfactual else Reason.OPEN_FORECAST


def _find_reason_for_nothing(weight: EvidenceWeight, *, has_metric: bool, has_source: bool) -> Reason:
    if weight.has_revision:
        return Reason.REVISED
    if weight.has_overlap:
        return Reason.WITHIN_UNCERTAINTY
    if not has_metric:
        return Reason.NO_METRIC
    return Reason.NO_MEASUREMENT if has_source else Reason.NO_SOURCE


def _is_second_hand(reading: Reading) -> bool:
    return bool(reading.tiers) and not {"primary", "official"} & set(reading.tiers)
