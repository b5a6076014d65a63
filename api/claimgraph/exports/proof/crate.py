"""ro-crate-metadata.json: a bundle described as RO-Crate 1.1 (https://w3id.org/ro/crate/1.1).

Only terms of its context are used, and every entity is named by @id, not nested.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from claimgraph import namespaces
from claimgraph.exports.proof.summary import Sheet

Entity = dict[str, Any]

NAME = "ro-crate-metadata.json"
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


def crate(sheet: Sheet, files: Mapping[str, bytes], manifest: str) -> Entity:
    """The metadata of a bundle of these files. The manifest, named only, holds this file's own hash."""
    about: Entity = {"@id": NAME, "@type": "CreativeWork"}
    about |= {"conformsTo": {"@id": _SPECIFICATION}, "about": {"@id": "./"}}
    names = sorted((*files, manifest))
    entities = [about, _root(sheet, names), *_verdict(sheet), *_sources(sheet), *_makers(sheet)]
    entities += [_file(sheet, name, files.get(name)) for name in names]
    entities += [*_datasets(sheet), *_licences(sheet)]
    return {"@context": f"{_SPECIFICATION}/context", "@graph": entities}


def _root(sheet: Sheet, names: list[str]) -> Entity:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Proof of a computed verdict on claim {sheet.name}: {sheet.record['verdict']}",
        "description": f"{sheet.claim.text} Verdict: {sheet.record['verdict']}, {sheet.reason}; "
        f"{sheet.record['policy']['text']}. `claimgraph verify` computes it again from these files alone.",
        "datePublished": sheet.released,
        "license": {"@id": _licence(sheet)},
        "author": {"@id": _AUTHOR},
        "version": sheet.versions["generation"],
        "about": {"@id": sheet.iri},
        "mentions": {"@id": "#verdict"},
        "isBasedOn": _ids(each["iri"] for each in sheet.datasets),
        "hasPart": _ids(names),
    }


def _verdict(sheet: Sheet) -> Iterator[Entity]:
    found = _ids(namespaces.thing(f"source/{name}") for name in sheet.sources)
    claim: Entity = {"@id": sheet.iri, "@type": "Claim", "identifier": sheet.name}
    yield claim | {"name": sheet.name, "text": sheet.claim.text, "citation": found}
    review: Entity = {"@id": "#verdict", "@type": "ClaimReview", "author": {"@id": _AUTHOR}}
    review |= {"name": f"Verdict on {sheet.name}", "itemReviewed": {"@id": sheet.iri}}
    yield review | {"reviewBody": sheet.reason, "reviewRating": {"@id": "#rating"}}
    yield {"@id": "#rating", "@type": "Rating", "name": sheet.record["verdict"]}


def _sources(sheet: Sheet) -> Iterator[Entity]:
    for name, source in sheet.sources.items():
        entity: Entity = {"@id": namespaces.thing(f"source/{name}"), "@type": "CreativeWork"}
        entity |= {"name": source.title or name, "description": f"Published by {source.publisher_as_printed}"}
        yield entity | ({"url": source.url} if source.url else {})


def _makers(sheet: Sheet) -> Iterator[Entity]:
    yield {"@id": _AUTHOR, "@type": "Organization", "name": "Claimgraph contributors", "url": namespaces.ROOT}
    for id_, name in ((_CLAIMGRAPH, "claimgraph"), (_ENGINE, "pyoxigraph")):
        software: Entity = {"@id": id_, "@type": "SoftwareApplication", "name": name}
        yield software | {"version": sheet.versions[name]}
    made: Entity = {"@id": "#made", "@type": "CreateAction", "name": "Assessed the claim and took its proof"}
    made |= {"agent": {"@id": _AUTHOR}, "instrument": _ids((_CLAIMGRAPH, _ENGINE))}
    yield made | {"object": _ids(each["iri"] for each in sheet.datasets), "result": {"@id": "./"}}


def _file(sheet: Sheet, name: str, content: bytes | None) -> Entity:
    check = sheet.checks.get(name)
    said = _SAID.get(name) or (f"Query of the check {check.iri}" if check else f"Text of the licence {name}")
    kind = ["File", "SoftwareSourceCode"] if check else "File"
    entity: Entity = {"@id": name, "@type": kind, "name": name, "description": said}
    entity["encodingFormat"] = _TYPES[name.rpartition(".")[2]]
    return entity | ({} if content is None else {"contentSize": str(len(content))})


def _datasets(sheet: Sheet) -> Iterator[Entity]:
    for each in sheet.datasets:
        entity: Entity = {"@id": each["iri"], "@type": "Dataset", "name": each["title"]}
        entity |= {
            "description": each["attribution"] or each["title"],
            "license": {"@id": each["licence_iri"]},
        }
        told = {"version": each["version"], "datePublished": each["issued"], "url": each["url"]}
        yield entity | {key: value for key, value in told.items() if value}


def _licences(sheet: Sheet) -> Iterator[Entity]:
    named = {(each["licence_iri"], each["licence"]) for each in sheet.datasets if each["licence"]}
    for iri, name in sorted({*named, (_licence(sheet), sheet.terms[1])}):
        entity: Entity = {"@id": iri, "@type": "CreativeWork", "name": name}
        yield entity | {"description": f"Its text, or where to read it, is in LICENSES/{name}.txt"}


def _licence(sheet: Sheet) -> str:
    """The licence of the whole; one that no data set here has is what open ones come to together."""
    by_name: dict[str, str] = {each["licence"]: each["licence_iri"] for each in sheet.datasets}
    return by_name.get(sheet.terms[1], f"https://spdx.org/licenses/{sheet.terms[1]}")


def _ids(iris_: Any) -> list[Entity]:
    return [{"@id": each} for each in iris_]
