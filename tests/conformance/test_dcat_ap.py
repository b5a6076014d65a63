"""The served catalogue is one that European data portals can harvest: DCAT-AP 3.0.1, by its own shapes."""

from __future__ import annotations

from pathlib import Path

import httpx
import pyshacl
import pytest
import rdflib
from pyoxigraph import RdfFormat, serialize
from rdflib import DCAT, DCTERMS, RDF, SH

from claimgraph.documents import add_addresses, lookups
from claimgraph.stores import EmbeddedStore

SUITE = Path(__file__).parent / "dcat-ap-3"
FILES = ("shapes", "range", "mdr-vocabularies.shape")


def find_violations(catalogue: rdflib.Graph, file: str) -> list[tuple[str, str]]:
    """What breaks a rule of this file: the thing and the property. Warnings are left out."""
    shapes = rdflib.Graph().parse(SUITE / f"{file}.ttl")
    _, report, _ = pyshacl.validate(catalogue, shacl_graph=shapes)
    assert isinstance(report, rdflib.Graph)
    return [
        (str(report.value(result, SH.focusNode)), str(report.value(result, SH.resultPath)))
        for result in report.objects(None, SH.result)
        if report.value(result, SH.resultSeverity) == SH.Violation
    ]


@pytest.fixture(scope="module")
def served(site: httpx.Client) -> rdflib.Graph:
    return rdflib.Graph().parse(data=site.get("/catalog.ttl").text, format="turtle")


@pytest.mark.parametrize("file", FILES)
def test_the_served_catalogue_breaks_no_rule(served: rdflib.Graph, file: str) -> None:
    assert len(list(served.subjects(RDF.type, DCAT.Distribution))) > 10
    assert find_violations(served, file) == []


@pytest.mark.parametrize("file", FILES)
def test_the_catalogue_of_everything_shipped_breaks_no_rule(whole_store: EmbeddedStore, file: str) -> None:
    triples = add_addresses(lookups.load_catalog_triples(whole_store), "https://example.org")
    text = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    catalogue = rdflib.Graph().parse(data=text, format="nt")
    assert list(catalogue.subjects(RDF.type, DCAT.DatasetSeries))
    assert find_violations(catalogue, file) == []


def test_a_distribution_that_nobody_can_reach_breaks_a_rule(served: rdflib.Graph) -> None:
    silent = served - rdflib.Graph()
    distribution = next(silent.objects(None, DCAT.distribution))
    silent.remove((distribution, DCAT.accessURL, None))
    assert find_violations(silent, "shapes") == [(str(distribution), str(DCAT.accessURL))]


def test_each_distribution_states_the_licence_of_its_data_set(served: rdflib.Graph) -> None:
    for dataset, distribution in served.subject_objects(DCAT.distribution):
        assert served.value(distribution, DCTERMS.license) == served.value(dataset, DCTERMS.license)
