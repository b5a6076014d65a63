"""Evidence for and against claims, how claims bear on each other, and text that was left as text."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from claimgraph.model import ClaimRelation, EvidenceLine, Record, Remainder
from synthetic.cells import drawn
from synthetic.claims import restated
from synthetic.world import World, zipf


def evidence(world: World) -> Iterator[Record]:
    for number in range(world.size("EvidenceLine")):
        yield _line(world, number, world.dice("evidence", number))


def _line(world: World, number: int, dice: Random) -> EvidenceLine:
    """Where the claim restates a measured figure, that is the evidence, and it supports or contradicts."""
    claim = _a_claim(world, dice)
    own = {"id": f"synthetic-{number}", "identifier": f"EV{number}", "claim": f"synthetic-{claim}"}
    fields = drawn(world, EvidenceLine, dice, **own)
    items = fields["items"]
    if about := restated(world, claim, 0):
        measured, same = about
        items = (f"observation/synthetic-{measured}", *items)
        fields["direction"] = "supports" if same else "contradicts"
    fields["items"] = tuple(dict.fromkeys(each for each in items if each != f"claim/{own['claim']}"))
    return EvidenceLine(**fields)


def _a_claim(world: World, dice: Random) -> int:
    """Every other time one of the claims that everybody argues about."""
    return zipf(dice, world.claims) if dice.random() < 0.5 else dice.randrange(world.claims)  # noqa: PLR2004


def relations(world: World) -> Iterator[Record]:
    """From any claim to any other, sooner to one that many others bear on."""
    for number in range(world.size("ClaimRelation")):
        dice = world.dice("relation", number)
        start, end = dice.randrange(world.claims), _a_claim(world, dice)
        end = (end + 1) % world.claims if end == start else end
        ends = {"from_claim": f"synthetic-{start}", "to_claim": f"synthetic-{end}"}
        yield ClaimRelation(**drawn(world, ClaimRelation, dice, id=f"synthetic-{number}", **ends))


def remainders(world: World) -> Iterator[Record]:
    for number in range(world.size("Remainder")):
        dice = world.dice("remainder", number)
        yield Remainder(**drawn(world, Remainder, dice, id=f"synthetic-{number}", field="figure_text"))
