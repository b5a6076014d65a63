"""An id that is made from a name, without judging whose it is, must not be that of something else."""

from __future__ import annotations

from claimgraph import namespaces
from claimgraph.errors import ClaimgraphError
from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.rdf import iri_token
from claimgraph.sources import aliases_fix


class TakenIdError(ClaimgraphError):
    """A data set gave a new entity the id of one that exists, and nobody has compared the two."""


def check_minted_ids(dataset_graphs: list[DatasetGraph]) -> None:
    """Make sure that no other data set names an entity whose id was made from a name.

    Raises:
        TakenIdError: Ids that another data set names too, with the place of the name each was made from.
    """
    problems = [
        f"{graph.folder}/{place or 'dataset.toml'}: {name!r} may or may not be {entity}, "
        f"which {other.dataset.slug} describes. {aliases_fix(graph.folder)}"
        for graph in dataset_graphs
        for entity, (name, place) in graph.minted.items()
        for token in [iri_token(namespaces.thing_iri(entity))]
        for other in dataset_graphs
        if other is not graph and token in other.named_entities
    ]
    if problems:
        raise TakenIdError("\n".join(sorted(problems)))
