"""The published queries are examples as SIB's sparql-examples describe them: checked by SHACL, and parsed."""

from __future__ import annotations

from pathlib import Path

import httpx
import pyshacl
import pytest
import rdflib
from rdflib import RDF, RDFS, SH, Namespace, URIRef

SHAPES = Path(__file__).parent / "sparql-examples" / "shapes.ttl"
SCHEMA = Namespace("https://schema.org/")


@pytest.fixture(scope="module")
def examples(sample: httpx.Client) -> rdflib.Graph:
    return rdflib.Graph().parse(data=sample.get("/queries.ttl").text, format="turtle")


def violations(graph: rdflib.Graph) -> set[str]:
    """The examples that break a rule."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(SHAPES))
    assert isinstance(report, rdflib.Graph)
    return {str(report.value(result, SH.focusNode)) for result in report.objects(None, SH.result)}


def test_every_example_keeps_the_rules(examples: rdflib.Graph) -> None:
    assert len(list(examples.subjects(RDF.type, SH.SPARQLExecutable))) > 10
    assert violations(examples) == set()


def test_every_example_names_this_endpoint(sample: httpx.Client, examples: rdflib.Graph) -> None:
    assert set(examples.objects(None, SCHEMA.target)) == {URIRef(str(sample.base_url.join("/sparql")))}


def test_every_prefix_of_the_queries_is_declared_once(examples: rdflib.Graph) -> None:
    prefixes = [str(prefix) for prefix in examples.objects(None, SH.prefix)]
    assert len(prefixes) == len(set(prefixes)) > 10


@pytest.mark.parametrize("property_", [RDFS.comment, SH.prefixes, SCHEMA.target, SCHEMA.keywords, SH.select])
def test_an_example_that_lacks_something_is_found(examples: rdflib.Graph, property_: URIRef) -> None:
    lacking = examples - rdflib.Graph()
    example = next(examples.subjects(RDF.type, SH.SPARQLSelectExecutable))
    lacking.remove((example, property_, None))
    assert violations(lacking) == {str(example)}
