"""Claims with their content, and the utterances that express them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from claimgraph.model import Claim, QuantityProposition, Record, RelationProposition, Utterance
from synthetic import dates
from synthetic.cells import drawn, text
from synthetic.quantities import conflicting, converted, other_period, quantity
from synthetic.sources import in_source, issued, observation
from synthetic.world import World

LONGER = 0.2  # how often a report rests on a report: none is shipped yet, and queries must follow them
_SHARED = ("metric", "subjects", "partners", "value", "low", "high", "date_value", "unit", "period")


def claims(world: World) -> Iterator[Record]:
    for number in range(world.claims):
        yield from claim(world, number)


def quantity_propositions(world: World) -> Iterator[QuantityProposition]:
    """The figures that the claims assert, the same as among `claims`, without the rest."""
    for number in range(world.claims):
        yield from _quantities(world, number, world.dice("claim", number))


def claim(world: World, number: int) -> Iterator[Record]:
    """A claim, what it says, and who says it."""
    dice = world.dice("claim", number)
    content: list[Record] = [*_quantities(world, number, dice), *_relations(world, number, dice)]
    yield _claim(world, number, dice, content)
    yield from content
    yield from _utterances(world, number, dice)


def _claim(world: World, number: int, dice: Random, content: list[Record]) -> Claim:
    own = {"id": f"synthetic-{number}", "identifier": f"C{number}", "language": "en", "sensitive": False}
    fields = drawn(world, Claim, dice, **own)
    subjects = [each for proposition in content for each in _subjects(proposition)]
    fields["about"] = tuple(dict.fromkeys([*fields["about"], *subjects]))
    fields["text"] = f"Synthetic claim {number}: {fields['text']}"
    if not content:
        fields["left_unstructured"] = text(dice, 60)
    return Claim(**fields)


def _subjects(proposition: Any) -> tuple[str, ...]:
    found = proposition.subjects if isinstance(proposition, QuantityProposition) else (proposition.subject,)
    return tuple(each for each in found if "/" in each)


def restated(world: World, number: int, place: int) -> tuple[int, bool] | None:
    """Which observation a claim's proposition is about, and whether with the same figure."""
    dice, shares = world.dice("restated", f"{number}-{place}"), world.shipped.restated
    if dice.random() >= shares["share"]:
        return None
    return dice.randrange(world.size("Observation")), dice.random() < shares["same_figure"]


def _quantities(world: World, number: int, dice: Random) -> Iterator[QuantityProposition]:
    for place in range(world.shipped.per_claim["QuantityProposition"].number(dice)):
        about = restated(world, number, place)
        fields = quantity(world, dice) if about is None else _restating(world, dice, *about)
        own = {"id": f"synthetic-{number}-q{place}", "claim": f"synthetic-{number}"}
        yield QuantityProposition(**drawn(world, QuantityProposition, dice, **own, **fields))


def _restating(world: World, dice: Random, measured: int, same: bool) -> dict[str, Any]:  # noqa: FBT001
    fields = {name: getattr(observation(world, measured), name) for name in _SHARED}
    if dice.random() >= world.shipped.restated["same_period"]:
        fields["period"] = other_period(dice, fields["period"])
    return converted(world, dice, fields) if same else conflicting(world, dice, fields)


def _relations(world: World, number: int, dice: Random) -> Iterator[RelationProposition]:
    for place in range(world.shipped.per_claim["RelationProposition"].number(dice)):
        kind, predicate, other = world.shipped.relations.draw(dice).split()
        subject = world.thing(dice, kind)
        own = {"id": f"synthetic-{number}-r{place}", "claim": f"synthetic-{number}", "subject": subject}
        own |= {"predicate": predicate, "object": world.other(dice, other, subject)}
        yield RelationProposition(**drawn(world, RelationProposition, dice, **own))


def _utterances(world: World, number: int, dice: Random) -> Iterator[Utterance]:
    """One utterance, or a chain in one source: the first reports the second, and so on."""
    source = in_source(world, dice, number)
    known = issued(world, source)
    said = (known.earliest or known.latest if known else None) or dates.day(dice)
    last = world.shipped.per_claim["Utterance"].number(dice) - 1
    while last and dice.random() < LONGER:
        last += 1
    for place in range(last + 1):
        said = dates.before(dice, said)
        own = {
            "id": f"synthetic-{number}-{place}",
            "claim": f"synthetic-{number}",
            "source": f"synthetic-{source}",
        }
        link = _link(world, dice, f"synthetic-{number}-{place + 1}" if place < last else None)
        yield _utterance(world, dice, said, own | link)


def _link(world: World, dice: Random, origin: str | None) -> dict[str, Any]:
    """How an utterance leads to the one it reports."""
    columns = world.shipped.columns["Utterance"]
    quoted = columns["quoted_from"].filled
    link: dict[str, Any] = {"derived_from": (), "quoted_from": ()}
    if origin is None:
        return link
    if dice.random() < quoted / (quoted + columns["derived_from"].filled):
        return link | {"quoted_from": (origin,)}
    return link | {"derived_from": (origin,), "modality": "reported"}


def _utterance(world: World, dice: Random, said: date, own: dict[str, Any]) -> Utterance:
    cells = world.shipped.columns["Utterance"]["said"]
    assert cells.values is not None
    day = dates.period(dice, cells.values.draw(dice), said) if dice.random() < cells.filled else None
    fields = drawn(world, Utterance, dice, **own, said=day)
    return Utterance(**fields | _modal(dice, fields["modality"]))


def _modal(dice: Random, modality: str) -> dict[str, Any]:
    """What conditional and probable utterances have, and others have not."""
    low, high = sorted(Decimal(dice.randint(0, 100)) / 100 for _ in range(2))
    probable = modality == "probability"
    return {
        "antecedent": text(dice, 27) if modality == "conditional" else None,
        "probability_low": low if probable else None,
        "probability_high": high if probable else None,
    }
