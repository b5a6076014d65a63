"""The description of a graph that somebody wrote over HTTP: it states no more than is known of it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from claimgraph.datasets.dataset import Dataset
from claimgraph.namespaces import graph_slug


class WrittenDataset(Dataset):
    """A data set whose graph has any IRI, and whose terms nobody stated: so no open archive has it."""

    iri: str
    written: Literal[True] = True

    @property
    def graph_iri(self) -> str:
        """The IRI that its author gave it."""
        return self.iri


def describe_written(iri: str, day: date) -> WrittenDataset:
    """Return the description of a graph that was written last on this day."""
    return WrittenDataset(
        iri=iri,
        slug=graph_slug(iri),
        title=iri,
        description="Triples that a holder of a token wrote over HTTP.",
        publisher="not stated",
        version="not stated",
        issued=day,
        licence="LicenseRef-not-stated",
        attribution="not stated",
        reuse="non-commercial",
    )
