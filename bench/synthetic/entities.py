"""Nations, which are real, and made-up organisations, people, models, chips and fabs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claimgraph.model import Entity, Fab, IdentifierMatch, Record, Speaker
from synthetic.cells import drawn, text
from synthetic.world import World

# Of the form that each authority's identifiers have, and beyond any that has been given out:
# ROR has no letter u, and the others are far from so many.
UNISSUED = {
    "geonames": "https://sws.geonames.org/9{:015d}/",
    "ror": "https://ror.org/0u{:07x}",
    "wikidata": "http://www.wikidata.org/entity/Q9{:015d}",
}
_PLACED = ("company", "institution", "government")
_SPEAKER_TYPES = {"person": "person", "unnamed": "anonymous"}


def entities(world: World) -> Iterator[Record]:
    """All that can be named, with the identifiers they have elsewhere."""
    for table in (name for name in world.shipped.rows if name.startswith("Entity/")):
        kind = table.partition("/")[2]
        for number in range(world.size(table)):
            yield _nation(world, number) if kind == "nation" else _entity(world, kind, number)
    for number in range(world.size("IdentifierMatch")):
        yield _match(world, number)


def _nation(world: World, number: int) -> Entity:
    slug, alpha2, alpha3, name = world.shipped.nations[number]
    own = {"iso_alpha2": alpha2, "iso_alpha3": alpha3, "name": name, "name_zh": None}
    dice = world.dice("nation", number)
    return Entity(**drawn(world, Entity, dice, id=f"nation/{slug}", identifiers=(), alt_names=(), **own))


def _entity(world: World, kind: str, number: int) -> Entity:
    dice = world.dice(kind, number)
    own = {"id": f"{kind}/{world.slug(kind, number)}", "name": f"Synthetic {kind} {number}"}
    fields = drawn(
        world, Entity, dice, **own, iso_alpha2=None, iso_alpha3=None, identifiers=(f"{kind}:{number}",)
    )
    fields["part_of"] = tuple(each for each in fields["part_of"] if _is_above(each, kind, number))
    return Entity(**fields | _place(kind, fields))


def _is_above(whole: str, kind: str, number: int) -> bool:
    """Nothing is part of itself, however many steps away: of two alike the whole has the lower number."""
    other, _, slug = whole.partition("/")
    return other != kind or int(slug.rpartition("-")[2]) < number


def _place(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Latitude and longitude, both or neither."""
    if kind in _PLACED and fields["latitude"] is not None and fields["longitude"] is not None:
        return {}
    return {"latitude": None, "longitude": None}


def _match(world: World, number: int) -> IdentifierMatch:
    """Nations have few matches each in earnest, so only others get them by the thousand."""
    dice = world.dice("match", number)
    kind = dice.choice(("company", "institution"))
    entity = f"{kind}/{world.slug(kind, dice.randrange(world.size(f'Entity/{kind}')))}"
    fields = drawn(world, IdentifierMatch, dice, id=f"synthetic-{number}", entity=entity, value="")
    return IdentifierMatch(**fields | {"value": UNISSUED[fields["authority"]].format(number)})


def speakers(world: World) -> Iterator[Record]:
    """Of every kind that speaks, the entities most often named."""
    kinds = world.shipped.columns["Speaker"]["id"].values
    assert kinds is not None
    shares = zip(kinds.values, kinds.sums, (0.0, *kinds.sums), strict=False)
    for kind, upto, before in shares:
        wanted = round((upto - before) / kinds.sums[-1] * world.size("Speaker"))
        for number in range(min(wanted, world.size(f"Entity/{kind}"))):
            yield _speaker(world, kind, number)


def _speaker(world: World, kind: str, number: int) -> Speaker:
    dice = world.dice("speaker-" + kind, number)
    own = {
        "id": f"{kind}/{world.slug(kind, number)}",
        "speaker_type": _SPEAKER_TYPES.get(kind, "organisation"),
    }
    return Speaker(**drawn(world, Speaker, dice, **own))


def fabs(world: World) -> Iterator[Record]:
    for number in range(world.size("Fab")):
        dice = world.dice("fab", number)
        own = {
            "id": f"synthetic-{number}",
            "name": f"Synthetic fab {number}",
            "identifiers": (f"fab:{number}",),
        }
        where = {"nation": world.thing(dice, "nation"), "coordinates_from": text(dice, 20)}
        fields = drawn(world, Fab, dice, **own, **where)
        yield Fab(**fields | _place("company", fields))
