"""Claims find what was measured of a member of their class, or of a thing that is read as their subject."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from claimgraph import namespaces
from claimgraph.assessment import (
    EvidenceQuery,
    Measurement,
    bind_evidence_query,
    read_evidence_queries,
    read_measurement,
)
from claimgraph.generations import publish_generation
from claimgraph.quantities import DefinitionRelation
from claimgraph.source_tree import default_source_tree
from claimgraph.stores import EmbeddedStore

QUERIES = {
    file.iri.rpartition("/")[2]: EvidenceQuery(file.iri, file.text, file.scope)
    for file in read_evidence_queries(default_source_tree().root / "data" / "checks")
}
GRAPH = namespaces.GRAPH + "example"
PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in namespaces.PREFIXES.items())
FACTS = """
<claim> cg:hasProposition <part> .
<utterance> cg:expresses <claim> ; cg:saidDuring <january> .
<january> cg:earliest "2025-01-01" ; cg:latest "2025-01-31" .
<april> cg:earliest "2025-04-05" ; cg:latest "2025-04-05" .
<class> a cg:ChipClass ; rdfs:label "Examples (all variants)" .
<member> a cg:Chip ; cg:partOf <class> ; rdfs:label "Example 80GB" .
<metric> skos:prefLabel "chips used" .
<seen> a cg:Observation ; cg:metric <metric> ; qudt:numericValue 512 ; cg:knownSince <january> .
"""


def _find(folder: Path, query: str, facts: str) -> list[Measurement]:
    """What an evidence query finds in a graph of the facts above and these."""
    store = Store()
    turtle = PREFIXES + FACTS + facts
    store.load(turtle.encode(), format=RdfFormat.TURTLE, base_iri="https://example.org/")
    quads = b"".join(
        f"{quad.subject} {quad.predicate} {quad.object} {NamedNode(GRAPH)} .\n".encode() for quad in store
    )
    generation = publish_generation(
        folder, quads, {"graphs": {GRAPH: {"sensitive": False}}, "versions": {}, "accounts": {}}
    )
    evidence_query = QUERIES[query]
    rows = EmbeddedStore.open(generation).select(bind_evidence_query(evidence_query, None, date.max, ()))
    return [read_measurement(row, evidence_query.iri) for row in rows]


CLAIMED_OF_A_CLASS = """
<part> a cg:QuantityProposition ; cg:assertsMetric <metric> ;
    cg:assertsSubject <model> ; cg:assertsPartner <class> .
<seen> cg:subject <model> ; cg:partner <member> .
"""


def test_a_claim_on_a_class_of_chips_finds_the_member_that_was_used(tmp_path: Path) -> None:
    (row,) = _find(tmp_path, "member-partners", CLAIMED_OF_A_CLASS)
    assert (row.definition, row.figure.value) == (DefinitionRelation.COMPARABLE, 512)
    assert row.reading == "chips used, Example 80GB"
    assert row.assumption == "Assumes that Examples (all variants) means Example 80GB."


def test_a_member_of_a_class_is_a_part_where_the_metric_adds_up(tmp_path: Path) -> None:
    (row,) = _find(tmp_path, "member-partners", CLAIMED_OF_A_CLASS + "<metric> cg:addsUp true .")
    assert row.definition is DefinitionRelation.PART_OF


def test_a_claim_on_a_member_does_not_find_the_total_of_its_class(tmp_path: Path) -> None:
    claimed = """
    <part> a cg:QuantityProposition ; cg:assertsMetric <metric> ;
        cg:assertsSubject <model> ; cg:assertsPartner <member> .
    <seen> cg:subject <model> ; cg:partner <class> .
    """
    assert _find(tmp_path, "member-partners", claimed) == []
    assert _find(tmp_path, "quantity", claimed) == []


def test_a_claim_on_a_nation_finds_what_is_read_as_it_and_why(tmp_path: Path) -> None:
    claimed = """
    <part> a cg:QuantityProposition ; cg:assertsMetric <metric> ;
        cg:assertsSubject <nation> ; cg:assertsPartner <maker> .
    <owners> rdfs:label "Owners there" ; cg:readAs <nation> ;
        cg:readingAssumption "Assumes that they own all." .
    <seen> cg:subject <owners> ; cg:partner <maker> .
    """
    (row,) = _find(tmp_path, "read-as", claimed)
    assert (row.definition, row.assumption) == (DefinitionRelation.READING_OF, "Assumes that they own all.")
    assert row.reading == "chips used, Owners there"


@pytest.mark.parametrize(("released", "count"), [("january", 1), ("april", 0)])
def test_only_a_member_that_was_out_when_the_claim_was_made_counts(
    tmp_path: Path, released: str, count: int
) -> None:
    claimed = f"""
    <part> a cg:QuantityProposition ; cg:assertsMetric <metric> ;
        cg:assertsSubject <class> .
    <member> cg:releasedDuring <{released}> .
    <seen> cg:subject <member> .
    """
    assert len(_find(tmp_path, "members", claimed)) == count


def test_a_member_counts_if_the_claim_was_repeated_after_it_came_out(tmp_path: Path) -> None:
    claimed = """
    <part> a cg:QuantityProposition ; cg:assertsMetric <metric> ;
        cg:assertsSubject <class> .
    <member> cg:releasedDuring <april> .
    <repetition> cg:expresses <claim> ; cg:saidDuring <april> .
    <seen> cg:subject <member> .
    """
    assert len(_find(tmp_path, "members", claimed)) == 1
