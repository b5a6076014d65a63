"""How many there are of each kind of thing, and which one is meant when somebody names one.

Everything about a thing follows from the seed, its kind and its number, so any record can be made
at any time without remembering the others: this is what keeps memory constant.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from synthetic.shipped import Shipped, shipped

NO_THING = ("unknown", "none")


def zipf(dice: Random, number: int) -> int:
    """A rank from 0 to `number` - 1, each about as often as 1 / (rank + 1)."""
    return min(int((number + 1) ** dice.random()), number) - 1


@dataclass(frozen=True, slots=True)
class World:
    """A graph to be made. `measured` is the number of observations per claim; None: as shipped."""

    claims: int
    seed: int
    measured: float | None = None

    @property
    def shipped(self) -> Shipped:
        return shipped()

    def dice(self, kind: str, number: int | str) -> Random:
        """The chances of one thing, always the same ones."""
        return Random(f"{self.seed}/{kind}/{number}")  # noqa: S311  # nothing here is a secret

    def size(self, table: str) -> int:
        """How many rows of a table there are: as many per claim as are shipped, and at least one."""
        if table == "Entity/nation":
            return len(self.shipped.nations)
        if table == "Observation" and self.measured is not None:
            return max(1, round(self.claims * self.measured))
        return max(1, round(self.claims * self.shipped.rows[table] / self.shipped.rows["Claim"]))

    def slug(self, kind: str, number: int) -> str:
        """Nations are real, and nothing else is."""
        return self.shipped.nations[number][0] if kind == "nation" else f"synthetic-{number}"

    def thing(self, dice: Random, kind: str) -> str:
        """The id of a thing of a kind, some far more often than others."""
        if kind in NO_THING:
            return kind
        slug = self.slug(kind, zipf(dice, self.size(table_of(kind))))
        return f"{kind}/{slug}" + ("-0" if kind == "utterance" else "")

    def other(self, dice: Random, kind: str, than: str) -> str:
        """The id of another thing than the one given."""
        if kind not in NO_THING and self.size(table_of(kind)) == 1:
            kind = "nation"
        while (found := self.thing(dice, kind)) == than:
            pass
        return found


def table_of(kind: str) -> str:
    """The table that lists a kind of thing.

    >>> table_of("chip"), table_of("claim"), table_of("utterance")
    ('Entity/chip', 'Claim', 'Claim')
    """
    listed = {"claim": "Claim", "utterance": "Claim", "fab": "Fab"}  # each claim has an utterance 0
    listed |= {"source": "Source", "observation": "Observation", "evidence": "EvidenceLine"}
    return listed.get(kind, f"Entity/{kind}")
