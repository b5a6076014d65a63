"""The built graph keeps the integrity constraints of the RDF Data Cube recommendation, section 11.

Each is the recommendation's query, which finds what breaks it; observations are asked for by their type,
because involvements name their data set, too. IC-7 to 10 and 18 are about slices, 15 to 17 about measures as
a dimension, 20 and 21 about hierarchies that a dimension names: the graph has none. Decision 017 says which
of the rest it cannot keep.
"""

from __future__ import annotations

import pytest

from claimgraph.generations import Generation
from claimgraph.stores import EmbeddedStore

PREFIXES = """
PREFIX cg:   <https://w3id.org/claimgraph/ns#>
PREFIX qb:   <http://purl.org/linked-data/cube#>
PREFIX qudt: <http://qudt.org/schema/qudt/>
PREFIX rdf:  <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sosa: <http://www.w3.org/ns/sosa/>
PREFIX xsd:  <http://www.w3.org/2001/XMLSchema#>
"""
CONSTRAINTS = {
    "IC-1 unique data set": """
        { ?it a qb:Observation FILTER NOT EXISTS { ?it qb:dataSet ?set } }
        UNION { ?it a qb:Observation ; qb:dataSet ?set , ?other FILTER (?set != ?other) }""",
    "IC-2 unique structure": """
        { ?it a qb:DataSet FILTER NOT EXISTS { ?it qb:structure ?structure } }
        UNION { ?it a qb:DataSet ; qb:structure ?structure , ?other FILTER (?structure != ?other) }""",
    "IC-3 a structure includes a measure": """
        ?it a qb:DataStructureDefinition
        FILTER NOT EXISTS { ?it qb:component/qb:componentProperty/a qb:MeasureProperty }""",
    "IC-4 dimensions have a range": """
        ?it a qb:DimensionProperty FILTER NOT EXISTS { ?it rdfs:range ?range }""",
    "IC-5 dimensions of concepts have code lists": """
        ?it a qb:DimensionProperty ; rdfs:range skos:Concept FILTER NOT EXISTS { ?it qb:codeList ?list }""",
    "IC-6 only attributes may be optional": """
        ?component qb:componentRequired false ; qb:componentProperty ?it
        FILTER NOT EXISTS { ?it a qb:AttributeProperty }""",
    "IC-11 all dimensions have values": """
        ?set qb:structure/qb:component/qb:componentProperty ?dimension . ?dimension a qb:DimensionProperty .
        ?it qb:dataSet ?set ; a qb:Observation FILTER NOT EXISTS { ?it ?dimension ?value }""",
    "IC-13 required attributes have values": """
        ?set qb:structure/qb:component ?component .
        ?component qb:componentRequired true ; qb:componentProperty ?attribute .
        ?it qb:dataSet ?set ; a qb:Observation FILTER NOT EXISTS { ?it ?attribute ?value }""",
    "IC-19 codes are in the code list": """
        ?dimension a qb:DimensionProperty ; qb:codeList ?list .
        ?observation a qb:Observation ; ?dimension ?it
        FILTER NOT EXISTS { ?it a skos:Concept ; skos:inScheme ?list }""",
}
REPEATED = """
SELECT (SAMPLE(?observation) AS ?it) WHERE {
  { SELECT ?observation ?set ?metric ?time (GROUP_CONCAT(STR(?subject)) AS ?subjects) WHERE {
      { SELECT ?observation ?set ?metric ?time ?subject WHERE {
          ?observation a cg:Observation ; qb:dataSet ?set ; cg:metric ?metric ; sosa:phenomenonTime ?time ;
            cg:subject ?subject } ORDER BY ?observation ?subject }
    } GROUP BY ?observation ?set ?metric ?time }
  OPTIONAL { ?observation cg:partner ?partner }
  OPTIONAL { ?observation cg:scope ?scope }
  OPTIONAL { ?observation cg:definition ?definition }
} GROUP BY ?set ?metric ?time ?subjects ?partner ?scope ?definition
HAVING (COUNT(DISTINCT ?observation) > 1)
"""
OBSERVED_SETS = "SELECT DISTINCT ?it WHERE { ?observation a qb:Observation ; qb:dataSet ?it }"


@pytest.fixture(scope="module")
def store(generation: Generation) -> EmbeddedStore:
    return EmbeddedStore.open(generation)


def select(store: EmbeddedStore, query: str) -> list[str]:
    """The IRIs in the first column, as CSV gives them."""
    return b"".join(store.answer(PREFIXES + query, format="csv").chunks).decode().splitlines()[1:]


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_nothing_breaks_the_constraint(store: EmbeddedStore, name: str) -> None:
    assert select(store, f"SELECT ?it WHERE {{ {CONSTRAINTS[name]} }} LIMIT 5") == []


def test_every_data_set_with_observations_has_a_structure(store: EmbeddedStore) -> None:
    structured = select(store, "SELECT ?it WHERE { ?it a qb:DataSet ; qb:structure ?structure }")
    assert sorted(structured) == sorted(select(store, OBSERVED_SETS)) != []


def test_components_are_what_the_observations_of_the_data_set_carry(store: EmbeddedStore) -> None:
    carried = """?observation a qb:Observation ; qb:dataSet ?set . GRAPH ?set { ?observation ?it ?value }
        FILTER (?it != qb:dataSet && ?it != rdf:type)"""
    described = "?set qb:structure/qb:component/qb:componentProperty ?it"
    pairs = "SELECT DISTINCT (CONCAT(STR(?set), STR(?it)) AS ?pair) WHERE"
    of_observations = set(select(store, f"{pairs} {{ {carried} }}"))
    assert of_observations == set(select(store, f"{pairs} {{ {described} }}"))


def test_figures_of_one_metric_subject_and_period_differ_in_partner_scope_or_definition(
    store: EmbeddedStore,
) -> None:
    """IC-12 in the form that the shipped tables keep."""
    assert select(store, REPEATED) == []
