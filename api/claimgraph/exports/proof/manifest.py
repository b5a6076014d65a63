"""manifest.json: which files a bundle has, and what each has to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from claimgraph.exports.proof.archive import ArchiveError
from claimgraph.exports.proof.bundle import FORMAT, GRAPH, MANIFEST, RECORD
from claimgraph.exports.proof.quads import digest


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class File(_Strict):
    """What a file has to be."""

    sha256: str
    bytes: int


class Graph(_Strict):
    """`rdfc10_sha256`: of the dataset's canonical N-Quads by RDFC-1.0, sorted."""

    rdfc10_sha256: str
    quads: int


class Versions(_Strict):
    """What made the bundle."""

    claimgraph: str
    generation: str
    papers: str
    pyoxigraph: str
    ontology: str


class Manifest(_Strict):
    """The list of a bundle's files, with what it is about."""

    format: str
    claim: str
    verdict: str
    reuse: str
    licence: str
    versions: Versions
    graph: Graph
    files: dict[str, File]


def read_manifest(found: Mapping[str, bytes]) -> Manifest:
    """The manifest of these files.

    Raises:
        ArchiveError: There is none, or it is not one that can be read here.
    """
    if MANIFEST not in found:
        raise ArchiveError(f"There is no {MANIFEST} in it: it is no bundle, or the file was taken out")
    try:
        manifest = Manifest.model_validate_json(found[MANIFEST])
    except ValidationError as error:
        where = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise ArchiveError(f"{MANIFEST} cannot be read ({where})") from None
    if manifest.format != FORMAT:
        raise ArchiveError(f"{MANIFEST} says {manifest.format!r}, and only {FORMAT!r} can be verified here")
    return manifest


def altered(manifest: Manifest, found: Mapping[str, bytes]) -> Iterator[str]:
    """Every file that is missing, not listed, or not what the list says."""
    for name in sorted({GRAPH, RECORD, *manifest.files, *found} - {MANIFEST}):
        if name not in found:
            yield f"{name}: it is missing"
        elif name not in manifest.files:
            yield f"{name}: {MANIFEST} does not list it"
        elif (is_ := digest(found[name])) != manifest.files[name].sha256:
            yield f"{name}: its SHA-256 is {is_}, not {manifest.files[name].sha256}"
        elif len(found[name]) != manifest.files[name].bytes:
            yield f"{name}: it has {len(found[name])} bytes, not {manifest.files[name].bytes}"
