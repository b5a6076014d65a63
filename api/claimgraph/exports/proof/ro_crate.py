"""ro-crate-metadata.json: a bundle described as RO-Crate 1.1 (https://w3id.org/ro/crate/1.1).

Only terms of its context are used; every entity has an @id and is referred to by it, never nested.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from claimgraph import namespaces
from claimgraph.exports.proof.proof_bundle import ProofBundle

Entity = dict[str, Any]

RO_CRATE = "ro-crate-metadata.json"
_SPECIFICATION = "https://w3id.org/ro/crate/1.1"
_AUTHOR, _CLAIMGRAPH, _ENGINE = "#claimgraph-contributors", "#claimgraph", "#pyoxigraph"
_MEDIA_TYPES = {
    "nq": "application/n-quads",
    "json": "application/json",
    "rq": "application/sparql-query",
    "md": "text/markdown",
    "cff": "application/yaml",
    "bib": "application/x-bibtex",
    "txt": "text/plain",
}
_DESCRIPTIONS = {
    "graph.nq": "The subgraph that the verdict rests on: sorted N-Quads in RDFC-1.0 form",
    "assessment.json": "Policy, verdict, comparisons, and how the verdict changed",
    "manifest.json": "Versions, hash of the graph, size and SHA-256 of every other file",
    "README.md": "The same for people",
    "ATTRIBUTION.md": "Whom to credit for each data set",
    "CITATION.cff": "How to cite this bundle, as Citation File Format",
    "CITATION.bib": "How to cite this bundle, as BibTeX",
}


def ro_crate_metadata(bundle: ProofBundle, files: Mapping[str, bytes], manifest: str) -> Entity:
    """The metadata of a bundle with these files. The manifest has no size yet: it holds this file's hash."""
    descriptor: Entity = {"@id": RO_CRATE, "@type": "CreativeWork"}
    descriptor |= {"conformsTo": _reference(_SPECIFICATION), "about": _reference("./")}
    names = sorted((*files, manifest))
    graph = [
        descriptor,
        _root_entity(bundle, names),
        *_verdict_entities(bundle),
        *_source_entities(bundle),
        *_creation_entities(bundle),
        *(_file_entity(bundle, name, files.get(name)) for name in names),
        *_dataset_entities(bundle),
        *_licence_entities(bundle),
    ]
    return {"@context": f"{_SPECIFICATION}/context", "@graph": graph}


def _root_entity(bundle: ProofBundle, names: list[str]) -> Entity:
    record = bundle.record
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Proof of a computed verdict on claim {bundle.claim_identifier}: {record.verdict}",
        "description": f"{bundle.claim.text} Verdict: {record.verdict}, {bundle.reason}; "
        f"{record.policy.text}. `claimgraph verify` computes it again from these files alone.",
        "datePublished": bundle.release_day,
        "license": _reference(_licence_iri(bundle)),
        "author": _reference(_AUTHOR),
        "version": bundle.versions.generation,
        "about": _reference(bundle.claim_iri),
        "mentions": _reference("#verdict"),
        "isBasedOn": _references(dataset.iri for dataset in bundle.datasets),
        "hasPart": _references(names),
    }


def _verdict_entities(bundle: ProofBundle) -> Iterator[Entity]:
    identifier = bundle.claim_identifier
    sources = _references(namespaces.thing_iri(f"source/{id_}") for id_ in bundle.sources)
    claim: Entity = {"@id": bundle.claim_iri, "@type": "Claim", "identifier": identifier}
    yield claim | {"name": identifier, "text": bundle.claim.text, "citation": sources}
    review: Entity = {"@id": "#verdict", "@type": "ClaimReview", "author": _reference(_AUTHOR)}
    review |= {"name": f"Verdict on {identifier}", "itemReviewed": _reference(bundle.claim_iri)}
    yield review | {"reviewBody": bundle.reason, "reviewRating": _reference("#rating")}
    yield {"@id": "#rating", "@type": "Rating", "name": bundle.record.verdict}


def _source_entities(bundle: ProofBundle) -> Iterator[Entity]:
    for id_, source in bundle.sources.items():
        entity: Entity = {"@id": namespaces.thing_iri(f"source/{id_}"), "@type": "CreativeWork"}
        entity |= {"name": source.title or id_, "description": f"Published by {source.publisher_as_printed}"}
        yield entity | ({"url": source.url} if source.url else {})


def _creation_entities(bundle: ProofBundle) -> Iterator[Entity]:
    """Author and software, and the action by which they created the bundle."""
    yield {"@id": _AUTHOR, "@type": "Organization", "name": "Claimgraph contributors", "url": namespaces.ROOT}
    yield _software_entity(_CLAIMGRAPH, bundle.versions.claimgraph)
    yield _software_entity(_ENGINE, bundle.versions.pyoxigraph)
    action: Entity = {
        "@id": "#made",
        "@type": "CreateAction",
        "name": "Assessment of the claim and creation of its proof",
    }
    action |= {"agent": _reference(_AUTHOR), "instrument": _references((_CLAIMGRAPH, _ENGINE))}
    datasets = _references(dataset.iri for dataset in bundle.datasets)
    yield action | {"object": datasets, "result": _reference("./")}


def _software_entity(id_: str, version: str) -> Entity:
    return {"@id": id_, "@type": "SoftwareApplication", "name": id_.removeprefix("#"), "version": version}


def _file_entity(bundle: ProofBundle, name: str, content: bytes | None) -> Entity:
    query = bundle.evidence_queries.get(name)
    default = f"The evidence query {query.iri}" if query else f"Text of the licence {name}"
    entity: Entity = {
        "@id": name,
        "@type": ["File", "SoftwareSourceCode"] if query else "File",
        "name": name,
        "description": _DESCRIPTIONS.get(name, default),
        "encodingFormat": _MEDIA_TYPES[name.rpartition(".")[2]],
    }
    return entity | ({} if content is None else {"contentSize": str(len(content))})


def _dataset_entities(bundle: ProofBundle) -> Iterator[Entity]:
    for dataset in bundle.datasets:
        entity: Entity = {"@id": dataset.iri, "@type": "Dataset", "name": dataset.title}
        entity |= {
            "description": dataset.attribution or dataset.title,
            "license": _reference(dataset.licence_iri),
        }
        optional = {"version": dataset.version, "datePublished": dataset.issued, "url": dataset.url}
        yield entity | {key: value for key, value in optional.items() if value}


def _licence_entities(bundle: ProofBundle) -> Iterator[Entity]:
    licences = {(dataset.licence_iri, dataset.licence) for dataset in bundle.datasets if dataset.licence}
    licences.add((_licence_iri(bundle), bundle.reuse_and_licence[1]))
    for iri, name in sorted(licences):
        entity: Entity = {"@id": iri, "@type": "CreativeWork", "name": name}
        yield entity | {"description": f"Its text, or where to read it, is in LICENSES/{name}.txt"}


def _licence_iri(bundle: ProofBundle) -> str:
    """The licence of the bundle; of the SPDX list if none of its data sets has it."""
    licence = bundle.reuse_and_licence[1]
    iris = {dataset.licence: dataset.licence_iri for dataset in bundle.datasets}
    return iris.get(licence, f"https://spdx.org/licenses/{licence}")


def _reference(id_: str) -> Entity:
    return {"@id": id_}


def _references(ids: Iterable[str]) -> list[Entity]:
    return list(map(_reference, ids))
