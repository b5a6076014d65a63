"""What endpoints are asked: queries of all kinds, on the shipped graph and on generated ones alike."""

from __future__ import annotations

_PREFIXES = """PREFIX cg: <https://w3id.org/claimgraph/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX schema: <https://schema.org/>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX nation: <https://w3id.org/claimgraph/id/nation/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> """
_BODIES = {
    "point look-up": "SELECT ?name { nation:taiwan rdfs:label ?name }",
    "20 joined rows": "SELECT ?thing ?name ?by { ?thing cg:developedBy ?by ; rdfs:label ?name } LIMIT 20",
    "aggregate": "SELECT ?kind (COUNT(?thing) AS ?count) { ?thing a ?kind } GROUP BY ?kind",
    "the same again": "SELECT ?name { nation:china rdfs:label ?name }",
    "ask, true": "ASK { nation:china a cg:Nation }",
    "ask, false": "ASK { nation:china a cg:Fab }",
    "describe": "DESCRIBE nation:taiwan",
    "construct": "CONSTRUCT { ?claim rdfs:label ?text } { ?claim a cg:Claim ; schema:text ?text } LIMIT 100",
    "all of a class": "SELECT ?claim ?text { ?claim a cg:Claim ; schema:text ?text }",
    "optional": "SELECT ?u ?role { ?u a cg:Utterance OPTIONAL { ?u cg:speakerRole ?role } }",
    "union": "SELECT ?x { { ?x a cg:Fab } UNION { ?x a cg:Chip } UNION { ?x a cg:AIModel } }",
    "filter on text": 'SELECT ?x { ?x rdfs:label ?name FILTER CONTAINS(LCASE(STR(?name)), "tai") }',
    "regular expression": 'SELECT ?x { ?x rdfs:label ?name FILTER REGEX(STR(?name), "^s.*1[0-9]$", "i") }',
    "filter on dates": "SELECT (COUNT(*) AS ?n) { ?p cg:earliestDay ?day FILTER (YEAR(?day) >= 2020) }",
    "order by": "SELECT ?x ?name { ?x a cg:AIModel ; rdfs:label ?name } ORDER BY ?name LIMIT 10",
    "distinct": "SELECT DISTINCT ?p { ?s a cg:Observation ; ?p ?o }",
    "path": "SELECT DISTINCT ?nation { ?x cg:developedBy/cg:headquarteredIn ?nation }",
    "not exists": "SELECT (COUNT(*) AS ?n) { ?c a cg:Claim FILTER NOT EXISTS { ?l cg:about ?c } }",
    "subquery": "SELECT ?by ?n { { SELECT ?by (COUNT(*) AS ?n) { ?x cg:developedBy ?by } GROUP BY ?by } "
    "FILTER (?n > 1) } ORDER BY DESC(?n) LIMIT 10",
    "count everything": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
}
QUERIES = {name: _PREFIXES + body for name, body in _BODIES.items()}
UNDER_LOAD = ("point look-up", "20 joined rows", "aggregate", "the same again")
REPEATED = "the same again"  # all others are made different, so that no cache answers
HOSTILE = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
