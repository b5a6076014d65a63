"""Loads what claims can be filtered by."""

from __future__ import annotations

from claimgraph.documents.facets import Facet
from claimgraph.documents.triple_index import local_name
from claimgraph.queries import bind_query
from claimgraph.stores import Store


def load_facets(store: Store) -> dict[str, list[Facet]]:
    """The values of each filter that leave at least one claim, the most frequent first."""
    facets: dict[str, list[Facet]] = {"topic": [], "type": [], "speaker": [], "entity": []}
    for row in store.select(bind_query("claim_facets")):
        iri = row["value"].value
        label = row["label"].value if "label" in row else local_name(iri)
        facets[row["facet"].value].append(Facet(iri, label, int(row["claims"].value)))
    return facets
