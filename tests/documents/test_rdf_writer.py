"""Documents in the formats of RDF are the same bytes wherever they are written."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Triple

from claimgraph.documents import RESOURCE_FORMATS, write_document
from claimgraph.source_tree import default_source_tree
from claimgraph.stores import QueryEvaluationError

WRITE = """
import hashlib
from pyoxigraph import Literal, NamedNode, Triple
from claimgraph.documents import RESOURCE_FORMATS, write_document
from claimgraph.namespaces import expand_iri

thing = NamedNode(expand_iri("nation/taiwan"))
label, topic = NamedNode(expand_iri("rdfs:label")), NamedNode(expand_iri("cg:topic"))
triples = [Triple(thing, label, Literal(f"name {number}", language="en")) for number in range(20)]
triples += [Triple(thing, topic, NamedNode(expand_iri(f"vocab:topic/{number}"))) for number in range(20)]
triples += [Triple(NamedNode(expand_iri(f"nation/{n}")), label, Literal(str(n))) for n in range(20)]
formats = [form for form in RESOURCE_FORMATS if form.suffix in ("ttl", "nt", "rdf", "jsonld")]
for form in formats:
    print(form.suffix, hashlib.sha256(write_document(triples, form)).hexdigest())
"""


def write(hash_seed: int) -> dict[str, str]:
    """The hash of a document in each format, written by a process of its own."""
    environment = os.environ | {"PYTHONHASHSEED": str(hash_seed)}
    command = [sys.executable, "-W", "ignore", "-c", WRITE]
    root = default_source_tree().root
    result = subprocess.run(command, env=environment, cwd=root, capture_output=True, check=True, text=True)
    return dict(line.split() for line in result.stdout.splitlines())


def test_the_same_triples_are_the_same_bytes_in_every_process() -> None:
    assert write(1) == write(2)
    assert set(write(1)) == {"ttl", "nt", "rdf", "jsonld"}


def test_rdf_xml_holds_every_text_that_xml_has_and_no_other() -> None:
    rdf_xml = next(form for form in RESOURCE_FORMATS if form.suffix == "rdf")
    thing, name = NamedNode("http://example.org/thing"), NamedNode("http://example.org/name")
    document = write_document([Triple(thing, name, Literal("a\rb\r\n<c>"))], rdf_xml)
    assert [str(text) for text in rdflib.Graph().parse(data=document, format="xml").objects()] == [
        "a\rb\r\n<c>"
    ]
    with pytest.raises(QueryEvaluationError, match="control character"):
        write_document([Triple(thing, name, Literal("\x01"))], rdf_xml)
