"""manifest.json: which files a bundle has, and what each has to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from claimgraph.exports.proof.creation import FORMAT, GRAPH, MANIFEST, RECORD
from claimgraph.exports.proof.packing import ArchiveError
from claimgraph.exports.proof.quads import sha256_hex


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class FileEntry(_Strict):
    """What a file has to be."""

    sha256: str
    bytes: int


class GraphEntry(_Strict):
    """`rdfc10_sha256`: of the dataset's canonical N-Quads by RDFC-1.0, sorted."""

    rdfc10_sha256: str
    quads: int


class BundleVersions(_Strict):
    """What made the bundle."""

    claimgraph: str
    generation: str
    papers: str
    pyoxigraph: str
    ontology: str


class BundleManifest(_Strict):
    """The list of a bundle's files, with what it is about."""

    format: str
    claim: str
    verdict: str
    reuse: str
    licence: str
    versions: BundleVersions
    graph: GraphEntry
    files: dict[str, FileEntry]


def read_manifest(files: Mapping[str, bytes]) -> BundleManifest:
    """The manifest of these files.

    Raises:
        ArchiveError: There is none, or it is not one that can be read here.
    """
    if MANIFEST not in files:
        raise ArchiveError(f"There is no {MANIFEST} in it: it is no bundle, or the file was taken out")
    try:
        manifest = BundleManifest.model_validate_json(files[MANIFEST])
    except ValidationError as error:
        where = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise ArchiveError(f"{MANIFEST} cannot be read ({where})") from None
    if manifest.format != FORMAT:
        raise ArchiveError(f"{MANIFEST} says {manifest.format!r}, and only {FORMAT!r} can be verified here")
    return manifest


def find_altered_files(manifest: BundleManifest, files: Mapping[str, bytes]) -> Iterator[str]:
    """Every file that is missing, not listed, or not what the list says."""
    for name in sorted({GRAPH, RECORD, *manifest.files, *files} - {MANIFEST}):
        if name not in files:
            yield f"{name}: it is missing"
        elif name not in manifest.files:
            yield f"{name}: {MANIFEST} does not list it"
        elif (is_ := sha256_hex(files[name])) != manifest.files[name].sha256:
            yield f"{name}: its SHA-256 is {is_}, not {manifest.files[name].sha256}"
        elif len(files[name]) != manifest.files[name].bytes:
            yield f"{name}: it has {len(files[name])} bytes, not {manifest.files[name].bytes}"
