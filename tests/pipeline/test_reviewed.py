"""A data set that nobody but its compiler has checked says so, and so does each of its claims."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import RdfFormat

from claimgraph.datasets import Dataset, read_dataset
from claimgraph.documents.claims import Claim, describe_claim
from claimgraph.documents.triple_index import TripleIndex
from claimgraph.pipeline.catalog import GraphDescription, catalog_triples, count_graph
from claimgraph.source_tree import default_source_tree
from tests.support.source_trees import dataset_copy, import_folder

SENSITIVE = default_source_tree().root / "data" / "sensitive"
REVIEWED = "https://w3id.org/claimgraph/ns#reviewed"


def unreviewed_copy(target: Path) -> Path:
    folder = dataset_copy(SENSITIVE, target)
    about = folder / "dataset.toml"
    about.write_text(about.read_text("utf-8") + "reviewed = false\n", "utf-8")
    return folder


def claims_in(folder: Path) -> list[Claim]:
    triples = [quad.triple for quad in ox.parse(import_folder(folder).text, format=RdfFormat.N_TRIPLES)]
    graph = TripleIndex(triples)
    claims = [describe_claim(graph, iri) for iri in dict.fromkeys(str(t.subject.value) for t in triples)]
    return [claim for claim in claims if claim]


def test_each_claim_of_a_data_set_that_is_not_reviewed_says_so(tmp_path: Path) -> None:
    claims = claims_in(unreviewed_copy(tmp_path))
    assert [claim.reviewed for claim in claims] == [False] * len(claims)
    assert claims


def test_other_claims_say_that_they_are_so_that_a_count_by_review_counts_all() -> None:
    claims = claims_in(SENSITIVE)
    assert all(claim.reviewed for claim in claims)
    said = [line for line in import_folder(SENSITIVE).text.splitlines() if REVIEWED.encode() in line]
    assert len(said) == len(claims)
    assert all(b'"true"^^' in line for line in said)


def test_the_catalogue_says_which_graph_is_not_reviewed(tmp_path: Path) -> None:
    def stated(dataset: Dataset) -> list[str]:
        shown = dataset.model_copy(update={"sensitive": False})
        triples = catalog_triples(shown, [GraphDescription(shown, (), count_graph(b""))])
        return [triple.object.value for triple in triples if triple.predicate.value == REVIEWED]

    assert stated(read_dataset(SENSITIVE)) == []
    assert stated(read_dataset(unreviewed_copy(tmp_path))) == ["false"]
