"""Says in plain words what a reading is: whose, of what, how much, and when."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph import namespaces
from claimgraph.assessment.claim_contents import Proposition
from claimgraph.assessment.gates import Gate
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.measurement_facts import find_publisher
from claimgraph.assessment.measurements import Measurement
from claimgraph.assessment.plain_figures import say_amount, say_figure
from claimgraph.assessment.propositions import list_measured
from claimgraph.assessment.readings import Reading
from claimgraph.assessment.verdicts import PropositionVerdict
from claimgraph.assessment.weighing import Side, side_of
from claimgraph.model import QuantityProposition

_SHOWN_THINGS = 2
_VERBS = {Side.FOR: "fits", Side.AGAINST: "does not fit"}


def name_measured(proposition: Proposition, knowledge: Knowledge) -> str:
    """What would have to be measured: "power capacity added (China, 2024)", "ChatBIT is based on Llama"."""
    metric, subjects, partners = list_measured(proposition)
    name = knowledge.names.get(metric, "what it says")
    things = [knowledge.names[iri] for iri in (*subjects, *partners) if iri in knowledge.names]
    if not isinstance(proposition, QuantityProposition):
        return " ".join([*things[:1], name, *things[1:]])
    more = [f"{len(things) - _SHOWN_THINGS} more"] if len(things) > _SHOWN_THINGS else []
    period = [proposition.period.text.replace("/", "–")] if proposition.period else []
    circumstances = ", ".join([*things[:_SHOWN_THINGS], *more, *period])
    return f"{name} ({circumstances})" if circumstances else name


def contrast_readings(part: PropositionVerdict, readings: Iterable[Reading], knowledge: Knowledge) -> str:
    """The first reading of each side, with what it says."""
    first: dict[Side, Reading] = {}
    for reading in readings:
        if side := side_of(reading):
            first.setdefault(side, reading)
    return "; ".join(
        f"{_say_reading(part, first[side], knowledge)} {_VERBS[side]}" for side in Side if side in first
    )


def list_readings(part: PropositionVerdict, readings: Iterable[Reading], knowledge: Knowledge) -> str:
    """The first reading, and how many more there are."""
    readings = list(readings)
    more = f" (and {len(readings) - 1} more)" if readings[1:] else ""
    return f"{_say_reading(part, readings[0], knowledge)}{more}" if readings else "nothing that was measured"


def _say_reading(part: PropositionVerdict, reading: Reading, knowledge: Knowledge) -> str:
    measurement = reading.measurement
    publisher = find_publisher(measurement, knowledge) or "A data set"
    definition = measurement.reading or knowledge.names.get(measurement.metric or "") or "what was measured"
    if not isinstance(part.proposition, QuantityProposition):
        statement = name_measured(part.proposition, knowledge)
        return f"{publisher}: {statement}, {definition}: {'yes' if measurement.holds else 'no'}"
    figure = {True: "yes", False: "no", None: ""}[measurement.holds] or say_figure(
        measurement.figure, measurement.unit
    )
    return f"{publisher}: {definition}, {figure}{_say_period(measurement)}{_describe_conversion(reading)}"


def _say_period(measurement: Measurement) -> str:
    """For when a figure holds; a date says so itself."""
    if measurement.period is None or measurement.period == measurement.figure.date_value:
        return ""
    return f" for {measurement.period.text.replace('/', '–')}"


def _describe_conversion(reading: Reading) -> str:
    """What money of one year is in another, if it was converted."""
    mark, measured = reading.mark(Gate.MONEY), reading.comparison.measured
    if mark is None or measured is None or reading.measurement.figure.value is None:
        return ""
    middle = (measured.low[0] + measured.high[0]) / 2
    return f" ({say_amount(middle, namespaces.unit_iri('unit:CCY_USD'))}, {mark.detail})"
