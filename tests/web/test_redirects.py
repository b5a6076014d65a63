"""The redirects for w3id.org, in a real Apache: every kind of IRI leads to an answer of the server."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from claimgraph.generations import Generation
from claimgraph.namespaces import ROOT
from tests.support.proxies import redirecting_as_w3id

HOST = "https://w3id.org"
_NAMES = r"(?<=#).+$|(?<=/graph/)[^/]+(?=/)|(?<=/vocab/)[^/]+(?=/)|(?<=/)[^/#]*$"
HTML, TURTLE = "text/html,application/xhtml+xml,*/*;q=0.8", "text/turtle"


@pytest.fixture(scope="module")
def w3id(site: httpx.Client, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    address = str(site.base_url).rstrip("/")
    with redirecting_as_w3id(address, tmp_path_factory.mktemp("w3id")) as client:
        client.follow_redirects = True
        yield client


@pytest.fixture(scope="module")
def examples(generation: Generation) -> dict[str, str]:
    """An IRI that is described for each kind, by the pattern of its path; none of what is withheld."""
    iris: dict[str, str] = {}
    for line in generation.graph_file.read_text("utf-8").splitlines():
        subject, graph = line.split(" ", 1)[0].strip("<>"), line.split(" ")[-2].strip("<>")
        if subject.startswith(ROOT.rstrip("/")) and graph not in generation.withheld_graphs:
            kind = re.sub(_NAMES, "…", subject.removeprefix(HOST))
            iris.setdefault(kind, subject)
    return iris


def resolve(w3id: httpx.Client, iri: str, accept: str) -> httpx.Response:
    return w3id.get(iri.removeprefix(HOST), headers={"Accept": accept})


@pytest.mark.peer("apache2")
def test_every_kind_of_iri_leads_to_a_page_and_to_turtle(
    w3id: httpx.Client, site: httpx.Client, examples: dict[str, str]
) -> None:
    assert {"/claimgraph/ns#…", "/claimgraph/id/claim/…", "/claimgraph/vocab/…/…"} <= set(examples)
    pages = {tuple(kind.split("/")[2:3]): iri for kind, iri in examples.items()}
    asked = [*((iri, TURTLE) for iri in examples.values()), *((iri, HTML) for iri in pages.values())]
    failures = []
    for iri, accept in asked:
        response = resolve(w3id, iri, accept)
        is_nameless = "/.well-known/genid/" in iri  # these have statements, and no page
        is_right = response.headers["content-type"].startswith(accept.split(",")[0]) or is_nameless
        if response.status_code != 200 or not is_right or response.url.port != site.base_url.port:
            failures.append((iri, accept, response.status_code, str(response.url)))
    assert failures == [], "\n".join(map(str, failures))


@pytest.mark.peer("apache2")
def test_an_ending_and_parameters_survive(w3id: httpx.Client) -> None:
    document = w3id.get("/claimgraph/ontology.ttl")
    assert (document.status_code, document.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    assert w3id.get("/claimgraph/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


@pytest.mark.peer("apache2")
def test_what_is_none_of_our_iris_leads_nowhere(w3id: httpx.Client) -> None:
    w3id.follow_redirects = False
    try:
        for path in ("/claimgraph/metrics", "/claimgraph//evil.example/", "/claimgraph/api/v1/claims"):
            assert w3id.get(path).status_code == 404
    finally:
        w3id.follow_redirects = True
