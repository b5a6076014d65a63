"""Every property of the ontology is used, or says that it is deprecated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from claimgraph.namespaces import CG
from claimgraph.source_tree import default_source_tree

ROOT = default_source_tree().root
cg = Namespace(CG)
TRUE = Literal("true", datatype=XSD.boolean)
_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@pytest.fixture(scope="module")
def core() -> Graph:
    return Graph().parse(ROOT / "ontology" / "core.ttl")


def properties(core: Graph) -> set[Node]:
    found = chain.from_iterable(core.subjects(RDF.type, kind) for kind in _KINDS)
    return {name for name in found if str(name).startswith(CG)}


def texts() -> Iterator[Path]:
    """Where a property can be used; shapes and alignments only talk about it."""
    yield from (ROOT / "api").rglob("*.py")
    for folder in ("api/claimgraph", "ontology/competency", "data/checks"):
        yield from (ROOT / folder).rglob("*.rq")
    yield from (ROOT / "ontology" / "vocabularies").glob("*.ttl")


def named_terms() -> set[Node]:
    """The terms that some text names: records, queries and code write "cg:metric"."""
    return {
        cg[name]
        for path in texts()
        for name in re.findall(r"\bcg:([a-z]\w*)", path.read_text(encoding="utf-8"))
    }


def used_properties(core: Graph) -> set[Node]:
    """What is named, and what reasoning adds from it: inverses, superproperties, ends of chains."""
    used, added = set[Node](), named_terms() | {*core.objects(None, cg.relationProperty)}
    while added - used:
        used |= added
        added = {
            *(core.value(name, OWL.inverseOf) for name in used),
            *(name for name, inverse in core.subject_objects(OWL.inverseOf) if inverse in used),
            *chain.from_iterable(core.objects(name, RDFS.subPropertyOf) for name in used),
            *(
                name
                for name, steps in core.subject_objects(OWL.propertyChainAxiom)
                if used.issuperset(core.items(steps))
            ),
        } - {None}
    return used


def test_every_property_is_used_or_deprecated(core: Graph) -> None:
    deprecated = {*core.subjects(OWL.deprecated, TRUE)}
    assert sorted(properties(core) - used_properties(core) - deprecated) == []


def test_a_deprecated_property_is_not_used_and_names_what_to_use_instead(core: Graph) -> None:
    for name in properties(core) & {*core.subjects(OWL.deprecated, TRUE)}:
        assert isinstance(name, URIRef)
        assert name not in named_terms()
        assert (name, DCTERMS.isReplacedBy, None) in core or (name, SKOS.changeNote, None) in core
