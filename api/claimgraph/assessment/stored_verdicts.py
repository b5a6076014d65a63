"""The computed verdicts that the graph holds, compared with those that its evidence queries give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from claimgraph.assessment.verdict_triples import COMPUTED
from claimgraph.assessment.verdicts import ClaimVerdict
from claimgraph.queries import bind_query
from claimgraph.stores import Store


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """A computed verdict in the graph, and the day as of which it was computed."""

    verdict: str
    as_of: date


def load_stored_verdicts(store: Store) -> dict[str, StoredVerdict]:
    """The verdict that the graph holds on each claim as of the day of the data, by the claim's IRI."""
    rows = store.select(bind_query("stored_assessments", claim=None))
    return {
        row["claim"].value: StoredVerdict(
            row["verdict"].value.rpartition("/")[2], date.fromisoformat(row["day"].value)
        )
        for row in rows
        if row["assessment"].value.endswith(f"-{COMPUTED}")
    }


def day_of_data(store: Store) -> date:
    """The day as of which the stored verdicts were computed; today if there are none."""
    return max((verdict.as_of for verdict in load_stored_verdicts(store).values()), default=date.today())


def find_differing_verdicts(
    stored: Mapping[str, StoredVerdict], computed: Iterable[ClaimVerdict]
) -> list[ClaimVerdict]:
    """The computed verdicts of which the graph holds another one, or none."""
    return [
        verdict
        for verdict in computed
        if verdict.content.iri not in stored or stored[verdict.content.iri].verdict != verdict.verdict
    ]
