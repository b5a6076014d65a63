"""The verdict read otherwise: by each definition, with wider periods, prices as stated, other sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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


def list_variants(
    verdict: ClaimVerdict, contexts: Sequence[ReadingContext], knowledge: Knowledge
) -> list[Variant]:
    """The verdict under each variation that makes a difference to what is read."""
    return [
        *_vary_definition(verdict, knowledge),
        *_vary_readings(
            Axis.PERIOD, "a period within a year of the claimed one counts", widen_period, verdict, contexts
        ),
        *_vary_readings(Axis.PRICES, "prices as stated", take_prices_as_stated, verdict, contexts),
        *_vary_readings(
            Axis.SOURCES,
            "its own sources count as independent",
            lambda _, reading: trust_own_source(reading),
            verdict,
            contexts,
        ),
        *_vary_sources(verdict, contexts, knowledge),
    ]


def decide_with(
    verdict: ClaimVerdict, contexts: Iterable[ReadingContext], read_otherwise: ReadOtherwise
) -> Verdict:
    """The verdict on a claim with its readings taken otherwise."""
    verdicts = [
        find_part_row(
            context,
            [varied for reading in part.readings if (varied := read_otherwise(context, reading))],
            part.formulas,
        ).verdict
        for context, part in zip(contexts, verdict.propositions, strict=True)
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
    axis: Axis,
    name: str,
    read_otherwise: ReadOtherwise,
    verdict: ClaimVerdict,
    contexts: Sequence[ReadingContext],
) -> Iterator[Variant]:
    """The verdict with readings taken otherwise; none if that changes no reading."""
    pairs = zip(contexts, verdict.propositions, strict=True)
    if any(
        read_otherwise(context, reading) is not reading
        for context, part in pairs
        for reading in part.readings
    ):
        yield Variant(axis, name, decide_with(verdict, contexts, read_otherwise))


def _vary_sources(
    verdict: ClaimVerdict, contexts: Sequence[ReadingContext], knowledge: Knowledge
) -> Iterator[Variant]:
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
        yield Variant(Axis.SOURCES, name, decide_with(verdict, contexts, _keep(group)))


def _keep(group: Origins) -> ReadOtherwise:
    return lambda _, reading: None if group.isdisjoint(reading.origins) else reading
