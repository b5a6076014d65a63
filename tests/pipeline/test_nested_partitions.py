"""VoID's partitions within partitions say which classes have which properties, as an editor reads them."""

from __future__ import annotations

import rdflib
from pyoxigraph import Literal, RdfFormat, serialize
from rdflib import VOID, URIRef

from claimgraph.generations import Generation
from claimgraph.namespaces import CG, GRAPH, ID, PREFIXES, compact_iri
from claimgraph.pipeline.catalog import MERGE_NODE, merge_triples
from claimgraph.stores import EmbeddedStore

TYPE, LABEL = (PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label")
ENTITIES = f"""\
<{ID}company/acme> <{TYPE}> <{CG}Company> .
<{ID}company/acme> <{TYPE}> <{CG}Entity> .
<{ID}fab/acme-1> <{TYPE}> <{CG}Fab> .
<{ID}fab/acme-1> <{LABEL}> "Acme 1"@en .
"""
FABS = f"""\
<{ID}fab/acme-1> <{LABEL}> "Acme 1"@en .
<{ID}fab/acme-1> <{LABEL}> "Acme" .
<{ID}fab/acme-1> <{CG}operatedBy> <{ID}company/acme> .
<{ID}fab/acme-2> <{CG}operatedBy> <{ID}company/acme> .
"""
# What SIB's SPARQL editor asks of an endpoint, so that it can complete queries.
EDITOR_QUERY = """
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX void-ext: <http://ldf.fi/void-ext#>
SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype
WHERE {
  ?cp void:class ?subjectClass ; void:propertyPartition ?pp .
  ?pp void:property ?prop .
  OPTIONAL {
    { ?pp void:classPartition [ void:class ?objectClass ] }
    UNION
    { ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] }
  }
}
"""


def describe(*texts: str) -> rdflib.Graph:
    triples = merge_triples([text.encode() for text in texts])
    text = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return rdflib.Graph().parse(data=text, format="nt")


def number(graph: rdflib.Graph, part: str, name: str) -> int:
    return int(str(graph.value(URIRef(f"{MERGE_NODE.value}/{part}"), VOID[name])))


def test_an_editor_reads_which_property_leads_from_which_class_to_which() -> None:
    rows = [
        tuple(compact_iri(str(term)) if term else None for term in row)
        for row in describe(ENTITIES, FABS).query(EDITOR_QUERY)  # type: ignore[union-attr]
    ]
    assert sorted(rows, key=str) == sorted(
        [
            ("cg:Company", "rdf:type", None, None),
            ("cg:Entity", "rdf:type", None, None),
            ("cg:Fab", "rdf:type", None, None),
            ("cg:Fab", "rdfs:label", None, "rdf:langString"),
            ("cg:Fab", "rdfs:label", None, "xsd:string"),
            ("cg:Fab", "cg:operatedBy", "cg:Company", None),
            ("cg:Fab", "cg:operatedBy", "cg:Entity", None),
        ],
        key=str,
    )


def test_a_triple_of_two_graphs_counts_once() -> None:
    graph = describe(ENTITIES, FABS)
    assert graph.value(URIRef(MERGE_NODE.value), VOID.triples) == rdflib.Literal(7)
    labels = [
        number(graph, "class/cg:Fab/property/rdfs:label", name)
        for name in ("triples", "distinctSubjects", "distinctObjects")
    ]
    assert labels == [2, 1, 2]


def test_a_thing_without_a_class_is_in_no_partition_by_class() -> None:
    assert number(describe(ENTITIES, FABS), "class/cg:Fab/property/cg:operatedBy", "triples") == 1
    assert number(describe(ENTITIES, FABS), "property/cg:operatedBy", "triples") == 2


def test_the_numbers_are_those_that_sparql_counts(generation: Generation) -> None:
    store = EmbeddedStore.open(generation)
    shown = [iri for iri, entry in generation.manifest["graphs"].items() if not entry["sensitive"]]
    from_ = "\n".join(f"FROM <{iri}>" for iri in shown if iri != f"{GRAPH}catalog")
    counted = store.select(f"""
        SELECT ?class ?property (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
          (COUNT(DISTINCT ?o) AS ?objects)
        {from_}
        WHERE {{ ?s a ?class ; ?property ?o }}
        GROUP BY ?class ?property""")
    described = store.select("""
        PREFIX void: <http://rdfs.org/ns/void#>
        SELECT ?class ?property ?triples ?subjects ?objects
        WHERE {
          <https://w3id.org/claimgraph/graph/catalog/merge> void:classPartition ?partition .
          ?partition void:class ?class ; void:propertyPartition ?nested .
          ?nested void:property ?property ; void:triples ?triples ;
            void:distinctSubjects ?subjects ; void:distinctObjects ?objects .
        }""")
    names = ("class", "property", "triples", "subjects", "objects")

    def as_set(rows: object) -> set[tuple[str, ...]]:
        return {tuple(_text(row[name]) for name in names) for row in rows}  # type: ignore[attr-defined]

    assert len(as_set(described)) > 300
    assert as_set(described) == as_set(counted)


def _text(term: object) -> str:
    return term.value if isinstance(term, Literal) else str(term)
