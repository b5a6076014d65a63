"""Whether the verdicts that the graph holds are those that its checks come to."""

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
    """A computed verdict in the graph, and the day whose knowledge it rests on."""

    verdict: str
    as_of: date


def load_stored_verdicts(store: Store) -> dict[str, StoredVerdict]:
    """The verdict of the day of the data that the graph holds on each claim, by the claim's IRI."""
    rows = store.select(bind_query("stored_assessments", claim=None))
    return {
        row["claim"].value: StoredVerdict(
            row["verdict"].value.rpartition("/")[2], date.fromisoformat(row["day"].value)
        )
        for row in rows
        if row["assessment"].value.endswith(f"-{COMPUTED}")
    }


def day_of_data(store: Store) -> date:
    """The day whose knowledge the stored verdicts rest on; today where there is none."""
    return max((each.as_of for each in load_stored_verdicts(store).values()), default=date.today())


def find_differing_verdicts(
    stored: Mapping[str, StoredVerdict], computed: Iterable[ClaimVerdict]
) -> list[ClaimVerdict]:
    """Those of which the graph holds another verdict, or none."""
    return [
        each
        for each in computed
        if each.content.iri not in stored or stored[each.content.iri].verdict != each.verdict
    ]
