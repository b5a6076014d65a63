"""No property counts both claims and measurements: the two share texts only."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise
from pathlib import Path

import pytest
from rdflib import RDF, URIRef, Variable
from rdflib.paths import AlternativePath, MulPath, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from claimgraph import model
from claimgraph.namespaces import compact_iri, expand_iri
from claimgraph.rdf import MAPPING
from claimgraph.source_tree import default_source_tree
from claimgraph.stores import EmbeddedStore

TEXTS = {"cg:scope", "cg:definition", "cg:figureAsPrinted", "cg:sourceText", "skos:note"}
SHARED = """PREFIX cg: <https://w3id.org/claimgraph/ns#>
SELECT ?property {
  { SELECT DISTINCT ?property { ?measured a cg:Observation ; ?property ?value } }
  { SELECT DISTINCT ?property { ?asserted a cg:Proposition ; ?property ?value } }
}"""
NO_TEXTS = """PREFIX cg: <https://w3id.org/claimgraph/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT DISTINCT ?property {
  VALUES ?class { cg:Observation cg:Proposition }
  VALUES ?property { cg:scope cg:definition cg:figureAsPrinted cg:sourceText }
  ?figure a ?class ; ?property ?value FILTER (DATATYPE(?value) != xsd:string)
}"""
Pattern = tuple[object, object, object]


def names(*records: type[model.Record]) -> set[str]:
    return {property_.name for record in records for property_ in MAPPING[record].values()}


PROPOSITIONS = (model.QuantityProposition, model.RelationProposition)
MEASURED = names(model.Observation) - names(*PROPOSITIONS) | {"cg:hasScope"}
ASSERTED = names(*PROPOSITIONS) - names(model.Observation) | {"cg:assertsScope"}
FIGURE_CLASSES = ("cg:Proposition", "cg:QuantityProposition", "cg:RelationProposition", "cg:Observation")


def test_the_tables_of_claims_and_measurements_become_other_properties_but_for_texts() -> None:
    assert names(model.Observation) & names(*PROPOSITIONS) == TEXTS


def properties(store: EmbeddedStore, query: str) -> set[str]:
    return {compact_iri(row["property"].value) for row in store.select(query)}


def test_claims_and_measurements_share_texts_only(whole_store: EmbeddedStore) -> None:
    assert properties(whole_store, SHARED) == TEXTS | {"rdf:type"}
    assert properties(whole_store, NO_TEXTS) == set()


def queries() -> list[Path]:
    root = default_source_tree().root
    folders = (
        "api/claimgraph/queries",
        "ontology/competency",
        "data/checks",
        "api/claimgraph/reasoning/rules",
    )
    return sorted(path for folder in folders for path in (root / folder).glob("*.rq"))


@pytest.mark.parametrize("path", queries(), ids=lambda path: path.stem)
def test_a_query_reads_claims_and_measurements_by_their_own_properties(path: Path) -> None:
    assert find_mixed(path.read_text("utf-8")) == set()


def test_a_query_that_mixes_them_is_found() -> None:
    prefix = "PREFIX cg: <https://w3id.org/claimgraph/ns#> "
    path, typed = (
        "?claim cg:hasProposition/cg:metric ?metric",
        "?x cg:assertsMetric ?metric ; a cg:Observation",
    )
    inner = "?claim cg:hasProposition ?x FILTER NOT EXISTS { ?x cg:low|cg:comparator ?y }"
    assert find_mixed(prefix + f"SELECT * {{ {path} }}") == {"cg:metric"}
    assert find_mixed(prefix + f"SELECT * {{ {typed} }}") == {"cg:assertsMetric"}
    assert find_mixed(prefix + f"SELECT * {{ {inner} }}") == {"cg:low"}


def find_mixed(text: str) -> set[str]:
    """Properties of measurements on what is a proposition in a query, and the other way round."""
    patterns = list(find_patterns(prepareQuery(text).algebra))
    asserted, measured = {Variable("proposition")}, {Variable("observation"), Variable("used")}
    for subject, path, value in patterns:
        if list(steps(path))[-1:] == [{"cg:hasProposition"}]:
            asserted.add(value)
        if path == RDF.type and isinstance(value, URIRef) and compact_iri(str(value)) in FIGURE_CLASSES:
            (measured if value == URIRef(expand_iri("cg:Observation")) else asserted).add(subject)
    return {
        name
        for subject, path, _ in patterns
        for name in chain(
            first_names(path) & MEASURED if subject in asserted else (),
            first_names(path) & ASSERTED if subject in measured else (),
            *(after & MEASURED for before, after in pairwise(steps(path)) if "cg:hasProposition" in before),
        )
    }


def find_patterns(node: object) -> Iterator[Pattern]:
    """The triple patterns of a query's algebra, those in filters included."""
    if isinstance(node, CompValue):
        for key, value in node.items():
            if key == "triples":  # what rdflib leaves as parsed has several of one subject in a row
                for terms in value:
                    yield from zip(terms[0::3], terms[1::3], terms[2::3], strict=True)
            else:
                yield from find_patterns(value)
    elif isinstance(node, list | tuple | set):
        for item in node:
            yield from find_patterns(item)


def first_names(path: object) -> set[str]:
    return next(steps(path), set())


def steps(path: object) -> Iterator[set[str]]:
    """The names that may stand at each step of a path; none for steps that lead backwards."""
    if isinstance(path, SequencePath):
        for step in path.args:
            yield from steps(step)
    elif isinstance(path, AlternativePath):
        yield set().union(*(first_names(choice) for choice in path.args))
    elif isinstance(path, MulPath):
        yield from steps(path.path)
    else:
        yield {compact_iri(str(path))} if isinstance(path, URIRef) else set()
