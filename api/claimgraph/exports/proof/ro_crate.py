"""ro-crate-metadata.json: a bundle described as RO-Crate 1.1 (https://w3id.org/ro/crate/1.1).

Only terms of its context are used, and every entity is named by @id, not nested.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from claimgraph import namespaces
from claimgraph.exports.proof.proof_bundle import ProofBundle

Entity = dict[str, Any]

RO_CRATE = "ro-crate-metadata.json"
_SPECIFICATION = "https://w3id.org/ro/crate/1.1"
_AUTHOR, _CLAIMGRAPH, _ENGINE = "#claimgraph-contributors", "#claimgraph", "#pyoxigraph"
_TYPES = {
    "nq": "application/n-quads",
    "json": "application/json",
    "rq": "application/sparql-query",
    "md": "text/markdown",
    "cff": "application/yaml",
    "bib": "application/x-bibtex",
    "txt": "text/plain",
}
_SAID = {
    "graph.nq": "The part of the graph that the verdict rests on: sorted N-Quads, in RDFC-1.0 form",
    "assessment.json": "Policy, verdict, comparisons, and how the verdict changed",
    "manifest.json": "Versions, the hash of the graph, size and SHA-256 of every other file",
    "README.md": "The same for people",
    "ATTRIBUTION.md": "Whom to name for each data set",
    "CITATION.cff": "How to cite this, as Citation File Format",
    "CITATION.bib": "How to cite this, as BibTeX",
}


def ro_crate_metadata(bundle: ProofBundle, files: Mapping[str, bytes], manifest: str) -> Entity:
    """The metadata of a bundle of these files. The manifest, named only, holds this file's own hash."""
    about: Entity = {"@id": RO_CRATE, "@type": "CreativeWork"}
    about |= {"conformsTo": {"@id": _SPECIFICATION}, "about": {"@id": "./"}}
    names = sorted((*files, manifest))
    entities = [about, _root(bundle, names), *_verdict(bundle), *_sources(bundle), *_makers(bundle)]
    entities += [_file(bundle, name, files.get(name)) for name in names]
    entities += [*_datasets(bundle), *_licences(bundle)]
    return {"@context": f"{_SPECIFICATION}/context", "@graph": entities}


def _root(bundle: ProofBundle, names: list[str]) -> Entity:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Proof of a computed verdict on claim {bundle.claim_identifier}: {bundle.record.verdict}",
        "description": f"{bundle.claim.text} Verdict: {bundle.record.verdict}, {bundle.reason}; "
        f"{bundle.record.policy.text}. `claimgraph verify` computes it again from these files alone.",
        "datePublished": bundle.release_day,
        "license": {"@id": _licence(bundle)},
        "author": {"@id": _AUTHOR},
        "version": bundle.versions["generation"],
        "about": {"@id": bundle.claim_iri},
        "mentions": {"@id": "#verdict"},
        "isBasedOn": _ids(each["iri"] for each in bundle.datasets),
        "hasPart": _ids(names),
    }


def _verdict(bundle: ProofBundle) -> Iterator[Entity]:
    found = _ids(namespaces.thing_iri(f"source/{name}") for name in bundle.sources)
    claim: Entity = {"@id": bundle.claim_iri, "@type": "Claim", "identifier": bundle.claim_identifier}
    yield claim | {"name": bundle.claim_identifier, "text": bundle.claim.text, "citation": found}
    review: Entity = {"@id": "#verdict", "@type": "ClaimReview", "author": {"@id": _AUTHOR}}
    review |= {"name": f"Verdict on {bundle.claim_identifier}", "itemReviewed": {"@id": bundle.claim_iri}}
    yield review | {"reviewBody": bundle.reason, "reviewRating": {"@id": "#rating"}}
    yield {"@id": "#rating", "@type": "Rating", "name": bundle.record.verdict}


def _sources(bundle: ProofBundle) -> Iterator[Entity]:
    for name, source in bundle.sources.items():
        entity: Entity = {"@id": namespaces.thing_iri(f"source/{name}"), "@type": "CreativeWork"}
        entity |= {"name": source.title or name, "description": f"Published by {source.publisher_as_printed}"}
        yield entity | ({"url": source.url} if source.url else {})


def _makers(bundle: ProofBundle) -> Iterator[Entity]:
    yield {"@id": _AUTHOR, "@type": "Organization", "name": "Claimgraph contributors", "url": namespaces.ROOT}
    for id_, name in ((_CLAIMGRAPH, "claimgraph"), (_ENGINE, "pyoxigraph")):
        software: Entity = {"@id": id_, "@type": "SoftwareApplication", "name": name}
        yield software | {"version": bundle.versions[name]}
    made: Entity = {"@id": "#made", "@type": "CreateAction", "name": "Assessed the claim and took its proof"}
    made |= {"agent": {"@id": _AUTHOR}, "instrument": _ids((_CLAIMGRAPH, _ENGINE))}
    yield made | {"object": _ids(each["iri"] for each in bundle.datasets), "result": {"@id": "./"}}


def _file(bundle: ProofBundle, name: str, content: bytes | None) -> Entity:
    check = bundle.evidence_queries.get(name)
    said = _SAID.get(name) or (f"Query of the check {check.iri}" if check else f"Text of the licence {name}")
    kind = ["File", "SoftwareSourceCode"] if check else "File"
    entity: Entity = {"@id": name, "@type": kind, "name": name, "description": said}
    entity["encodingFormat"] = _TYPES[name.rpartition(".")[2]]
    return entity | ({} if content is None else {"contentSize": str(len(content))})


def _datasets(bundle: ProofBundle) -> Iterator[Entity]:
    for each in bundle.datasets:
        entity: Entity = {"@id": each["iri"], "@type": "Dataset", "name": each["title"]}
        entity |= {
            "description": each["attribution"] or each["title"],
            "license": {"@id": each["licence_iri"]},
        }
        told = {"version": each["version"], "datePublished": each["issued"], "url": each["url"]}
        yield entity | {key: value for key, value in told.items() if value}


def _licences(bundle: ProofBundle) -> Iterator[Entity]:
    named = {(each["licence_iri"], each["licence"]) for each in bundle.datasets if each["licence"]}
    for iri, name in sorted({*named, (_licence(bundle), bundle.reuse_and_licence[1])}):
        entity: Entity = {"@id": iri, "@type": "CreativeWork", "name": name}
        yield entity | {"description": f"Its text, or where to read it, is in LICENSES/{name}.txt"}


def _licence(bundle: ProofBundle) -> str:
    """The licence of the whole; one that no data set here has is what open ones come to together."""
    by_name: dict[str, str] = {each["licence"]: each["licence_iri"] for each in bundle.datasets}
    return by_name.get(
        bundle.reuse_and_licence[1], f"https://spdx.org/licenses/{bundle.reuse_and_licence[1]}"
    )


def _ids(iris_: Any) -> list[Entity]:
    return [{"@id": each} for each in iris_]
