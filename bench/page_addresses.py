"""Addresses of every kind that a server answers: a sample of each, the same for the same graph."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote
from urllib.request import Request, urlopen

from claimgraph.namespaces import CG, ENTITY_KINDS, GRAPH, ID, concept_iri
from claimgraph.queries import default_catalog

RDF = ("ttl", "jsonld", "nt", "rdf")
_LARGEST = ("nation/united-states", "nation/china", "company/nvidia", "company/openai")  # have most to show
_LISTS = {
    "front page": ["/"],
    "lists of claims": ["/claims", "/claims?page=2", "/claims?sort=text&size=200", "/claims?q=chip"],
    "lists of claims, filtered": [
        "/claims?topic=fabs",
        "/claims?type=prediction",
        "/claims?entity=nation/china",
        "/claims?entity=nation/united-states&q=compute power",
        "/claims?speaker=person/elon-musk",
    ],
    "lists of claims as JSON": ["/api/v1/claims", "/api/v1/claims?size=200", "/api/v1/claims?topic=energy"],
    "filters": ["/api/v1/filters"],
    "contradictions": [
        "/contradictions",
        "/contradictions?page=2",
        "/contradictions?kind=conflicts",
        "/contradictions?size=500",
        "/api/v1/contradictions",
        "/api/v1/contradictions?size=500",
    ],
    "predictions": [
        "/predictions",
        "/predictions?state=open",
        "/predictions?speaker=person/elon-musk",
        "/api/v1/predictions",
        "/api/v1/predictions?state=open",
    ],
    "predictions on another day": ["/predictions?as_of=2025-06-30", "/api/v1/predictions?as_of=2024-12-31"],
    "kinds of entities": ["/entities"],
    "entities of a kind": [f"/entities/{kind}" for kind in ENTITY_KINDS],
    "catalogue": ["/catalog", *(f"/catalog.{form}" for form in ("html", *RDF)), "/.well-known/void"],
    "graphs": ["/graphs"],
    "ontology": [f"/ontology.{form}" for form in ("html", *RDF)],
    "published queries": ["/queries", "/queries.html", "/queries.ttl"],
    "endpoint, archives, health": ["/sparql", "/exports/", "/healthz", "/readyz"],
}
_SCHEMES = ("metric", "topic", "unit", "scope", "claim-type", "quantity-kind")


def list_addresses(server: str, sample: int) -> dict[str, list[str]]:
    """Addresses by kind, those of `sample` things of each."""
    slugs = _choose(_list_slugs(server, f"?thing a <{CG}Claim>", f"{ID}claim/"), sample * 2)
    metrics = _list_slugs(server, f"?o <{CG}metric> ?thing", concept_iri("metric", ""))
    return {
        **_LISTS,
        **_list_claims(slugs),
        **_list_entities(server, sample),
        "impact": [f"/api/v1/impact?thing={thing}" for thing in _list_things(server, 1)],
        "other things": _join("/id", _list_things(server, sample), ("html", "json", "ttl")),
        "vocabularies": _join("/vocab", _SCHEMES, ("html", "ttl")),
        "metrics": _join("/vocab/metric", _choose(metrics, sample * 2), ("html", "ttl")),
        "pages of graphs": _join("/graph", _list_slugs(server, "graph ?thing {}", GRAPH), ("html",)),
        "published queries as pages": _join("/queries", default_catalog().public_queries, ("html",)),
    }


def _list_claims(slugs: list[str]) -> dict[str, list[str]]:
    parts = ("lineage", "assessment", "sensitivity", "claimreview", "bundle")
    return {
        "claim pages": [f"/claims/{slug}" for slug in slugs],
        "claims as JSON": [f"/api/v1/claims/{slug}" for slug in slugs],
        **{f"claims: {part}": [f"/api/v1/claims/{slug}/{part}" for slug in slugs] for part in parts},
        "claims as RDF": _join("/id/claim", slugs, RDF),
        "claim pages, withheld graphs too": [f"/claims/{slug}?sensitive=include" for slug in slugs[:2]],
        "claim pages on another day": [f"/claims/{slug}?as_of=2025-06-30" for slug in slugs[-2:]],
    }


def _list_entities(server: str, sample: int) -> dict[str, list[str]]:
    entities = [
        *_LARGEST,
        *(
            f"{kind}/{slug}"
            for kind in ENTITY_KINDS
            for slug in _choose(
                _list_slugs(server, f"?thing a <{CG}{ENTITY_KINDS[kind]}>", f"{ID}{kind}/"), sample
            )
        ),
    ]
    return {
        "entity pages": [f"/entities/{entity}" for entity in entities],
        "entities as JSON": [f"/api/v1/entities/{entity}" for entity in entities],
        "entities as RDF": _join("/id", entities[:: len(RDF)], RDF),
    }


def _list_things(server: str, sample: int) -> list[str]:
    """Things that have no page of their own kind."""
    kinds = {
        "observation": "Observation",
        "source": "Source",
        "publisher": "Publisher",
        "utterance": "Utterance",
    }
    return [
        f"{kind}/{slug}"
        for kind, name in kinds.items()
        for slug in _choose(_list_slugs(server, f"?thing a <{CG}{name}>", f"{ID}{kind}/"), sample)
    ]


def _join(base: str, names: Iterable[str], suffixes: tuple[str, ...]) -> list[str]:
    return [f"{base}/{name}.{suffix}" for name in names for suffix in suffixes]


def _choose(names: list[str], count: int) -> list[str]:
    """So many of them, evenly spread."""
    return names if len(names) <= count else [names[len(names) * i // count] for i in range(count)]


def _list_slugs(server: str, pattern: str, prefix: str) -> list[str]:
    """What comes after the prefix, in alphabetical order."""
    query = (
        f"SELECT DISTINCT ?thing {{ {pattern} FILTER(STRSTARTS(STR(?thing), '{prefix}')) }} ORDER BY ?thing"
    )
    request = Request(f"{server}/sparql?query={quote(query)}", headers={"Accept": "application/json"})  # noqa: S310
    with urlopen(request) as answer:  # noqa: S310
        rows = json.load(answer)["results"]["bindings"]
    return [row["thing"]["value"].removeprefix(prefix) for row in rows]
