"""A world as records, and the records as lines of N-Quads or N-Triples, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from claimgraph import namespaces
from claimgraph.model import Record
from claimgraph.pipeline import row_triples
from claimgraph.sources import RecordRow
from synthetic.arguments import evidence, relations, remainders
from synthetic.claims import claims
from synthetic.entities import entities, fabs, speakers
from synthetic.sources import observations, sources
from synthetic.world import World

PARTS: dict[str, tuple[Callable[[World], Iterator[Record]], ...]] = {
    "entities": (entities,),
    "fabs": (fabs,),
    "curated": (sources, speakers, claims, evidence, relations, remainders),
    "measurements": (observations,),
}
_PERIOD = f"<{namespaces.ID}period/"


def records(world: World) -> Iterator[tuple[str, Record]]:
    """Every record with the data set it belongs to."""
    return ((name, record) for name, parts in PARTS.items() for part in parts for record in part(world))


def lines(world: World, *, quads: bool = True) -> Iterator[str]:
    """The graph. Every record is written and forgotten; only dates are remembered, of which there are few."""
    told: set[str] = set()
    for name, parts in PARTS.items():
        graph = namespaces.GRAPH + name
        end = f" <{graph}> .\n" if quads else " .\n"
        told = set() if quads else told  # without graphs, a date is told once for all
        for part in parts:
            yield from _lines(part(world), graph, end, told)


def _lines(records: Iterable[Record], graph: str, end: str, told: set[str]) -> Iterator[str]:
    """What the importer would say of these records if they were the lines of one table after its header."""
    for number, record in enumerate(records, start=2):
        for triple in row_triples(RecordRow(record, "synthetic.csv", number, "synthetic.csv"), graph):
            line = str(triple)
            if line.startswith(_PERIOD):
                if line in told:
                    continue
                told.add(line)
            yield line + end
