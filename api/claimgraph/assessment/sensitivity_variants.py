"""The verdict read otherwise: by each definition, with wider periods, prices as stated, other sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from claimgraph.assessment.decision_table import Verdict
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.measurement_facts import find_publisher
from claimgraph.assessment.provenance import Origins, group_origins
from claimgraph.assessment.readings import Reading, ReadingContext
from claimgraph.assessment.varied_readings import (
    is_possible_reading,
    take_prices_as_stated,
    trust_own_source,
    widen_period,
)
from claimgraph.assessment.verdicts import ClaimVerdict, decide_claim, find_claim_row, find_part_row
from claimgraph.assessment.weighing import side_of

_MOST_GROUPS = 20  # of sources that are taken alone
ReadOtherwise = Callable[[ReadingContext, Reading], Reading | None]  # None: the reading is left out


class Axis(StrEnum):
    """What of the reading is varied."""

    DEFINITION = "definition"
    PERIOD = "period"
    PRICES = "prices"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Variant:
    """The verdict if one thing were read otherwise. `name`: a metric by IRI, or what is done, in words."""

    axis: Axis
    name: str
    verdict: Verdict


def list_variants(verdict: ClaimVerdict, knowledge: Knowledge) -> list[Variant]:
    """The verdict under each variation that makes a difference to what is read."""
    return [
        *_vary_definition(verdict, knowledge),
        *_vary_readings(
            Axis.PERIOD, "a period within a year of the claimed one counts", widen_period, verdict
        ),
        *_vary_readings(Axis.PRICES, "prices as stated", take_prices_as_stated, verdict),
        *_vary_readings(
            Axis.SOURCES,
            "its own sources count as independent",
            lambda _, reading: trust_own_source(reading),
            verdict,
        ),
        *_vary_sources(verdict, knowledge),
    ]


def decide_with(verdict: ClaimVerdict, read_otherwise: ReadOtherwise) -> Verdict:
    """The verdict on a claim with its readings taken otherwise."""
    verdicts = [
        find_part_row(
            part.context,
            [varied for reading in part.readings if (varied := read_otherwise(part.context, reading))],
            part.formulas,
        ).verdict
        for part in verdict.propositions
    ]
    return find_claim_row(verdict.content, verdict.policy, verdicts).verdict


def _vary_definition(verdict: ClaimVerdict, knowledge: Knowledge) -> Iterator[Variant]:
    """The verdict with each metric that was measured taken as the claim's own."""
    metrics = dict.fromkeys(
        reading.measurement.metric
        for part in verdict.propositions
        for reading in part.readings
        if is_possible_reading(reading) and reading.measurement.metric
    )
    for metric in metrics:
        policy = replace(verdict.policy, definition=metric)
        varied = decide_claim(verdict.content, policy, verdict.measurements, knowledge)
        yield Variant(Axis.DEFINITION, metric, varied.verdict)


def _vary_readings(
    axis: Axis, name: str, read_otherwise: ReadOtherwise, verdict: ClaimVerdict
) -> Iterator[Variant]:
    """The verdict with readings taken otherwise; none if that changes no reading."""
    if any(
        read_otherwise(part.context, reading) is not reading
        for part in verdict.propositions
        for reading in part.readings
    ):
        yield Variant(axis, name, decide_with(verdict, read_otherwise))


def _vary_sources(verdict: ClaimVerdict, knowledge: Knowledge) -> Iterator[Variant]:
    """The verdict with what comes from one group of common origin alone, if there are several."""
    readings = [
        reading
        for part in verdict.propositions
        for reading in part.readings
        if is_possible_reading(reading) and side_of(reading)
    ]
    groups = group_origins(reading.origins for reading in readings)
    for group in groups[:_MOST_GROUPS] if len(groups) > 1 else ():
        publishers = {
            find_publisher(reading.measurement, knowledge) or "a data set"
            for reading in readings
            if not group.isdisjoint(reading.origins)
        }
        name = f"only {', '.join(sorted(publishers))}"
        yield Variant(Axis.SOURCES, name, decide_with(verdict, _keep(group)))


def _keep(group: Origins) -> ReadOtherwise:
    return lambda _, reading: None if group.isdisjoint(reading.origins) else reading
